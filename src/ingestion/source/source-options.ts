import { InvalidArgumentError } from "../../core/index.js";

/** What all sources of bytes can be told. */
export interface ByteSourceOptions {
  /** Stands in lineage and in run ids. @default the file's name, otherwise `bytes` or `stream` */
  readonly name?: string;
  /** The file that remembers the committed position across processes. @default remembered for as long as the process lives */
  readonly positionFile?: string;
  /** Raw bytes land in chunks that end with the first record after this many bytes. @default 4194304 (4 MiB) */
  readonly chunkBytes?: number;
}

/** A count within limits, or its default. @throws {InvalidArgumentError} */
export function countOption(place: string, name: string, value: number | undefined, byDefault: number): number {
  const count = value ?? byDefault;
  if (!Number.isSafeInteger(count) || count < 1)
    throw new InvalidArgumentError(place, `\`${name}\` to be a whole number from 1`, value);
  return count;
}
