import { createMemoryStore, createRunner } from "golden-pipeline";
import type { Split } from "golden-pipeline/dataset";
import { engineer, features } from "golden-pipeline/features";
import { type FeatureSets, model } from "golden-pipeline/model";
import { splitByTime } from "golden-pipeline/training";
import { describe, expect, it } from "vitest";
import { createDataset } from "../../src/dataset/index.js";
import { featureSetsCodec } from "../../src/model/house.js";
import { batchOf, type Flight, flights, schedule, start } from "./flights.js";

const late = model("late-flights", flights, { target: (flight) => flight.delay.atLeast(15), kinds: [] });
const lateFeatures = features(flights, (flight) => ({
  distance: flight.distance.standardize(),
  origin: flight.origin.oneHot({ maxCategories: 2 }),
  recent: flight.origin.history({ window: "6h" }).mean("delay"),
}));
const datasetOf = (rows: readonly Flight[]) => createDataset(flights, [batchOf(rows)]);
const splitOf = async (train: readonly Flight[], test: readonly Flight[]): Promise<Split<Flight, "delay">> => ({
  kind: "split",
  train: await datasetOf(train),
  test: await datasetOf(test),
  rule: {},
});
const rows = schedule(300);
/** When a flight's delay is known, as the contract says. */
const knownAt = ({ departedAt, distance }: Flight): number => departedAt.getTime() + (distance * 0.13 + 30) * 60_000;
const numbers = (set: FeatureSets<Flight, "delay", boolean>["train"], name: string): number[] => {
  const column = set.matrix.columns.find((candidate) => candidate.name === name);
  if (column?.type === "number") return [...column.values];
  return column?.type === "category" ? [...column.codes] : [];
};

describe("engineer", () => {
  it("learns from the training rows alone: other test rows change nothing that is learned", async () => {
    const extreme = rows.slice(200).map((row) => ({ ...row, distance: 1e6, origin: "LHR" }));
    const [one, other] = [
      await engineer(lateFeatures, late)(await splitOf(rows.slice(0, 200), rows.slice(200))),
      await engineer(lateFeatures, late)(await splitOf(rows.slice(0, 200), extreme)),
    ];
    expect(other.fitted).toEqual(one.fitted);
    expect(other.train).toEqual(one.train);
    expect(numbers(other.test, "origin").every((code) => code === -1)).toBe(true);
  });

  it("lets test rows see what was known of training and test rows at their own moment, training rows only their own", async () => {
    const [train, test] = [rows.slice(0, 200), rows.slice(200)];
    const split = await engineer(lateFeatures, late)(await splitOf(train, test));
    const whole = await engineer(lateFeatures, late)(await splitOf(rows, rows.slice(0, 1)));
    const kept = [...whole.train.rows].map((row, index) => [row, numbers(whole.train, "recent")[index]] as const);
    expect(numbers(split.train, "recent")).toEqual(kept.filter(([row]) => row < 200).map(([, value]) => value));
    expect(numbers(split.test, "recent")).toEqual(kept.filter(([row]) => row >= 200).map(([, value]) => value));
  });

  it("lets histories begin warm, with earlier rows that are not trained on", async () => {
    const split = await splitOf(rows.slice(100, 200), rows.slice(200));
    const cold = await engineer(lateFeatures, late)(split);
    const history = await datasetOf(rows.slice(0, 100));
    const warm = await engineer(lateFeatures, late, { history })(split);
    expect(numbers(cold.train, "recent")[0]).toBeNaN();
    expect(numbers(warm.train, "recent")[0]).not.toBeNaN();
    expect(warm.fitted.digest).toBe(cold.fitted.digest);
    const [coldStage, warmStage] = [engineer(lateFeatures, late), engineer(lateFeatures, late, { history })];
    expect(warmStage.fingerprint).not.toBe(coldStage.fingerprint);
  });

  it("leaves out rows without a target, but lets them be seen", async () => {
    const sets = await engineer(lateFeatures, late)(await splitOf(rows.slice(0, 200), rows.slice(200)));
    const expected = rows
      .slice(0, 200)
      .flatMap(({ delay }, row) => (delay === null ? [] : [[row, delay >= 15 ? 1 : 0]]));
    expect([...sets.train.rows].map((row, index) => [row, sets.train.targets.values[index]])).toEqual(expected);
    expect([sets.train.matrix.rows, sets.train.withoutTarget]).toEqual([expected.length, 200 - expected.length]);
  });

  it("leaves out training rows whose target was not yet known when the test rows begin, but lets them be seen", async () => {
    const dataset = await datasetOf(rows);
    const split = await splitByTime<Flight, "delay">("departedAt", { test: 0.3 })(dataset);
    const cut = Date.parse(String(split.rule.at));
    const [train, test] = [rows.slice(0, split.train.rows), rows.slice(split.train.rows)];
    const sets = await engineer(lateFeatures, late)(split);
    const uncut = await engineer(lateFeatures, late)(await splitOf(train, test));
    const known = train.flatMap((row, index) => (row.delay !== null && knownAt(row) < cut ? [index] : []));
    expect([...sets.train.rows]).toEqual(known);
    expect(known.length).toBeLessThan(uncut.train.rows.length);
    expect([sets.train.notYetKnown, sets.test.notYetKnown]).toEqual([uncut.train.rows.length - known.length, 0]);
    expect(sets.train.withoutTarget).toBe(uncut.train.withoutTarget);
    expect(sets.test).toEqual(uncut.test);
  });

  it("counts a target that became known in the very moment of the first test row as not yet known", async () => {
    const split = await splitOf(rows.slice(0, 200), rows.slice(200));
    const moments = rows.slice(0, 200).flatMap((row) => (row.delay === null ? [] : [knownAt(row)]));
    const last = Math.max(...moments);
    const trainedAt = async (at: number) => {
      const { train } = await engineer(lateFeatures, late)({ ...split, rule: { at: new Date(at).toISOString() } });
      return train.rows.length;
    };
    expect(await trainedAt(last + 1)).toBe(moments.length);
    expect(await trainedAt(last)).toBe(moments.filter((moment) => moment < last).length);
  });

  it("gives the same bits whatever the batches of the dataset", async () => {
    const train = rows.slice(0, 200);
    const pieces = [0, 1, 50, 51, 199].map((from, index, cuts) => batchOf(train.slice(from, cuts[index + 1] ?? 200)));
    const test = await datasetOf(rows.slice(200));
    const whole = await engineer(lateFeatures, late)({ kind: "split", train: await datasetOf(train), test, rule: {} });
    const inPieces = await engineer(
      lateFeatures,
      late,
    )({
      kind: "split",
      train: await createDataset(flights, pieces),
      test,
      rule: {},
    });
    expect(inPieces.fitted.digest).toBe(whole.fitted.digest);
    expect(inPieces.train).toEqual(whole.train);
    expect(inPieces.test).toEqual(whole.test);
  });

  it("is stored and read back as it was", async () => {
    const store = createMemoryStore();
    const codec = featureSetsCodec<Flight, "delay", boolean | null>();
    const sets = await engineer(lateFeatures, late)(await splitOf(rows.slice(0, 200), rows.slice(200)));
    const json = await codec.encode(sets, store.blobs);
    const atHand = {
      find: (kind: string, print: string) => (kind === late.kind && print === late.fingerprint ? late : undefined),
    };
    const read = await codec.decode(JSON.parse(JSON.stringify(json)), store.blobs, atHand);
    expect(read.name).toBe(late);
    for (const part of ["features", "fitted", "train", "test"] as const) expect(read[part]).toEqual(sets[part]);
    expect(read.split.train.version).toBe(sets.split.train.version);
    expect(await codec.encode(read, store.blobs)).toEqual(json);
    await expect(codec.decode(json, store.blobs)).rejects.toThrow("a stage with model late-flights");
  });

  it("runs in a pipeline after a split by time, and resumes", async () => {
    const store = createMemoryStore();
    const training = splitByTime<Flight, "delay">("departedAt", { test: 0.25 });
    const stages = engineer(lateFeatures, late);
    const runner = createRunner({ store });
    const { output: split } = await runner.run(training, await datasetOf(rows), { runId: "split", seed: 1 });
    const first = await runner.run(stages, split, { runId: "features", seed: 1 });
    const again = await runner.run(stages, split, { runId: "features", seed: 1 });
    expect(again.output.train).toEqual(first.output.train);
    expect(first.output.test.matrix.rows).toBeGreaterThan(0);
    expect(numbers(first.output.test, "recent").some((value) => !Number.isNaN(value))).toBe(true);
    expect(split.rule.at).toBe(new Date(start + 225 * 5 * 60_000).toISOString());
  });
});
