import { createRandom } from "golden-pipeline";
import { type LabelledMatrix, type ModelKind, numericOutputs, type Trainer } from "golden-pipeline/model";
import { modelChecks, trainerChecks } from "golden-pipeline/testing";
import { gradientBoosting, logisticRegression } from "golden-pipeline/training";
import { describe, expect, it } from "vitest";
import { labelled, matrixOf } from "../training/matrices.js";
import { failedChecks } from "./failed-checks.js";

const random = createRandom(7);
const numbers = Array.from({ length: 60 }, () => random() * 4 - 2);
const codes = numbers.map((_, row) => row % 3);
const matrix = matrixOf([numbers, numbers.map((value) => value * value)], codes, 3);
const binary = labelled(
  matrix,
  numbers.map((value) => Number(value + random() > 0.5)),
);
const number = labelled(matrix, numbers, "number");

for (const [what, create, data] of [
  ["logistic regression", () => logisticRegression(), binary],
  ["gradient boosting of yes/no", () => gradientBoosting({ trees: 5, minimumLeafRows: 3, subsample: 0.7 }), binary],
  ["gradient boosting of numbers", () => gradientBoosting({ trees: 5, minimumLeafRows: 3 }), number],
] as const)
  describe(`the trainer suite on ${what}`, async () => {
    for (const { name, run } of await trainerChecks(create, { data })) it(name, run);
  });

describe("the trainer suite", () => {
  const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
  const mean: Trainer<boolean> = {
    specificationVersion: "v1",
    id: "mean",
    version: "1.0.0",
    kind: "mean@1",
    tasks: ["binary"],
    hyperparameters: {},
    async fit({ targets }, { signal, progress }) {
      signal.throwIfAborted();
      progress(1, 1);
      const values = targets.task === "binary" ? targets.values : new Float64Array();
      return encode({ format: "mean@1", mean: values.reduce((sum, value) => sum + value, 0) / values.length });
    },
    decode(bytes) {
      const { format, mean } = JSON.parse(new TextDecoder().decode(bytes));
      if (format !== "mean@1") throw new Error(`not ${format}`);
      return {
        kind: "mean@1",
        reads: "matrix",
        predict: ({ rows }) => numericOutputs("binary", new Float64Array(rows).fill(mean)),
      };
    },
  };
  const failing = async (trainer: () => Trainer<boolean>, data: LabelledMatrix = binary): Promise<string[]> => {
    const failed: string[] = [];
    for (const { name, run } of await trainerChecks(trainer, { data })) await run().catch(() => failed.push(name));
    return failed;
  };

  it("is passed by a trainer of one's own", async () => {
    expect(await failing(() => mean)).toEqual([]);
  });

  it("finds one that draws its own random numbers", async () => {
    let draws = 0;
    const drawing = { ...mean, fit: async () => encode({ format: "mean@1", mean: 1 / ++draws }) };
    expect(await failing(() => drawing)).toEqual(
      expect.arrayContaining([
        "gives the same bytes for the same data and seed: again, from a new trainer, and side by side",
        "does not remember an earlier training",
        "stops when it is aborted, with the reason",
        "tells how far it is, and never backwards",
      ]),
    );
  });

  it("finds a model that gives percent, one that looks at its neighbours, and one that reads any bytes", async () => {
    const percent: Trainer<boolean> = {
      ...mean,
      decode: () => ({
        kind: "mean@1",
        reads: "matrix",
        predict: ({ rows }) => ({ task: "binary", rows, width: 1, values: new Float64Array(rows).fill(40) }),
      }),
    };
    expect(await failing(() => percent)).toEqual([
      "gives one output for each row, numbers all of them, probabilities from 0 to 1",
      "refuses bytes that are not its own",
    ]);
    const ranks: Trainer<boolean> = {
      ...mean,
      decode: (bytes) => ({
        ...mean.decode(bytes),
        reads: "matrix",
        predict: ({ rows }) =>
          numericOutputs(
            "binary",
            Float64Array.from({ length: rows }, (_, row) => row / rows),
          ),
      }),
    };
    expect(await failing(() => ranks)).toEqual(["gives each row alone what it gives it among others"]);
  });
});

describe("the model suite", () => {
  /** Says the same of every row, and what `broken` makes of it. */
  const constant = (broken: (values: Float64Array) => Float64Array): ModelKind<unknown> => ({
    kind: "constant@1",
    decode(bytes) {
      if (bytes.length !== 1) throw new Error("not constant@1");
      return {
        kind: "constant@1",
        reads: "matrix",
        predict: ({ rows }) => ({ task: "binary", rows, width: 1, values: broken(new Float64Array(rows).fill(0.4)) }),
      };
    },
  });
  const failed = async (broken: (values: Float64Array) => Float64Array): Promise<readonly string[]> =>
    failedChecks([...modelChecks({ kind: constant(broken), bytes: Uint8Array.of(1), input: matrix })]);

  it("passes a model that is honest", async () => {
    expect(await failed((values) => values)).toEqual([]);
  });

  it("finds outputs that are no probabilities, and rows that depend on each other", async () => {
    expect(await failed((values) => values.map(() => 40))).toContain(
      "gives one output for each row, numbers all of them, probabilities from 0 to 1",
    );
    expect(await failed((values) => values.map((value) => value / values.length))).toEqual([
      "gives each row alone what it gives it among others",
    ]);
  });
});
