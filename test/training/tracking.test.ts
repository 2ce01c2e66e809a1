import { createMemoryTracker, createRunner, pipeline } from "golden-pipeline";
import { engineer, features } from "golden-pipeline/features";
import { model, type Trainer } from "golden-pipeline/model";
import { gradientBoosting, logisticRegression, splitByTime, train } from "golden-pipeline/training";
import { describe, expect, it } from "vitest";
import { createDataset } from "../../src/dataset/index.js";
import { trainingLoss } from "../../src/training/gradient-boosting/training-loss.js";
import { batchOf, type Flight, flights, schedule } from "../features/flights.js";
import { labelled, matrixOf } from "./matrices.js";

const late = model("late-flights", flights, {
  target: (flight) => flight.delay.atLeast(15),
  kinds: [logisticRegression(), gradientBoosting()],
});
const simple = features(flights, (flight) => ({ distance: flight.distance }));

async function trackingOf(trainer: Trainer<boolean>) {
  const tracker = createMemoryTracker();
  const training = pipeline("late-flights", splitByTime<Flight, "delay">("departedAt", { test: 0.25 }))
    .pipe(engineer(simple, late))
    .pipe(train(trainer));
  const dataset = await createDataset(flights, [batchOf(schedule(400))]);
  const { output } = await createRunner({ tracker }).run(training, dataset, { runId: "r", seed: 1 });
  const untracked = await createRunner().run(training, dataset, { runId: "r", seed: 1 });
  expect(output.version).toBe(untracked.output.version);
  return tracker.read("r");
}

describe("a tracked training", () => {
  it("tells every hyperparameter and the trainer", async () => {
    const { params, tags } = await trackingOf(gradientBoosting({ trees: 7 }));
    expect(params).toContainEqual({ stage: "train", name: "trees", value: 7 });
    expect(params).toContainEqual({ stage: "train", name: "learningRate", value: 0.1 });
    expect(tags).toContainEqual({ stage: "train", name: "trainer", value: "gradient-boosting@1.1.0" });
  });

  it("of boosting tells the training loss and the leaves of each tree: the loss falls", async () => {
    const { metrics } = await trackingOf(gradientBoosting({ trees: 7 }));
    const losses = metrics.find(({ name }) => name === "training-loss")?.points ?? [];
    expect(losses.map(({ step }) => step)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    for (const [index, { value }] of losses.slice(1).entries()) expect(value).toBeLessThan(losses[index]?.value ?? 0);
    expect(losses[0]?.value).toBeLessThan(Math.log(2));
    expect(metrics.find(({ name }) => name === "leaves")?.points.every(({ value }) => value >= 2 && value <= 31)).toBe(
      true,
    );
  });

  it("of a logistic regression tells the loss of each iteration: it never rises", async () => {
    const { metrics } = await trackingOf(logisticRegression());
    const losses = metrics.find(({ name }) => name === "training-loss")?.points ?? [];
    expect(losses[0]?.value).toBeCloseTo(Math.log(2), 12);
    expect(losses.length).toBeGreaterThan(2);
    for (const [index, { value }] of losses.slice(1).entries())
      expect(value).toBeLessThanOrEqual(losses[index]?.value ?? 0);
  });
});

describe("the training loss", () => {
  const matrix = matrixOf([[0, 0, 0]], [0, 0, 0], 1);

  it("is the mean log loss of yes and no, without overflow", () => {
    const scores = Float64Array.of(0, 2, -800);
    const expected = (Math.log(2) - Math.log(1 / (1 + Math.exp(-2))) + 800) / 3;
    expect(trainingLoss(labelled(matrix, [0, 1, 1]).targets, [scores])).toBeCloseTo(expected, 12);
  });

  it("is the mean squared error of numbers", () => {
    expect(trainingLoss(labelled(matrix, [1, 2, 3], "number").targets, [Float64Array.of(0, 4, 3)])).toBe(5 / 3);
  });

  it("is the mean log loss of the right class, and nothing for tasks without such a mean", () => {
    const classes = { task: "classes", rows: 2, values: Int32Array.of(0, 2), labels: ["a", "b", "c"] } as const;
    const scores = [Float64Array.of(1000, 0), Float64Array.of(0, 0), Float64Array.of(0, 0)];
    expect(trainingLoss(classes, scores)).toBeCloseTo(Math.log(3) / 2, 12);
    const two = { task: "classes", rows: 1, values: Int32Array.of(1), labels: ["a", "b"] } as const;
    expect(trainingLoss(two, [Float64Array.of(0)])).toBeCloseTo(Math.log(2), 12);
    const texts = { task: "text", rows: 1, values: ["a"] } as const;
    expect(trainingLoss(texts, [Float64Array.of(1)])).toBeUndefined();
  });
});
