import { describe, expect, it } from "vitest";
import { digestOf } from "../../../src/core/house.js";
import {
  type Blobs,
  composeStore,
  createMemoryStore,
  type Digest,
  type Keys,
  type LogEntry,
  type Logs,
  memoryBlobs,
  memoryKeys,
  memoryLogs,
  type Store,
  type StoredEvent,
} from "../../../src/core/index.js";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const event = (data: number) => ({ type: "counted", time: data, data });

async function collect(events: AsyncIterable<StoredEvent>): Promise<readonly StoredEvent[]> {
  const collected: StoredEvent[] = [];
  for await (const each of events) collected.push(each);
  return collected;
}

/** A log of five events whose entries somebody has changed at rest. */
async function tampered(change: (entries: readonly LogEntry[]) => readonly LogEntry[]): Promise<Store> {
  const logs = memoryLogs();
  const [blobs, keys] = [memoryBlobs(), memoryKeys()];
  const store = composeStore({ logs, blobs, keys });
  for (let data = 1; data <= 5; data++) await store.append("log", [event(data)]);
  await store.append("other", [event(1), event(2)]);
  const entries: LogEntry[] = [];
  for await (const entry of logs.read("log", { from: 1, to: 99 })) entries.push(entry);
  const changed = change(entries);
  const broken: Logs = {
    ...logs,
    async *read(log, { from, to }) {
      if (log !== "log") yield* logs.read(log, { from, to });
      else for (const entry of changed) if (entry.sequence >= from && entry.sequence <= to) yield entry;
    },
    head: async (log) => (log === "log" ? changed.at(-1) : logs.head(log)),
  };
  return composeStore({ logs: broken, blobs, keys });
}

/** Sequences that are read before the damage is seen, and what is said of it. */
async function damageOf(store: Store): Promise<readonly [readonly number[], string]> {
  const read: number[] = [];
  try {
    for await (const { sequence } of store.read("log")) read.push(sequence);
  } catch (error) {
    expect(error).toMatchObject({ code: "damaged" });
    return [read, error instanceof Error ? error.message : ""];
  }
  return [read, "none"];
}

describe("the logs of a composed store", () => {
  it("see an entry that was edited", async () => {
    const edit = (line: string): string => line.replace('"data":3', '"data":4');
    const store = await tampered((entries) =>
      entries.map((entry) => (entry.sequence === 3 ? { ...entry, line: edit(entry.line) } : entry)),
    );
    expect(await damageOf(store)).toEqual([
      [1, 2],
      "[golden-pipeline] [log log] Expected event 3 to fit its hash, it was edited or cut",
    ]);
  });

  it("see an entry that stands in another's place", async () => {
    const store = await tampered((entries) => entries.map((entry) => ({ ...entry, line: entries[1]?.line ?? "" })));
    expect(await damageOf(store)).toEqual([
      [],
      "[golden-pipeline] [log log] Expected event 1, got event 2 in its place",
    ]);
  });

  it("see an entry that is gone from the middle, but take a gone beginning for trimmed", async () => {
    const without = (gone: number) => tampered((entries) => entries.filter(({ sequence }) => sequence !== gone));
    expect(await damageOf(await without(3))).toEqual([
      [1, 2],
      "[golden-pipeline] [log log] Expected event 3, got event 4: those between are gone",
    ]);
    expect(await damageOf(await without(1))).toEqual([[2, 3, 4, 5], "none"]);
    await expect(collect((await without(3)).read("log", { from: 3 }))).rejects.toMatchObject({ code: "damaged" });
  });

  it("see an entry that comes twice", async () => {
    const store = await tampered((entries) => entries.flatMap((entry) => [entry, entry]));
    expect((await damageOf(store))[0]).toEqual([1]);
  });

  it("see a past that was replaced by another whole one", async () => {
    const [forged, logs] = [memoryLogs(), memoryLogs()];
    const parts = { blobs: memoryBlobs() };
    await composeStore({ logs, ...parts }).append("log", [event(1), event(2), event(3)]);
    await composeStore({ logs: forged, ...parts }).append("log", [event(7), event(8)]);
    const mixed: Logs = {
      ...logs,
      async *read(log, range) {
        yield* forged.read(log, range);
        yield* logs.read(log, { ...range, from: 3 });
      },
    };
    const [read, message] = await damageOf(composeStore({ logs: mixed, ...parts }));
    expect(read).toEqual([1, 2]);
    expect(message).toContain("Expected event 3 to follow sha256:");
  });

  it("refuse to append after a newest entry that is damaged", async () => {
    const store = await tampered((entries) => entries.map((entry) => ({ ...entry, line: `${entry.line} ` })));
    await expect(store.append("log", [event(6)])).rejects.toMatchObject({ code: "damaged" });
  });

  it("give up on logs that refuse every append, instead of trying for ever", async () => {
    const store = composeStore({ logs: { ...memoryLogs(), append: async () => false }, blobs: memoryBlobs() });
    await expect(store.append("log", [event(1)])).rejects.toThrow(
      "Expected its logs to append after event 0, which they call the newest; they refused 5 times",
    );
  });

  it("go on after an append that another process won", async () => {
    const logs = memoryLogs();
    const parts = { blobs: memoryBlobs() };
    const other = composeStore({ logs, ...parts });
    let lost = 0;
    const slow: Logs = {
      ...logs,
      async append(log, after, lines) {
        if (lost++ < 3) await other.append(log, [event(0)]);
        return logs.append(log, after, lines);
      },
    };
    expect((await composeStore({ logs: slow, ...parts }).append("log", [event(1)])).sequence).toBe(4);
    expect((await collect(other.read("log"))).map(({ data }) => data)).toEqual([0, 0, 0, 1]);
  });

  it("append in the order in which they were called, without waiting for each other's answers", async () => {
    const store = createMemoryStore();
    await Promise.all(Array.from({ length: 20 }, (_, index) => store.append("log", [event(index)])));
    expect((await collect(store.read("log"))).map(({ data }) => data)).toEqual(Array.from({ length: 20 }, (_, i) => i));
  });

  it("ask the system below only for names that a log can have", async () => {
    const asked: string[] = [];
    const logs = memoryLogs();
    const store = composeStore({
      logs: {
        ...logs,
        list(prefix) {
          asked.push(prefix);
          return logs.list(prefix);
        },
      },
      blobs: memoryBlobs(),
    });
    await store.append("a/b", [event(1)]);
    expect(await store.logs("a/")).toEqual(["a/b"]);
    expect(await store.logs("%")).toEqual([]);
    expect(await store.logs("a_")).toEqual([]);
    expect(asked).toEqual(["a/"]);
  });

  it("pass on what a client throws as it was thrown", async () => {
    const failure = new Error("connection reset");
    const logs = { ...memoryLogs(), append: () => Promise.reject(failure) };
    await expect(composeStore({ logs, blobs: memoryBlobs() }).append("log", [event(1)])).rejects.toBe(failure);
  });
});

/** A store whose blobs and keys can be looked at. */
function opened() {
  const contents = new Map<Digest, Uint8Array>();
  const kept = new Map<string, Uint8Array | "erased">();
  const blobs: Blobs = {
    specificationVersion: "v1",
    put: async (digest, bytes) => void contents.set(digest, new Uint8Array(bytes)),
    get: async (digest) => contents.get(digest)?.slice(),
    has: async (digest) => contents.has(digest),
  };
  const keys: Keys = {
    specificationVersion: "v1",
    getOrCreate: async (wanted) =>
      wanted.map(({ id, fresh }) => {
        const key = kept.get(id) ?? fresh;
        kept.set(id, key);
        return key;
      }),
    get: async (ids) => ids.map((id) => kept.get(id)),
    async destroy(id) {
      const had = kept.get(id) instanceof Uint8Array;
      kept.set(id, "erased");
      return had;
    },
  };
  return { contents, kept, store: composeStore({ logs: memoryLogs(), blobs, keys }), blobs };
}

const secretId = "0".repeat(64);

describe("the blobs of a composed store", () => {
  it("stand below as their own bytes when they are plain", async () => {
    const { store, contents } = opened();
    await store.blobs.put(bytesOf("plain"));
    expect([...contents]).toEqual([[digestOf("plain"), bytesOf("plain")]]);
  });

  it("tell neither content nor subject below, not even to who asks by the subject's name", async () => {
    const { store, contents, kept } = opened();
    await store.blobs.put(bytesOf("very private words"), { subject: "ann@example.com" });
    await store.blobs.putParts([{ bytes: bytesOf("very private words"), subject: "ann@example.com" }]);
    const hash = digestOf("ann@example.com").slice(7);
    for (const bytes of contents.values()) {
      const text = Buffer.from(bytes).toString("latin1");
      for (const secret of ["private", "ann", hash]) expect(text).not.toContain(secret);
    }
    expect([...kept.keys()]).not.toContain(hash);
    // The same name has another id in every other custody.
    const other = opened();
    await other.store.blobs.put(bytesOf("x"), { subject: "ann@example.com" });
    const ids = (keys: Map<string, unknown>): string[] => [...keys.keys()].filter((id) => id !== secretId);
    expect(ids(kept)).toHaveLength(1);
    expect(ids(other.kept)).not.toEqual(ids(kept));
  });

  it("see bytes that were changed below, sealed or not", async () => {
    const { store, contents } = opened();
    const digests = [await store.blobs.put(bytesOf("plain")), await store.blobs.put(bytesOf("x"), { subject: "ann" })];
    for (const digest of digests) {
      const bytes = contents.get(digest) ?? new Uint8Array(0);
      bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
      await expect(store.blobs.get(digest)).rejects.toMatchObject({ code: "damaged", reference: digest });
    }
  });

  it("tell an erased subject from a key that is lost, of a wrong length, or of another", async () => {
    const { store, kept } = opened();
    const digest = await store.blobs.put(bytesOf("private"), { subject: "ann" });
    const id = [...kept.keys()].find((each) => each !== secretId) ?? "";
    const key = kept.get(id) ?? "erased";
    for (const [other, message] of [
      [undefined, `it is gone though its subject was not erased`],
      [new Uint8Array(31), `Expected a key of 32 bytes under id ${id}, got 31 bytes`],
      [new Uint8Array(32), `Expected key ${id} to open ${digest}, it does not`],
    ] as const) {
      if (other === undefined) kept.delete(id);
      else kept.set(id, other);
      const failure = await store.blobs.get(digest).catch((error: unknown) => error);
      expect(failure).toMatchObject({ code: "damaged" });
      expect(String(failure)).toContain(message);
    }
    kept.set(id, key);
    expect(await store.blobs.get(digest)).toEqual(bytesOf("private"));
    await store.erase("ann");
    await expect(store.blobs.get(digest)).rejects.toMatchObject({ code: "erased", reference: digest });
  });

  it("see an envelope that is not one, whoever put it there", async () => {
    const { store, blobs } = opened();
    const magic = "golden-pipeline/sealed@1\n";
    for (const rest of [
      "",
      "no JSON\n",
      "{}\n",
      '{"keys":[],"parts":[[0,1]]}\nx',
      '{"keys":["short"],"parts":[[0,1]]}\nx',
      '{"keys":[],"parts":[[null,2]]}\nx',
      '{"keys":[],"parts":[[null,1]]}\nxx',
      '{"keys":[],"parts":[[null,-1]]}\n',
      '{"keys":[],"parts":["x"]}\n',
    ]) {
      const bytes = bytesOf(magic + rest);
      await blobs.put(digestOf(bytes), bytes);
      await expect(store.blobs.get(digestOf(bytes)), rest).rejects.toMatchObject({ code: "damaged" });
    }
  });

  it("ask for a subject's key each time: an erasure in another process counts at once", async () => {
    const keys = memoryKeys();
    const parts = { logs: memoryLogs(), blobs: memoryBlobs(), keys };
    const [mine, other] = [composeStore(parts), composeStore(parts)];
    const digest = await mine.blobs.put(bytesOf("private"), { subject: "ann" });
    expect(await other.blobs.get(digest)).toEqual(bytesOf("private"));
    await mine.erase("ann");
    await expect(other.blobs.get(digest)).rejects.toMatchObject({ code: "erased" });
  });

  it("try again for the secret of the names when the custody was away", async () => {
    const keys = memoryKeys();
    let away = true;
    const store = composeStore({
      logs: memoryLogs(),
      blobs: memoryBlobs(),
      keys: {
        ...keys,
        getOrCreate: (wanted) => (away ? Promise.reject(new Error("away")) : keys.getOrCreate(wanted)),
      },
    });
    await expect(store.blobs.put(bytesOf("x"), { subject: "ann" })).rejects.toThrow("away");
    away = false;
    const digest = await store.blobs.put(bytesOf("x"), { subject: "ann" });
    expect(await store.blobs.get(digest)).toEqual(bytesOf("x"));
  });
});

describe("a store without keys", () => {
  const parts = { logs: memoryLogs(), blobs: memoryBlobs() };
  const store = composeStore(parts);

  it("keeps what is not sealed", async () => {
    const digest = await store.blobs.put(bytesOf("plain"));
    expect(await store.blobs.get(digest)).toEqual(bytesOf("plain"));
    expect(await store.blobs.getParts(await store.blobs.putParts([{ bytes: bytesOf("a") }]))).toEqual([bytesOf("a")]);
  });

  it("says what it lacks when a subject is given, erased, or was sealed for", async () => {
    const sealed = await composeStore({ ...parts, keys: memoryKeys() }).blobs.put(bytesOf("x"), { subject: "ann" });
    await expect(store.blobs.put(bytesOf("x"), { subject: "ann" })).rejects.toThrow(
      "Expected `keys` in composeStore({ logs, blobs, keys }) to seal for a subject",
    );
    await expect(store.erase("ann")).rejects.toThrow(
      "Expected `keys` in composeStore({ logs, blobs, keys }) to erase a subject",
    );
    await expect(store.blobs.get(sealed)).rejects.toThrow("which is sealed: give composeStore the `keys`");
    expect(await store.blobs.has(sealed)).toBe(true);
  });
});

describe("composeStore", () => {
  it("refuses what is not made of parts, in a sentence", () => {
    const parts = { logs: memoryLogs(), blobs: memoryBlobs() };
    const refused: readonly (readonly [unknown, string])[] = [
      [undefined, "Expected composeStore({ logs, blobs, keys }), got undefined"],
      [{ logs: parts.logs }, "Expected `blobs` to be an adapter of that port, got undefined"],
      [{ ...parts, log: 1 }, 'Expected `logs`, `blobs` and `keys`, got "log"'],
      [{ ...parts, blobs: parts.logs }, "Expected `blobs` to have a method `put`"],
      [{ ...parts, keys: {} }, "Expected `keys` to have a method `getOrCreate`"],
      [
        { ...parts, logs: { ...parts.logs, specificationVersion: "v2" } },
        'Expected `logs` to have the specificationVersion "v1", got "v2"',
      ],
    ];
    for (const [given, message] of refused)
      expect(() => Reflect.apply(composeStore, undefined, [given])).toThrow(message);
  });
});
