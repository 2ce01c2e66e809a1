import { digestOf, eventHash } from "../core/house.js";
import {
  ConflictError,
  type Digest,
  ErasedError,
  InvalidArgumentError,
  MissingError,
  type NewEvent,
  type Store,
  type StoredEvent,
} from "../core/index.js";
import { deepStrictEqual, notStrictEqual, ok, rejects, strictEqual } from "./assertions.js";
import { type Check, checksOf } from "./check.js";

/** A store under check, and how to open it again as another process would. */
export interface CheckedStore {
  readonly store: Store;
  /** The same stored state through a new instance; a store that lives in memory alone returns itself. */
  reopen(): Promise<Store>;
  close(): Promise<void>;
}

/**
 * What every store must do, for any test runner: `for (const { name, run } of storeChecks(create)) it(name, run)`.
 * Each check gets a new, empty store from `createStore`.
 */
export function storeChecks(createStore: () => Promise<CheckedStore>): Generator<Check> {
  const bodies = Object.entries(checks).map(([name, body]) => [
    name,
    (checked: CheckedStore) => body(checked.store, () => checked.reopen()),
  ]);
  return checksOf(createStore, Object.fromEntries(bodies), ["store", "reopen"]);
}

type Body = (store: Store, reopen: () => Promise<Store>) => Promise<void>;

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const counted = (count: number, from = 1): readonly NewEvent[] =>
  Array.from({ length: count }, (_, index) => ({ type: "counted", time: from + index, data: { value: from + index } }));

async function collect(events: AsyncIterable<StoredEvent>): Promise<readonly StoredEvent[]> {
  const collected: StoredEvent[] = [];
  for await (const event of events) collected.push(event);
  return collected;
}

const sequences = async (events: AsyncIterable<StoredEvent>): Promise<readonly number[]> =>
  (await collect(events)).map(({ sequence }) => sequence);

const checks: Readonly<Record<string, Body>> = {
  async "an unknown log is empty and its head is sequence 0 without a hash"(store) {
    deepStrictEqual(await store.head("nothing"), { sequence: 0, hash: null });
    deepStrictEqual(await collect(store.read("nothing")), []);
    deepStrictEqual(await store.logs(), []);
  },
  async "events come back as they were appended, numbered and chained by the documented hash"(store, reopen) {
    await store.append("log", counted(3));
    const head = await store.append("log", counted(2, 4));
    const again = await reopen();
    const events = await collect(again.read("log"));
    deepStrictEqual(
      events.map(({ sequence, type, time, data }) => ({ sequence, type, time, data })),
      counted(5).map((event, index) => ({ sequence: index + 1, ...event })),
    );
    let previous: Digest | null = null;
    for (const event of events) {
      strictEqual(event.previous, previous);
      strictEqual(event.hash, eventHash("log", event));
      previous = event.hash;
    }
    deepStrictEqual(head, { sequence: 5, hash: previous });
    deepStrictEqual(await again.head("log"), head);
  },
  async "data of every JSON shape comes back, also what looks like a tagged value"(store, reopen) {
    const data = { text: 'ä\u2028\n"', list: [null, true, -0.5, 1e21], tag: { $date: "no date" }, nested: { "": {} } };
    await store.append("log", [
      { type: "made", time: 1.5, data },
      { type: "made", time: -1, data: null },
    ]);
    const events = await collect((await reopen()).read("log"));
    deepStrictEqual(
      events.map((event) => event.data),
      [data, null],
    );
  },
  async "what a caller changes after appending or reading does not reach the log"(store) {
    const data = { value: 1 };
    await store.append("log", [{ type: "made", time: 1, data }]);
    data.value = 2;
    for await (const event of store.read("log")) Object.assign(event.data as object, { value: 3 });
    const [event] = await collect(store.read("log"));
    deepStrictEqual(event?.data, { value: 1 });
  },
  async "a range is inclusive and may begin inside of a commit"(store, reopen) {
    await store.append("log", counted(5));
    await store.append("log", counted(5, 6));
    const again = await reopen();
    deepStrictEqual(await sequences(again.read("log", { from: 4, to: 7 })), [4, 5, 6, 7]);
    deepStrictEqual(await sequences(again.read("log", { from: 10 })), [10]);
    deepStrictEqual(await sequences(again.read("log", { from: 11 })), []);
    deepStrictEqual(await sequences(again.read("log", { to: 2 })), [1, 2]);
  },
  async "an append with another expectation than the head is refused and changes nothing"(store, reopen) {
    await store.append("log", counted(1), { expect: 0 });
    await rejects(store.append("log", counted(1), { expect: 0 }), (error: unknown) => {
      ok(ConflictError.isInstance(error), `expected a ConflictError, got ${String(error)}`);
      deepStrictEqual([error.expected, error.actual], [0, 1]);
      return true;
    });
    strictEqual((await (await reopen()).head("log")).sequence, 1);
    strictEqual((await store.append("log", counted(2), { expect: 1 })).sequence, 3);
  },
  async "of appends that race with the same expectation exactly one wins"(store, reopen) {
    const other = await reopen();
    for (let round = 0; round < 5; round++) {
      const settled = await Promise.allSettled(
        [store, other, store, other].map((each) => each.append("log", counted(1), { expect: round })),
      );
      strictEqual(settled.filter(({ status }) => status === "fulfilled").length, 1);
      for (const result of settled)
        if (result.status === "rejected")
          ok(ConflictError.isInstance(result.reason), `expected a ConflictError, got ${String(result.reason)}`);
    }
    deepStrictEqual(await sequences(store.read("log")), [1, 2, 3, 4, 5]);
  },
  async "appends without an expectation are all kept, whoever makes them"(store, reopen) {
    const other = await reopen();
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => (index % 2 ? store : other).append("log", counted(1, index))),
    );
    const times = (await collect(store.read("log"))).map(({ time }) => time).sort((left, right) => left - right);
    deepStrictEqual(
      times,
      Array.from({ length: 20 }, (_, index) => index),
    );
  },
  async "two instances see each other's appends"(store, reopen) {
    const other = await reopen();
    for (let round = 1; round <= 3; round++) {
      await store.append("log", counted(1));
      strictEqual((await other.head("log")).sequence, 2 * round - 1);
      await other.append("log", counted(1));
      strictEqual((await store.head("log")).sequence, 2 * round);
    }
  },
  async "appending nothing changes nothing"(store) {
    deepStrictEqual(await store.append("log", []), { sequence: 0, hash: null });
    deepStrictEqual(await store.logs(), []);
  },
  async "events that are not of the form are refused, and nothing of their commit is stored"(store) {
    const bad = [
      { type: "", time: 1, data: 1 },
      { type: "made", time: Number.NaN, data: 1 },
    ];
    for (const event of bad)
      await rejects(store.append("log", [...counted(1), event]), (error: unknown) =>
        InvalidArgumentError.isInstance(error),
      );
    strictEqual((await store.head("log")).sequence, 0);
  },
  async "names that could leave the store's directory are refused"(store) {
    for (const name of ["", "..", "../x", "a/../b", "/a", "a//b", "a/", "A", "a b", "a\0", "a@1", "x".repeat(201)]) {
      const refused = (error: unknown): boolean => InvalidArgumentError.isInstance(error);
      await rejects(store.append(name, counted(1)), refused, name);
      await rejects(store.head(name), refused, name);
      await rejects(collect(store.read(name)), refused, name);
    }
  },
  async "logs are listed by prefix, sorted, and do not meet when one's name begins another's"(store, reopen) {
    for (const name of ["b", "a", "a/b", "a.log/b", "a.log", "a-b/c"]) await store.append(name, counted(1));
    const again = await reopen();
    deepStrictEqual(await again.logs(), ["a", "a-b/c", "a.log", "a.log/b", "a/b", "b"]);
    deepStrictEqual(await again.logs("a/"), ["a/b"]);
    deepStrictEqual(await again.logs("a."), ["a.log", "a.log/b"]);
    for (const name of await again.logs()) strictEqual((await again.head(name)).sequence, 1);
  },
  async "trimming forgets events before a sequence; the chain goes on from what is kept"(store, reopen) {
    for (let commit = 0; commit < 4; commit++) await store.append("log", counted(3, commit * 3 + 1));
    const [fifth] = await collect(store.read("log", { from: 5, to: 5 }));
    await store.trim("log", 5);
    const again = await reopen();
    const kept = await collect(again.read("log"));
    deepStrictEqual(
      kept.map(({ sequence }) => sequence),
      [5, 6, 7, 8, 9, 10, 11, 12],
    );
    deepStrictEqual(kept[0], fifth);
    await again.trim("log", 2);
    strictEqual((await again.append("log", counted(1))).sequence, 13);
    await store.trim("log", 99);
    deepStrictEqual(await sequences(again.read("log")), [13]);
    strictEqual((await store.append("log", counted(1), { expect: 13 })).sequence, 14);
    await store.trim("unknown", 3);
  },
  async "a blob is found by the sha256 of its bytes, and equal bytes are one blob"(store, reopen) {
    const digest = await store.blobs.put(bytesOf("hello"));
    strictEqual(digest, digestOf("hello"));
    strictEqual(await (await reopen()).blobs.put(bytesOf("hello")), digest);
    strictEqual(textOf(await store.blobs.get(digest)), "hello");
    strictEqual((await store.blobs.get(await store.blobs.put(new Uint8Array(0)))).length, 0);
    ok(await store.blobs.has(digest), "expected `blobs.has` of what was put to be true, got false");
  },
  async "a blob that was never put is missing"(store) {
    const digest = digestOf("never");
    strictEqual(await store.blobs.has(digest), false);
    await rejects(store.blobs.get(digest), (error: unknown) => MissingError.isInstance(error));
  },
  async "bytes that a caller changes after putting or getting do not reach the blob"(store) {
    const bytes = bytesOf("hello");
    const digest = await store.blobs.put(bytes);
    bytes.fill(0);
    (await store.blobs.get(digest)).fill(0);
    strictEqual(textOf(await store.blobs.get(digest)), "hello");
  },
  async "a sealed blob is read back as it was, and equal bytes of a subject are one blob"(store, reopen) {
    const sealed = await store.blobs.put(bytesOf("private"), { subject: "ann" });
    notStrictEqual(sealed, digestOf("private"));
    strictEqual(await store.blobs.put(bytesOf("private"), { subject: "ann" }), sealed);
    notStrictEqual(await store.blobs.put(bytesOf("private"), { subject: "ben" }), sealed);
    strictEqual(textOf(await (await reopen()).blobs.get(sealed)), "private");
  },
  async "erasing a subject makes all that is sealed for it unreadable for good, and nothing else"(store, reopen) {
    const ann = await store.blobs.put(bytesOf("private"), { subject: "ann" });
    const ben = await store.blobs.put(bytesOf("private"), { subject: "ben" });
    strictEqual(await store.erase("ann"), true);
    const erased = (error: unknown): boolean => ErasedError.isInstance(error);
    for (const each of [store, await reopen()]) {
      await rejects(each.blobs.get(ann), erased);
      await rejects(each.blobs.put(bytesOf("new"), { subject: "ann" }), erased);
      strictEqual(await each.blobs.has(ann), true);
      strictEqual(textOf(await each.blobs.get(ben)), "private");
      strictEqual(await each.erase("ann"), false);
    }
    strictEqual(await store.erase("nobody"), false);
  },
  async "bytes that look sealed are read back as they were"(store, reopen) {
    const sealed = bytesOf('golden-pipeline/sealed@1\n{"keys":[],"parts":[[null,1]]}\nx');
    const digest = await store.blobs.put(sealed);
    strictEqual(await store.blobs.put(sealed), digest);
    strictEqual(textOf(await (await reopen()).blobs.get(digest)), textOf(sealed));
  },
  async "a blob of parts for several subjects is read part by part"(store, reopen) {
    const parts = [
      { bytes: bytesOf("of nobody") },
      { bytes: bytesOf("of ann"), subject: "ann" },
      { bytes: bytesOf("of ben"), subject: "ben" },
      { bytes: bytesOf(""), subject: "ann" },
    ];
    const digest = await store.blobs.putParts(parts);
    strictEqual(await store.blobs.putParts(parts), digest);
    const read = async (each: Store): Promise<readonly (string | undefined)[]> =>
      (await each.blobs.getParts(digest)).map((part) => part && textOf(part));
    deepStrictEqual(await read(store), ["of nobody", "of ann", "of ben", ""]);
    strictEqual(textOf(await store.blobs.get(digest)), "of nobodyof annof ben");
    await store.erase("ann");
    for (const each of [store, await reopen()]) {
      deepStrictEqual(await read(each), ["of nobody", undefined, "of ben", undefined]);
      await rejects(each.blobs.get(digest), (error: unknown) => ErasedError.isInstance(error));
    }
    const after = await store.blobs.putParts(parts);
    deepStrictEqual(
      (await store.blobs.getParts(after)).map((part) => part && textOf(part)),
      ["of nobody", undefined, "of ben", undefined],
    );
  },
  async "a subject may be erased before anything is kept of it"(store, reopen) {
    strictEqual(await store.erase("ann"), false);
    for (const each of [store, await reopen()])
      await rejects(each.blobs.put(bytesOf("new"), { subject: "ann" }), (error: unknown) =>
        ErasedError.isInstance(error),
      );
  },
  async "a subject without a name is refused"(store) {
    const refused = (error: unknown): boolean => InvalidArgumentError.isInstance(error);
    await rejects(store.blobs.put(bytesOf("x"), { subject: "" }), refused);
    await rejects(store.blobs.putParts([{ bytes: bytesOf("x"), subject: "" }]), refused);
    await rejects(store.erase(""), refused);
  },
};
