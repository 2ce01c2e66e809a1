import { digestOf } from "../core/house.js";
import type { Blobs } from "../core/index.js";
import { deepStrictEqual, strictEqual } from "./assertions.js";
import { type Check, checksOf } from "./check.js";

/** Blobs under check, and how to open them again as another process would. */
export interface CheckedBlobs {
  readonly blobs: Blobs;
  /** The same stored state through a new instance; blobs that live in memory alone return themselves. */
  reopen(): Promise<Blobs>;
  close(): Promise<void>;
}

/**
 * What all `Blobs` must do, for any test runner: `for (const { name, run } of blobsChecks(create)) it(name, run)`.
 * Each check gets new, empty blobs from `createBlobs`.
 */
export function blobsChecks(createBlobs: () => Promise<CheckedBlobs>): Generator<Check> {
  return checksOf(createBlobs, checks, ["blobs", "reopen"]);
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

async function putAll(blobs: Blobs, contents: readonly Uint8Array[]): Promise<void> {
  for (const bytes of contents) await blobs.put(digestOf(bytes), bytes);
}

async function expectBytes(blobs: Blobs, bytes: Uint8Array): Promise<void> {
  const got = await blobs.get(digestOf(bytes));
  strictEqual(got?.length, bytes.length);
  strictEqual(Buffer.compare(got, bytes), 0);
}

const checks: Readonly<Record<string, (checked: CheckedBlobs) => Promise<void>>> = {
  async "say which version of the port they are of"({ blobs }) {
    strictEqual(blobs.specificationVersion, "v1");
  },
  async "bytes come back as they were put, in another process too"({ blobs, reopen }) {
    const every = Uint8Array.from({ length: 512 }, (_, index) => index);
    const large = Uint8Array.from({ length: 3_000_001 }, (_, index) => (index * 31) >> 3);
    const contents = [new Uint8Array(0), Uint8Array.of(0), every, bytesOf("é 東京\r\n"), large];
    await putAll(blobs, contents);
    const again = await reopen();
    for (const each of [blobs, again]) for (const bytes of contents) await expectBytes(each, bytes);
  },
  async "a part of a larger buffer is put as that part alone"({ blobs, reopen }) {
    const part = bytesOf("outside inside outside").subarray(8, 14);
    await blobs.put(digestOf(part), part);
    await expectBytes(await reopen(), bytesOf("inside"));
  },
  async "what was never put is not there"({ blobs }) {
    const digest = digestOf("never");
    await putAll(blobs, [bytesOf("something else")]);
    strictEqual(await blobs.get(digest), undefined);
    strictEqual(await blobs.has(digest), false);
  },
  async "what was put is there, empty bytes too"({ blobs, reopen }) {
    await putAll(blobs, [bytesOf("x"), new Uint8Array(0)]);
    for (const each of [blobs, await reopen()])
      for (const text of ["x", ""]) strictEqual(await each.has(digestOf(text)), true);
  },
  async "putting again, and from several sides at once, leaves one whole blob"({ blobs, reopen }) {
    const bytes = bytesOf("again ".repeat(10_000));
    const other = await reopen();
    await Promise.all([blobs, other, blobs, other].map((each) => each.put(digestOf(bytes), bytes)));
    await blobs.put(digestOf(bytes), bytes);
    for (const each of [blobs, other]) await expectBytes(each, bytes);
  },
  async "many at once are kept apart"({ blobs, reopen }) {
    const contents = Array.from({ length: 50 }, (_, index) => bytesOf(`blob ${index}`));
    await Promise.all(contents.map((bytes) => blobs.put(digestOf(bytes), bytes)));
    const again = await reopen();
    const got = await Promise.all(contents.map((bytes) => again.get(digestOf(bytes))));
    deepStrictEqual(
      got.map((bytes) => new TextDecoder().decode(bytes)),
      contents.map((_, index) => `blob ${index}`),
    );
  },
  async "bytes that a caller changes after putting or getting do not reach the blob"({ blobs }) {
    const bytes = bytesOf("hello");
    const digest = digestOf(bytes);
    await blobs.put(digest, bytes);
    bytes.fill(0);
    (await blobs.get(digest))?.fill(0);
    await expectBytes(blobs, bytesOf("hello"));
  },
};
