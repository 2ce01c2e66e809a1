import { describe, expect, it } from "vitest";
import { createMemoryStore, createSimulatedClock, readRow } from "../../src/core/index.js";
import { createPredictionLog, readPrediction, readPredictions } from "../../src/feedback/index.js";
import { type Prediction, predictionId } from "../../src/model/index.js";
import { collect, hour, predictionOf, start } from "./make.js";

const keysOf = async (...[store, name, options]: Parameters<typeof readPredictions>): Promise<string[]> =>
  (await collect(readPredictions(store, name, options))).map(({ key }) => key);

describe("a prediction log", () => {
  it("gives each prediction an id at once, and readers tell where it stands", async () => {
    const store = createMemoryStore();
    const log = await createPredictionLog({ store, name: "late/2001-02", maximumRows: 2 });
    const keys = ["a", "b", "c"];
    const ids = keys.map((key) => log.write(predictionOf(key, { cluster: "2001-02-01" })).id);
    await log.close();
    expect(ids).toEqual(keys.map((key) => predictionId(predictionOf(key))));
    const read = await collect(readPredictions(store, "late/2001-02"));
    expect(read.map(({ id }) => id)).toEqual(ids);
    expect(read.map(({ position }) => position)).toEqual([
      "predictions/late/2001-02/main/000001@2#0",
      "predictions/late/2001-02/main/000001@2#1",
      "predictions/late/2001-02/main/000001@3#0",
    ]);
    for (const prediction of read) {
      const { position = "" } = prediction;
      expect(await readPrediction(store, position)).toEqual(prediction);
      expect(await readRow(store, position)).not.toHaveProperty("position");
    }
    expect(() => log.write(predictionOf("d"))).toThrow("closed");
  });

  it("writes a key once, and reads one once that two processes wrote", async () => {
    const store = createMemoryStore();
    const first = await createPredictionLog({ store, name: "late" });
    const { id } = first.write(predictionOf("a"));
    expect(first.write(predictionOf("a", { output: 0.9 })).id).toBe(id);
    await first.close();
    await expect(readPrediction(store, "predictions/late/main/000001@2#1")).rejects.toMatchObject({ code: "missing" });
    const restarted = await createPredictionLog({ store, name: "late" });
    expect(restarted.write(predictionOf("a", { output: 0.9 })).id).toBe(id);
    restarted.write(predictionOf("b"));
    await restarted.close();
    const read = await collect(readPredictions(store, "late"));
    expect(read.map(({ key, output }) => [key, output])).toEqual([
      ["a", 0.3],
      ["b", 0.3],
    ]);
  });

  it("refuses what is no prediction, and says which field is missing", async () => {
    const log = await createPredictionLog({ store: createMemoryStore(), name: "late" });
    const { eventTime: _, ...timeless } = predictionOf("a");
    expect(() => log.write(timeless as Prediction)).toThrow(
      "[predictions late] Expected `eventTime` to be milliseconds since 1970, got undefined",
    );
    expect(() => Reflect.apply(log.write, log, [{ key: "a", output: 1 }])).toThrow("Expected `unit` to be a text");
    expect(() => log.write(predictionOf("a", { receivedTime: Number.NaN }))).toThrow("`receivedTime`");
    expect(() => log.write(predictionOf("a", { propensity: 0 }))).toThrow("a probability above 0");
    expect(() => log.write(predictionOf("", {}))).toThrow("`key` to be a text");
    expect(() => log.write(predictionOf("a", { id: "mine" }))).toThrow("as model and key give it");
    await log.close();
  });

  it("reads what happened within a time, its beginning and not its end", async () => {
    const store = createMemoryStore();
    const log = await createPredictionLog({ store, name: "late" });
    for (let index = 0; index < 4; index++) log.write(predictionOf(`${index}`, { eventTime: start + index * hour }));
    await log.close();
    expect(await keysOf(store, "late", { from: start + hour, to: start + 3 * hour })).toEqual(["1", "2"]);
    expect(await keysOf(store, "late", { from: start + 3 * hour })).toEqual(["3"]);
    await expect(keysOf(store, "late", { from: 2, to: 1 })).rejects.toThrow(
      "`from` at or before `to`, in milliseconds, got { from: 2, to: 1 }",
    );
    expect(await keysOf(store, "late", { from: start, to: start })).toEqual([]);
  });

  it("has any number of writers, and does not read those of names that go on", async () => {
    const store = createMemoryStore();
    for (const [name, writer] of [
      ["late", "east"],
      ["late", "west"],
      ["late/2001-02", "main"],
      ["late/2001-02", "3rd"],
      ["late-flights", "main"],
    ] as const) {
      const log = await createPredictionLog({ store, name, writer });
      log.write(predictionOf(`${name} ${writer}`));
      await log.close();
    }
    expect(await keysOf(store, "late")).toEqual(["late east", "late west"]);
    expect(await keysOf(store, "late", { writer: "west" })).toEqual(["late west"]);
    await expect(keysOf(store, "late", { writer: "west/1" })).rejects.toThrow("`writer` without `/`");
    expect(await keysOf(store, "late/2001-02")).toEqual(["late/2001-02 3rd", "late/2001-02 main"]);
    expect(await keysOf(store, "nothing")).toEqual([]);
    await expect(createPredictionLog({ store, name: "late", writer: "a/b" })).rejects.toThrow("`writer` without `/`");
  });

  it("begins a new segment when one has its bytes", async () => {
    const store = createMemoryStore();
    const log = await createPredictionLog({ store, name: "late", maximumBytes: 300 });
    for (const key of ["a", "b"]) log.write(predictionOf(key));
    await log.close();
    expect((await collect(readPredictions(store, "late"))).map(({ position }) => position)).toEqual([
      "predictions/late/main/000001@2#0",
      "predictions/late/main/000001@3#0",
    ]);
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
      log.write(predictionOf(`asked of${tenant}`));
      await log.close();
    }
    await store.erase("acme");
    const erased: string[] = [];
    expect(await keysOf(store, "late", { onErased: (row) => erased.push(row) })).toEqual(["asked ofglobex"]);
    expect(erased).toEqual(["predictions/late/main/000001@2#0"]);
  });

  it("seals each row for its subject: an erased one's rows are unreadable and told of, all others stay", async () => {
    const store = createMemoryStore();
    const log = await createPredictionLog({ store, name: "late", subject: ({ tenant }) => tenant });
    const tenants = ["acme", "globex", undefined, "acme"];
    for (const [index, tenant] of tenants.entries())
      log.write(predictionOf(`${index}`, { unit: `u${index}`, ...(tenant !== undefined && { tenant }) }));
    await log.close();
    await store.erase("acme");
    const erased: string[] = [];
    expect(await keysOf(store, "late", { onErased: (row) => erased.push(row) })).toEqual(["1", "2"]);
    expect(erased).toEqual(["predictions/late/main/000001@2#0", "predictions/late/main/000001@2#3"]);
    await expect(readPrediction(store, erased[0] ?? "")).rejects.toMatchObject({ code: "erased" });
    const later = await createPredictionLog({ store, name: "late", subject: ({ tenant }) => tenant });
    for (const tenant of ["acme", "globex"]) later.write(predictionOf("next", { tenant, key: `next${tenant}` }));
    await later.close();
    expect(await keysOf(store, "late")).toEqual(["1", "2", "nextglobex"]);
  });

  it("leaves nothing personal in the open: neither in an event nor in an id that could be guessed", async () => {
    const store = createMemoryStore();
    const log = await createPredictionLog({ store, name: "late", subject: ({ unit }) => unit });
    for (const key of ["ann@example.com", "ann@example.com 2001-02-01", "late:ann@example.com#7"])
      expect(() => log.write(predictionOf(key, { unit: "ann@example.com" }))).toThrow(
        "Expected a `key` that does not name the row's subject",
      );
    log.write(predictionOf("request 7", { unit: "ann@example.com", row: { name: "Ann" } }));
    // A subject that is part of another word is not named.
    log.write(predictionOf("request 17", { unit: "7" }));
    await log.close();
    for (const name of await store.logs())
      for await (const event of store.read(name)) expect(JSON.stringify(event)).not.toMatch(/ann|request/i);
  });

  it("takes any key for a row that is nobody's", async () => {
    const store = createMemoryStore();
    const log = await createPredictionLog({ store, name: "late", subject: () => undefined });
    log.write(predictionOf("undefined"));
    await log.close();
    expect(await keysOf(store, "late")).toEqual(["undefined"]);
  });

  it("takes a prediction that cannot be stored for none: its key is free", async () => {
    const store = createMemoryStore();
    const log = await createPredictionLog({ store, name: "late" });
    const bad = { ...predictionOf("a"), row: { origin: () => 1 } };
    expect(() => Reflect.apply(log.write, log, [bad])).toThrow("a value that JSON can carry");
    log.write(predictionOf("a"));
    await log.close();
    expect(await keysOf(store, "late")).toEqual(["a"]);
  });
});
