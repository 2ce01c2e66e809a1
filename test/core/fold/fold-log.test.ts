import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createFold, type FoldResult, foldLog } from "../../../src/core/house.js";
import { createMemoryStore, type Json, StorageError, type Store } from "../../../src/core/index.js";

interface Sums {
  readonly [name: string]: number;
}

const sums = createFold<Sums>({
  id: "sums",
  version: 1,
  initial: {},
  apply(state, { data, sequence }) {
    const { name, value } = data as { readonly name: string; readonly value: number };
    // Depends on order, so that an event left out, doubled or exchanged shows.
    return { ...state, [name]: ((state[name] ?? 0) * 31 + value + sequence) % 1_000_003 };
  },
});

const added = (name: string, value: number) => ({ type: "added", time: value, data: { name, value } });

describe("foldLog", () => {
  it("gives what folding every event gives, whatever snapshots, refreshes, trims and damage lie on the way", async () => {
    const step = fc.oneof(
      {
        weight: 5,
        arbitrary: fc.record({
          add: fc.array(fc.tuple(fc.constantFrom("a", "b", "$date"), fc.nat(99)), { minLength: 1, maxLength: 6 }),
        }),
      },
      { weight: 3, arbitrary: fc.record({ fold: fc.integer({ min: 1, max: 8 }) }) },
      { weight: 2, arbitrary: fc.constant({ refresh: true }) },
      { weight: 1, arbitrary: fc.constant({ loseBlobs: true }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const memory = createMemoryStore();
        let blobsFrom = 0;
        const made: string[] = [];
        const store: Store = {
          ...memory,
          blobs: {
            ...memory.blobs,
            async put(bytes) {
              const digest = await memory.blobs.put(bytes);
              made.push(digest);
              return digest;
            },
            get: (digest) =>
              made.lastIndexOf(digest) < blobsFrom
                ? memory.blobs.get(`sha256:${"0".repeat(64)}`)
                : memory.blobs.get(digest),
          },
        };
        let full: Sums = {};
        let sequence = 0;
        let last: FoldResult<Sums> | undefined;
        for (const each of steps) {
          if ("add" in each) {
            const events = each.add.map(([name, value]) => added(name, value));
            await store.append("log", events);
            for (const event of events)
              full = sums.apply(full, { ...event, sequence: ++sequence, hash: "sha256:", previous: null });
          } else if ("loseBlobs" in each) blobsFrom = made.length;
          else {
            const options = "fold" in each ? { snapshotEvery: each.fold } : {};
            last = await foldLog(store, "log", sums, "refresh" in each && last ? { since: last } : options);
            expect(last.state).toEqual(full);
            expect(last.head).toEqual(await store.head("log"));
          }
        }
        expect((await foldLog(store, "log", sums)).state).toEqual(full);
      }),
      { numRuns: 150 },
    );
  });

  it("reads only the events after the newest snapshot", async () => {
    const store = createMemoryStore();
    await store.append(
      "log",
      Array.from({ length: 50 }, (_, index) => added("a", index)),
    );
    const first = await foldLog(store, "log", sums, { snapshotEvery: 50 });
    await store.append("log", [added("a", 1)]);
    let applied = 0;
    const counting = createFold<Sums>({
      ...sums,
      apply(state, event) {
        applied++;
        return sums.apply(state, event);
      },
    });
    const second = await foldLog(store, "log", counting);
    expect(applied).toBe(1);
    expect(second.head.sequence).toBe(first.head.sequence + 1);
    expect((await foldLog(store, "log", counting, { since: second })).state).toBe(second.state);
    expect(applied).toBe(1);
  });

  it("goes on from a snapshot when the events in it were trimmed, and refuses when no snapshot covers them", async () => {
    const store = createMemoryStore();
    await store.append(
      "log",
      Array.from({ length: 20 }, (_, index) => added("a", index)),
    );
    const { state } = await foldLog(store, "log", sums, { snapshotEvery: 20 });
    await store.trim("log", 20);
    expect((await foldLog(store, "log", sums)).state).toEqual(state);
    const newer = createFold<Sums>({ ...sums, version: 2 });
    await expect(foldLog(store, "log", newer)).rejects.toMatchObject({ code: "state" });
  });

  it("passes over a snapshot of a log that has another past", async () => {
    const [store, other] = [createMemoryStore(), createMemoryStore()];
    for (const each of [store, other]) await each.append("log", [added("a", each === store ? 1 : 2)]);
    await foldLog(other, "log", sums, { snapshotEvery: 1 });
    for await (const { data } of other.read("snapshots/sums-1/log")) {
      const { blob } = data as { readonly blob: `sha256:${string}` };
      await store.blobs.put(await other.blobs.get(blob));
      await store.append("snapshots/sums-1/log", [{ type: "snapshot-written", time: 0, data: data as Json }]);
    }
    expect((await foldLog(store, "log", sums)).state).toEqual({ a: 2 });
  });

  it("gives its result also when the snapshot cannot be written", async () => {
    const memory = createMemoryStore();
    await memory.append("log", [added("a", 1)]);
    const full: Store = {
      ...memory,
      blobs: { ...memory.blobs, put: () => Promise.reject(new StorageError("blob", "ENOSPC", undefined)) },
    };
    expect((await foldLog(full, "log", sums, { snapshotEvery: 1 })).state).toEqual({ a: 2 });
  });

  it("refuses ids, versions and options that it cannot use", async () => {
    expect(() => createFold({ ...sums, id: "Sums/1" })).toThrow("an id of lower-case words");
    expect(() => createFold({ ...sums, version: 0.5 })).toThrow("`version` to be an integer");
    await expect(foldLog(createMemoryStore(), "log", sums, { snapshotEvery: 0 })).rejects.toThrow("`snapshotEvery`");
  });
});
