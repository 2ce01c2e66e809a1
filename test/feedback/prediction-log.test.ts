import { describe, expect, it } from "vitest";
import { createMemoryStore, createSimulatedClock, readRow } from "../../src/core/index.js";
import { createPredictionLog, readPredictions } from "../../src/feedback/index.js";
import { collect, predictionOf } from "./make.js";

const keysOf = async (...[store, name, options]: Parameters<typeof readPredictions>): Promise<string[]> =>
  (await collect(readPredictions(store, name, options))).map(({ key }) => key);

describe("a prediction log", () => {
  it("gives each prediction an id at once, by which it is found", async () => {
    const store = createMemoryStore();
    const log = await createPredictionLog({ store, name: "late/2001-02", maximumRows: 2 });
    const ids = ["a", "b", "c"].map((key) => log.write(predictionOf(key, { cluster: "2001-02-01" })).id);
    await log.close();
    for (const [index, key] of ["a", "b", "c"].entries())
      expect(await readRow(store, ids[index] ?? "")).toEqual({
        ...predictionOf(key, { cluster: "2001-02-01" }),
        id: ids[index],
      });
    expect((await collect(readPredictions(store, "late/2001-02"))).map(({ id }) => id)).toEqual(ids);
    expect(() => log.write(predictionOf("d"))).toThrow("closed");
  });

  it("writes a key once, and reads one once that two processes wrote", async () => {
    const store = createMemoryStore();
    const first = await createPredictionLog({ store, name: "late" });
    const { id } = first.write(predictionOf("a"));
    expect(first.write(predictionOf("a", { output: 0.9 })).id).toBe(id);
    await first.close();
    const restarted = await createPredictionLog({ store, name: "late" });
    const again = restarted.write(predictionOf("a"));
    restarted.write(predictionOf("b"));
    await restarted.close();
    expect(again.id).not.toBe(id);
    expect(await keysOf(store, "late")).toEqual(["a", "b"]);
    expect(await keysOf(store, "late", { duplicates: "keep" })).toEqual(["a", "a", "b"]);
  });

  it("has any number of writers, and does not read those of names that go on", async () => {
    const store = createMemoryStore();
    for (const [name, writer] of [
      ["late", "east"],
      ["late", "west"],
      ["late/2001-02", "main"],
      ["late-flights", "main"],
    ] as const) {
      const log = await createPredictionLog({ store, name, writer });
      log.write(predictionOf(`${name} ${writer}`));
      await log.close();
    }
    expect(await keysOf(store, "late")).toEqual(["late east", "late west"]);
    expect(await keysOf(store, "late/2001-02")).toEqual(["late/2001-02 main"]);
    expect(await keysOf(store, "nothing")).toEqual([]);
    await expect(createPredictionLog({ store, name: "late", writer: "a/b" })).rejects.toThrow("`writer` without `/`");
  });

  it("writes on its own, at the latest after the interval it was given", async () => {
    const store = createMemoryStore();
    const clock = createSimulatedClock();
    const log = await createPredictionLog({ store, name: "late", clock, durability: { intervalMilliseconds: 50 } });
    log.write(predictionOf("a"));
    expect(await keysOf(store, "late")).toEqual([]);
    clock.advance(50);
    await new Promise((resolve) => setImmediate(resolve));
    expect(await keysOf(store, "late")).toEqual(["a"]);
    const hasty = await createPredictionLog({ store, name: "hasty", clock, durability: "sync" });
    hasty.write(predictionOf("b"));
    await new Promise((resolve) => setImmediate(resolve));
    expect(await keysOf(store, "hasty")).toEqual(["b"]);
    await Promise.all([log.close(), hasty.close()]);
  });

  it("stays readable when a subject is erased, and tells which rows are gone", async () => {
    const store = createMemoryStore();
    for (const tenant of ["acme", "globex"]) {
      const log = await createPredictionLog({ store, name: "late", subject: tenant });
      log.write(predictionOf(tenant));
      await log.close();
    }
    await store.erase("acme");
    const erased: string[] = [];
    expect(await keysOf(store, "late", { onErased: (row) => erased.push(row) })).toEqual(["globex"]);
    expect(erased).toEqual(["predictions/late/main/000001@2#0"]);
  });

  it("takes a prediction that cannot be stored for none: its key is free", async () => {
    const store = createMemoryStore();
    const log = await createPredictionLog({ store, name: "late" });
    const bad = { ...predictionOf("a"), row: { origin: (() => 1) as unknown as string } };
    expect(() => log.write(bad)).toThrow("a value that JSON can carry");
    log.write(predictionOf("a"));
    await log.close();
    expect(await keysOf(store, "late")).toEqual(["a"]);
  });
});
