import { SourceError } from "../../core/index.js";

const magics: readonly (readonly [magic: readonly number[], is: string])[] = [
  [[0x50, 0x41, 0x52, 0x31], "a Parquet file. Read it by `parquetSource`"],
  [[0x41, 0x52, 0x52, 0x4f, 0x57, 0x31], "an Arrow file. Convert it to Parquet and read it by `parquetSource`"],
  [[0x1f, 0x8b], "gzip. Unpack it first, or give the stream that `createGunzip()` of node:zlib makes of it"],
  [[0x28, 0xb5, 0x2f, 0xfd], "zstd. Unpack it first"],
  [[0x50, 0x4b, 0x03, 0x04], "a zip or a workbook (.xlsx). Unpack it, or save the sheet as CSV"],
  [[0xd0, 0xcf, 0x11, 0xe0], "an old workbook (.xls). Save the sheet as CSV"],
];

const longest = Math.max(...magics.map(([magic]) => magic.length));

/** Passes text on; bytes of a format that is known not to be text are refused by its name, instead of being taken for one strange row. */
export async function* refuseOtherFormat(
  place: string,
  name: string,
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const head: number[] = [];
  for await (const piece of pieces) {
    if (head.length < longest) {
      head.push(...piece.subarray(0, longest - head.length));
      const found = magics.find(([magic]) => magic.every((byte, index) => head[index] === byte));
      if (found !== undefined)
        throw new SourceError({ place, message: `Expected ${JSON.stringify(name)} to be text, got ${found[1]}` });
    }
    yield piece;
  }
}
