import { createMemoryStore, createRunner, pipeline } from "golden-pipeline";
import { wholeBatch } from "golden-pipeline/dataset";
import { all, evaluate } from "golden-pipeline/evaluation";
import { engineer, features } from "golden-pipeline/features";
import { ingest, rowsSource } from "golden-pipeline/ingestion";
import {
  type FeatureMatrix,
  type ModelName,
  model,
  type Outputs,
  predictTest,
  type Trainer,
} from "golden-pipeline/model";
import { createRegistry, register } from "golden-pipeline/registry";
import { contract, type RowOf, takeRows } from "golden-pipeline/schema";
import { gradientBoosting, logisticRegression, splitByTime, train } from "golden-pipeline/training";
import { validate } from "golden-pipeline/validation";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { applyFeatures, type FittedFeatures } from "../../src/model/house.js";

const schema = z.object({
  at: z.date(),
  query: z.string(),
  size: z.number(),
  depth: z.number(),
  species: z.string().nullable(),
  tags: z.array(z.string()),
  grade: z.int(),
  big: z.boolean().nullable(),
});
const trees = contract("trees", schema, {
  eventTime: "at",
  labels: {
    species: { knownAt: (tree) => tree.at.plusMinutes(60) },
    tags: { knownAt: (tree) => tree.at.plusMinutes(60) },
    grade: { knownAt: (tree) => tree.at.plusMinutes(60) },
    big: { knownAt: (tree) => tree.at.plusMinutes(60) },
  },
});
type TreeRow = RowOf<typeof trees>;
type Known = "species" | "tags" | "grade" | "big";
const species = ["ash", "birch", "cedar"];
const rows = Array.from({ length: 240 }, (_, row) => {
  const [size, depth] = [(row * 7) % 30, (row * 11) % 13];
  const kind = size + (row % 5) > 20 ? 2 : depth > 6 ? 1 : 0;
  return {
    at: new Date(Date.UTC(2001, 0, 1) + row * 3_600_000),
    query: `query ${row % 24}`,
    size,
    depth,
    species: row % 40 === 3 ? null : (species[kind] as string),
    tags: [...(size > 15 ? ["tall"] : []), ...(depth + (row % 3) > 7 ? ["deep"] : [])],
    grade: Math.min(3, Math.floor(size / 8)),
    big: row % 40 === 3 ? null : size + (row % 7) > 18,
  };
});
const measures = features(trees, (tree) => ({ size: tree.size.standardize(), depth: tree.depth.standardize() }));

/** Rows in, a registered version out; then read in a registry that knows the store alone. */
async function registerAndRead<Target>(
  name: ModelName<TreeRow, Known, Target>,
  trainer: Trainer<NonNullable<Target>>,
): Promise<{ readonly before: Outputs; readonly after: Outputs; readonly labels: readonly string[] | undefined }> {
  const store = createMemoryStore();
  const registry = createRegistry({ store });
  const runner = createRunner({ store, services: { registry, champions: registry } });
  const training = pipeline("trees", ingest(trees))
    .pipe(validate())
    .pipe(splitByTime("at", { test: 0.25 }))
    .pipe(engineer(measures, name))
    .pipe(train<TreeRow, Known, Target>(trainer));
  const releasing = training
    .pipe(evaluate({ metrics: [], gate: all<Target>([]) }))
    .pipe(register(name, { withoutCommit: { reason: "a test" } }));
  const source = () => rowsSource("trees", rows);
  const { output: candidate } = await runner.run(training, source(), { runId: "training", seed: 1 });
  const { output } = await runner.run(releasing, source(), { runId: "releasing", seed: 1 });
  const fresh = createRegistry({ store });
  const { version, model: bytes, fitted } = await fresh.resolve(`${name.name}@1`);
  expect(version).toEqual(output);
  expect(await fresh.verify(output.id)).toEqual({ ok: true, findings: [] });
  expect(version.manifest).toMatchObject({ task: name.task, kind: trainer.kind, trainer: { id: trainer.id } });
  const { sets, data, targets } = candidate;
  if (sets === undefined) throw new Error("a candidate with features");
  // No decision recalibrates here: what a candidate says of its test rows is what its model says.
  expect(await predictTest(candidate)).toEqual(await predict(trainer, candidate.bytes, sets.test.matrix));
  const features = JSON.parse(new TextDecoder().decode(fitted)) as FittedFeatures;
  const served = applyFeatures(features, { rows: takeRows(await wholeBatch(data.test), targets.rows) });
  return {
    before: await predict(trainer, candidate.bytes, sets.test.matrix),
    after: await predict(trainer, bytes, served),
    labels: version.manifest.labels,
  };
}

async function predict(
  { decode }: Pick<Trainer<never>, "decode">,
  bytes: Uint8Array,
  matrix: FeatureMatrix,
): Promise<Outputs> {
  const decoded = decode(bytes);
  if (decoded.reads !== "matrix") throw new Error("a model that reads features");
  return decoded.predict(matrix);
}

describe("a model of every task, from rows to a registered version", () => {
  for (const trainer of [logisticRegression(), gradientBoosting({ trees: 10 })])
    it(`says classes that are stated, with all of them among its outputs (${trainer.id})`, async () => {
      const labels = ["cedar", "birch", "ash", "fir"];
      const name = model("species", trees, { target: (tree) => tree.species, labels, kinds: [trainer] });
      const { before, after, labels: said } = await registerAndRead(name, trainer);
      expect(after).toEqual(before);
      expect(after).toMatchObject({ task: "classes", width: 4, labels });
      expect(said).toEqual(labels);
    });

  it("learns the classes from the training rows when they are not stated, and leaves out rows without one", async () => {
    const trainer = logisticRegression();
    const name = model("species", trees, { target: (tree) => tree.species, kinds: [trainer] });
    const { before, after, labels } = await registerAndRead(name, trainer);
    expect(after).toEqual(before);
    expect(after).toMatchObject({ task: "classes", rows: 59, labels: species });
    expect(labels).toEqual(species);
  });

  it("says label sets", async () => {
    const trainer = logisticRegression();
    const name = model("tags", trees, { target: (tree) => tree.tags, task: "label-sets", kinds: [trainer] });
    const { before, after, labels } = await registerAndRead(name, trainer);
    expect(after).toEqual(before);
    expect(after).toMatchObject({ task: "label-sets", rows: 60, width: 2, labels: ["deep", "tall"] });
    expect(labels).toEqual(["deep", "tall"]);
  });

  it("scores rankings", async () => {
    const trainer = gradientBoosting({ trees: 10, minimumLeafRows: 5 });
    const name = model("grades", trees, {
      target: (tree) => tree.grade,
      task: "ranking",
      group: (tree) => tree.query,
      kinds: [trainer],
    });
    const { before, after, labels } = await registerAndRead(name, trainer);
    expect(after).toEqual(before);
    expect(after).toMatchObject({ task: "ranking", rows: 60, width: 1 });
    expect(labels).toBeUndefined();
  });

  it("says yes or no of a target that some rows do not have", async () => {
    const trainer = logisticRegression();
    const name = model("big-trees", trees, { target: (tree) => tree.big, kinds: [trainer] });
    const { before, after } = await registerAndRead(name, trainer);
    expect(after).toEqual(before);
    expect(after).toMatchObject({ task: "binary", rows: 59 });
  });
});
