import { SourceError } from "../../core/index.js";

type Hyparquet = typeof import("hyparquet");
type Compressors = typeof import("hyparquet-compressors")["compressors"];

/**
 * The optional peers that read Parquet. `hyparquet` alone reads uncompressed and snappy files; `hyparquet-compressors` adds the others.
 * @throws {SourceError} `hyparquet` is not installed.
 */
export async function loadHyparquet(): Promise<{
  readonly hyparquet: Hyparquet;
  readonly compressors: Compressors | undefined;
}> {
  let hyparquet: Hyparquet;
  try {
    hyparquet = await import("hyparquet");
  } catch (cause) {
    const message =
      "Expected the package `hyparquet` to be installed, got none: npm install hyparquet hyparquet-compressors";
    throw new SourceError({ place: "parquet", message, cause });
  }
  try {
    const { compressors } = await import("hyparquet-compressors");
    return { hyparquet, compressors };
  } catch {
    return { hyparquet, compressors: undefined };
  }
}
