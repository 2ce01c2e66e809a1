import { chmod, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { createMemoryStore, createRunner, SourceError } from "golden-pipeline";
import { csvSource, ingest, jsonLinesSource, parquetSource } from "golden-pipeline/ingestion";
import { contract } from "golden-pipeline/schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { readSource } from "../read-source.js";

const parquetFile = "test/fixtures/ingestion/two.zstd.parquet";
const sources = { csv: csvSource, "json-lines": jsonLinesSource, parquet: parquetSource };
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "golden-pipeline-files-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function failureOf(reading: Promise<unknown>): Promise<Error> {
  try {
    await reading;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("nothing failed");
}

/** A source's failure is one that a person can act on: ours, with the path, what was got and what to do. */
async function expectTold(reading: Promise<unknown>, path: string, ...words: readonly string[]): Promise<void> {
  const failure = await failureOf(reading);
  expect(SourceError.isInstance(failure), String(failure.stack)).toBe(true);
  for (const word of [JSON.stringify(path), ...words]) expect(failure.message).toContain(word);
}

describe.each(Object.entries(sources))("a file of %s that cannot be read", (_, source) => {
  it("is told with its path, what was found there, and what to do", async () => {
    const missing = join(folder, "no such file");
    await expectTold(readSource(source(missing)), missing, "no file there (ENOENT)", "Check the path");
    await expectTold(readSource(source(folder)), folder, "a folder (EISDIR)", "the path of one file");
    const file = join(folder, "a file");
    await writeFile(file, "a,b\n1,2\n");
    const below = join(file, "below");
    await expectTold(readSource(source(below)), below, "a file where the path has a folder (ENOTDIR)");
    const [one, other] = [join(folder, `one ${_}`), join(folder, `other ${_}`)];
    await symlink(one, other);
    await symlink(other, one);
    await expectTold(readSource(source(one)), one, "links that lead back to each other (ELOOP)");
    await expectTold(readSource(source(`/${"x".repeat(5000)}`)), `/${"x".repeat(5000)}`, "too long");
  });

  it.skipIf(process.getuid?.() === 0)("is told when its reader may not read it", async () => {
    const file = join(folder, `secret ${_}`);
    await writeFile(file, "a,b\n1,2\n");
    await chmod(file, 0);
    await expectTold(readSource(source(file)), file, "no permission to read it (EACCES)", "the right to read it");
  });

  it("fails a whole run with the same words", async () => {
    const missing = join(folder, "no such file");
    const items = contract("items", z.object({ id: z.int() }));
    const run = createRunner({ store: createMemoryStore() }).run(ingest(items), source(missing));
    expect(SourceError.isInstance(await failureOf(run))).toBe(true);
  });

  it("is told when the file that remembers the position can be neither read nor replaced", async () => {
    const items = contract("items", z.object({ id: z.int() }));
    const file = source === parquetSource ? parquetFile : join(folder, "a,b");
    await writeFile(join(folder, "a,b"), '{"id":1}\n');
    const landing = async (positionFile: string) => {
      for await (const _ of createRunner({ store: createMemoryStore() }).each(
        ingest(items),
        source(file, { positionFile }),
      ));
    };
    await expectTold(landing(folder), folder, "a folder (EISDIR)");
    const nowhere = join(folder, "no folder", "position");
    await expectTold(landing(nowhere), nowhere, "`positionFile`", "ENOENT", "Its folder must be there and writable");
  });
});

describe("a stream that the file system breaks off", () => {
  const broken = (code: string) =>
    (async function* () {
      yield new TextEncoder().encode("a,b\n1,2\n");
      throw Object.assign(new Error(`${code}: from Node`), { code, path: "/data/items" });
    })();

  it.each([
    ["EACCES", "no permission to read it (EACCES)"],
    ["EIO", "EIO from the file system. Check the disk"],
  ])("is told by the path that it was of: %s", async (code, words) => {
    for (const source of [csvSource, jsonLinesSource])
      await expectTold(readSource(source(broken(code))), "/data/items", words);
  });

  it("throws what is no fault of the file system as it is", async () => {
    const stop = new Error("enough");
    const stream = (async function* (): AsyncGenerator<Uint8Array> {
      yield new Uint8Array();
      throw stop;
    })();
    expect(await failureOf(readSource(csvSource(stream)))).toBe(stop);
  });
});

describe("a file of another kind", () => {
  it("is named, and what reads it, when text was expected", async () => {
    const files: Readonly<Record<string, Uint8Array>> = {
      "a Parquet file. Read it by `parquetSource`": await readFile(parquetFile),
      gzip: gzipSync("a,b\n1,2\n"),
      "an Arrow file": new TextEncoder().encode("ARROW1\0\0"),
      "a workbook (.xlsx)": Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0),
    };
    for (const [words, bytes] of Object.entries(files))
      for (const source of [csvSource, jsonLinesSource]) {
        const path = join(folder, "mistaken");
        await writeFile(path, bytes);
        await expectTold(readSource(source(path)), "mistaken", words);
        const single = (async function* () {
          for (const byte of bytes) yield Uint8Array.of(byte);
        })();
        await expectTold(readSource(source(single)), "stream", words);
      }
  });

  it("is no Parquet file, whatever it is, nor is one that was cut", async () => {
    const whole = await readFile(parquetFile);
    const path = join(folder, "cut.parquet");
    for (const bytes of [new Uint8Array(), new TextEncoder().encode("a,b\n1,2\n"), whole.subarray(0, -20)]) {
      await writeFile(path, bytes);
      await expectTold(readSource(parquetSource(path)), path, "whole Parquet file", "fetched to its end");
    }
  });

  it("is refused when it is damaged behind a sound footer, and never with an error of the reader's own", async () => {
    const whole = await readFile(parquetFile);
    let refused = 0;
    for (let at = 4; at < 40; at++) {
      const bytes = Uint8Array.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ 0xff;
      const failure = await readSource(parquetSource(bytes)).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (failure === undefined) continue;
      refused++;
      expect(SourceError.isInstance(failure), String(failure)).toBe(true);
    }
    expect(refused).toBeGreaterThan(10);
  });
});
