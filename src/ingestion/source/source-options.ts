import { type OptionRules, option } from "../../core/house.js";

/** What all sources of bytes can be told. */
export interface ByteSourceOptions {
  /** Stands in lineage and in run ids. @default the file's name, otherwise `bytes` or `stream` */
  readonly name?: string;
  /** The file that remembers the committed position across processes. @default remembered for as long as the process lives */
  readonly positionFile?: string;
  /** Raw bytes land in chunks that end with the first record after this many bytes. @default 4194304 (4 MiB) */
  readonly chunkBytes?: number;
}

export const byteSourceRules: OptionRules<ByteSourceOptions> = {
  name: option.text,
  positionFile: option.text,
  chunkBytes: option.count,
};
