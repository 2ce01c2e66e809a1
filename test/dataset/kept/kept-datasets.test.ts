import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createMemoryStore,
  createSimulatedClock,
  ErasedError,
  InvalidArgumentError,
  MissingError,
  StateError,
  type Store,
} from "golden-pipeline";
import {
  appendDataset,
  collectRows,
  createDataset,
  listDatasets,
  listTagMoves,
  openDataset,
  saveDataset,
  selectRows,
  tagDataset,
} from "golden-pipeline/dataset";
import { contract } from "golden-pipeline/schema";
import { createFileStore } from "golden-pipeline/store";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { flights, schedule } from "../flights.js";

const firstDay = () => createDataset(flights, [schedule(0, 50)]);
const secondDay = () => createDataset(flights, [schedule(50, 80)]);

async function blobsOf(store: Store, save: (counted: Store) => Promise<unknown>): Promise<number> {
  const digests = new Set<string>();
  const counted: Store = {
    ...store,
    blobs: {
      ...store.blobs,
      put: async (bytes, options) => {
        const digest = await store.blobs.put(bytes, options);
        digests.add(digest);
        return digest;
      },
    },
  };
  await save(counted);
  return digests.size;
}

describe("saveDataset and openDataset", () => {
  it("give back the same version and rows, typed by the contract, in another process too", async () => {
    const directory = mkdtempSync(join(tmpdir(), "golden-pipeline-datasets-"));
    try {
      const dataset = await firstDay();
      const { version } = await saveDataset(createFileStore(directory), dataset);
      expect(version).toBe(dataset.version);
      const opened = await openDataset(createFileStore(directory), version, flights);
      expect(opened).toMatchObject({ kind: "dataset", version, rows: 50 });
      expect(opened.contract).toBe(flights);
      const rows: readonly { readonly origin: string; readonly delay: number | null }[] = await collectRows(opened);
      expect(rows).toEqual(await collectRows(dataset));
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });

  it("store the same rows once, whatever their batches, and nothing anew the second time", async () => {
    const store = createMemoryStore();
    await saveDataset(store, await firstDay());
    const before = (await store.head("datasets/flights")).sequence;
    await saveDataset(store, await createDataset(flights, [schedule(0, 20), schedule(20, 50)]));
    expect((await store.head("datasets/flights")).sequence).toBe(before);
    expect(await listDatasets(store)).toHaveLength(1);
  });

  it("keep a dataset that was grown beside the one it grew from", async () => {
    const store = createMemoryStore();
    const base = await firstDay();
    const grown = await appendDataset(base, await secondDay());
    await saveDataset(store, base);
    expect(await blobsOf(store, (counted) => saveDataset(counted, grown))).toBeGreaterThan(0);
    expect((await openDataset(store, grown.version, flights)).rows).toBe(80);
    expect((await openDataset(store, base.version, flights)).lineage).toEqual(base.lineage);
    const opened = await openDataset(store, grown.version, flights);
    expect((await appendDataset(opened, await secondDay())).version).toBe(
      (await appendDataset(grown, await secondDay())).version,
    );
  });

  it("refuse a version that is not kept, naming it", async () => {
    const store = createMemoryStore();
    await expect(openDataset(store, "dataset-0", flights)).rejects.toThrow(MissingError);
    await expect(openDataset(store, "latest", flights)).rejects.toThrow("latest under contract flights");
  });

  it("refuse another contract of the same name in a sentence that names the columns that differ", async () => {
    const store = createMemoryStore();
    const { version } = await saveDataset(store, await firstDay(), { tags: ["latest"] });
    const changed = contract(
      "flights",
      z.object({ departedAt: z.date(), distance: z.int(), delay: z.int(), carrier: z.string() }),
      { eventTime: "departedAt", labels: { delay: { knownAt: (flight) => flight.departedAt.plusMinutes(60) } } },
    );
    const refusal = openDataset(store, version, changed);
    await expect(refusal).rejects.toThrow(StateError);
    await expect(refusal).rejects.toThrow(
      /column origin is gone \(text\); column distance was number and is integer; column delay was integer or missing and is integer; .*rule goes far is gone.*column carrier is new \(text\)/,
    );
  });

  it("seal a dataset with its subject's key: the rows are gone when the subject is erased, the fact that it was there stays", async () => {
    const store = createMemoryStore();
    const { version } = await saveDataset(store, await firstDay(), { subject: "airline-7" });
    expect((await openDataset(store, version, flights)).rows).toBe(50);
    const events: string[] = [];
    for await (const event of store.read("datasets/flights")) events.push(JSON.stringify(event));
    expect(events.join()).not.toContain("airline-7");
    await store.erase("airline-7");
    await expect(openDataset(store, version, flights)).rejects.toThrow(ErasedError);
    expect(await listDatasets(store)).toMatchObject([{ version, rows: 50 }]);
    await expect(saveDataset(store, await firstDay(), { subject: "airline-7" })).rejects.toThrow(ErasedError);
    await saveDataset(store, await firstDay());
    expect((await openDataset(store, version, flights)).rows).toBe(50);
  });
});

describe("tags", () => {
  it("move by compare-and-swap, and every move is kept with its time", async () => {
    const store = createMemoryStore();
    const clock = createSimulatedClock(1000);
    const first = await saveDataset(store, await firstDay(), { tags: ["latest", "clean"], clock });
    clock.advance(10);
    const second = await saveDataset(store, await secondDay(), { clock });
    await tagDataset(store, second.version, "latest", { clock });
    await tagDataset(store, second.version, "latest", { clock });
    expect((await openDataset(store, "latest", flights)).version).toBe(second.version);
    expect((await openDataset(store, "clean", flights)).version).toBe(first.version);
    expect(await listTagMoves(store, flights)).toEqual([
      { tag: "latest", version: first.version, previous: null, time: 1000 },
      { tag: "clean", version: first.version, previous: null, time: 1000 },
      { tag: "latest", version: second.version, previous: first.version, time: 1010 },
    ]);
    await expect(tagDataset(store, first.version, "latest", { expect: first.version })).rejects.toThrow(
      `Expected it on ${first.version}, got it on ${second.version}: somebody else moved it`,
    );
    await tagDataset(store, first.version, "latest", { expect: second.version });
    await tagDataset(store, first.version, "golden", { expect: null });
    expect((await listDatasets(store, { tag: "latest" })).map(({ version }) => version)).toEqual([first.version]);
  });

  it("moved at once by many end on one of the versions, with every move in the log", async () => {
    const store = createMemoryStore();
    const versions: string[] = [];
    for (let day = 0; day < 8; day++)
      versions.push((await saveDataset(store, await createDataset(flights, [schedule(day, day + 1)]))).version);
    await Promise.all(versions.map((version) => tagDataset(store, version, "latest")));
    const moves = await listTagMoves(store, "flights");
    expect(moves).toHaveLength(8);
    for (const [index, { previous }] of moves.entries()) expect(previous).toBe(moves[index - 1]?.version ?? null);
    expect((await openDataset(store, "latest", flights)).version).toBe(moves.at(-1)?.version);
  });

  it("refuse what is no tag, a version that is not kept, and rows kept under two contracts without naming one", async () => {
    const store = createMemoryStore();
    const { version } = await saveDataset(store, await firstDay());
    await expect(tagDataset(store, version, "No Tag")).rejects.toThrow(InvalidArgumentError);
    await expect(tagDataset(store, version, version)).rejects.toThrow(InvalidArgumentError);
    await expect(saveDataset(store, await firstDay(), { tags: ["a b"] })).rejects.toThrow(InvalidArgumentError);
    await expect(tagDataset(store, "dataset-1", "latest")).rejects.toThrow(MissingError);
    const other = contract(
      "other-flights",
      z.object({ departedAt: z.date(), origin: z.string(), distance: z.number(), delay: z.int().nullable() }),
    );
    const same = await saveDataset(store, await createDataset(other, [schedule(0, 50)]));
    expect(same.version).toBe(version);
    await expect(tagDataset(store, version, "latest")).rejects.toThrow("flights, other-flights");
    await tagDataset(store, version, "latest", { contract: "other-flights" });
    expect(await listDatasets(store, { tag: "latest" })).toMatchObject([{ contract: "other-flights" }]);
  });
});

describe("listDatasets", () => {
  it("lists what is kept, by contract and tag, the oldest first", async () => {
    const store = createMemoryStore();
    const clock = createSimulatedClock(5);
    expect(await listDatasets(store)).toEqual([]);
    const whole = await firstDay();
    const few = await selectRows(whole, { from: 0, to: 10 });
    await saveDataset(store, whole, { clock, tags: ["b", "a"] });
    clock.advance(1);
    await saveDataset(store, few, { clock });
    expect(await listDatasets(store, { contract: flights })).toEqual([
      {
        version: whole.version,
        contract: "flights",
        fingerprint: flights.fingerprint,
        rows: 50,
        savedAt: 5,
        tags: ["a", "b"],
      },
      { version: few.version, contract: "flights", fingerprint: flights.fingerprint, rows: 10, savedAt: 6, tags: [] },
    ]);
    expect(await listDatasets(store, { contract: "nothing" })).toEqual([]);
    expect(await listDatasets(store, { tag: "a" })).toHaveLength(1);
  });
});
