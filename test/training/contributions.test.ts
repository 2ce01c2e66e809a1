import fc from "fast-check";
import type { MatrixModel, Model, Targets } from "golden-pipeline/model";
import { gradientBoosting, logisticRegression } from "golden-pipeline/training";
import { describe, expect, it } from "vitest";
import { outputsOfScores } from "../../src/training/scores/outputs-of-scores.js";
import { fitModel, matrixOf, predictNumbers, withTargets } from "./matrices.js";

const rows = 60;
const labels = ["ash", "birch", "cedar"];
const boosting = gradientBoosting({ trees: 5, maximumLeaves: 6, minimumLeafRows: 3 });

/** Numbers with gaps, and a category with rows of none. */
const matrices = fc
  .record({
    first: fc.array(fc.option(fc.integer({ min: -4, max: 4 })), { minLength: rows, maxLength: rows }),
    second: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: rows, maxLength: rows }),
    codes: fc.array(fc.integer({ min: -1, max: 3 }), { minLength: rows, maxLength: rows }),
  })
  .map(({ first, second, codes }) => ({ matrix: matrixOf([first, second], codes, 4), second, codes }));

const targetsOf: Readonly<
  Record<"binary" | "number" | "classes", (second: readonly number[], codes: readonly number[]) => Targets>
> = {
  binary: (second, codes) => ({
    task: "binary",
    rows,
    values: Float64Array.from(second, (value, row) => Number(value + (codes[row] as number) > 5)),
  }),
  number: (second, codes) => ({
    task: "number",
    rows,
    values: Float64Array.from(second, (value, row) => value * (codes[row] as number)),
  }),
  classes: (second) => ({ task: "classes", rows, labels, values: Int32Array.from(second, (value) => value % 3) }),
};

const isMatrixModel = (model: Model): model is MatrixModel => model.reads === "matrix";

describe("what features contribute", () => {
  it.each([
    ["gradient boosting", "binary", boosting],
    ["gradient boosting", "number", boosting],
    ["gradient boosting", "classes", boosting],
    ["logistic regression", "binary", logisticRegression()],
    ["logistic regression", "classes", logisticRegression()],
  ] as const)("adds up, with the base, to what is said: %s of %s", async (_, task, trainer) => {
    await fc.assert(
      fc.asyncProperty(matrices, async ({ matrix, second, codes }) => {
        const bytes = await fitModel<never>(trainer, withTargets(matrix, targetsOf[task](second, codes)));
        const model = trainer.decode(bytes);
        if (!isMatrixModel(model) || model.contributions === undefined)
          throw new Error("a model that tells contributions");
        const { scores, features } = model.contributions(matrix);
        expect(features).toEqual(["x0", "x1", "category"]);
        const sums = scores.map(({ base, values }) =>
          Float64Array.from({ length: rows }, (_, row) =>
            values.subarray(row * 3, row * 3 + 3).reduce((sum, value) => sum + value, base),
          ),
        );
        const { values } = outputsOfScores(task, sums, task === "classes" ? labels : undefined);
        const expected = await predictNumbers(model, matrix);
        for (const [at, value] of values.entries()) expect(value).toBeCloseTo(expected[at] as number, 9);
      }),
      { numRuns: 6 },
    );
  });
});
