import { logisticRegression } from "golden-pipeline/training";
import { describe, expect, it } from "vitest";
import { fitModel, labelled, matrixOf, outputsOf, predictNumbers, readFixture } from "../matrices.js";

interface Fixture {
  readonly numbers: readonly (readonly number[])[];
  readonly categories: readonly number[];
  readonly target: readonly number[];
  readonly cases: readonly {
    readonly inverseRegularization: number;
    readonly intercept: number;
    readonly coefficients: readonly number[];
    readonly probabilities: readonly number[];
  }[];
}
const fixture = readFixture<Fixture>("logistic-regression.json");
const matrix = matrixOf(fixture.numbers, fixture.categories, 4);
const data = labelled(matrix, fixture.target);
interface State {
  readonly intercept: number;
  readonly columns: readonly { readonly coefficient?: number; readonly coefficients?: readonly number[] }[];
}
const stateOf = (bytes: Uint8Array): State => JSON.parse(new TextDecoder().decode(bytes)) as State;

describe("logistic regression", () => {
  for (const { inverseRegularization, intercept, coefficients, probabilities } of fixture.cases)
    it(`has scikit-learn's coefficients for C = ${inverseRegularization}, to 1e-5`, async () => {
      const trainer = logisticRegression({ inverseRegularization, tolerance: 1e-10 });
      const bytes = await fitModel(trainer, data);
      const state = stateOf(bytes);
      const learned = state.columns.flatMap(({ coefficient, coefficients: many }) => many ?? [coefficient ?? 0]);
      expect(state.intercept).toBeCloseTo(intercept, 5);
      for (const [index, coefficient] of coefficients.entries()) expect(learned[index]).toBeCloseTo(coefficient, 5);
      const outputs = await outputsOf(trainer, bytes, matrix);
      for (const [row, probability] of probabilities.entries()) expect(outputs[row]).toBeCloseTo(probability, 6);
    });

  it("gives the same bytes again, whatever was trained in between", async () => {
    const [first] = [await fitModel(logisticRegression(), data)];
    await fitModel(logisticRegression({ inverseRegularization: 7 }), data);
    expect(await fitModel(logisticRegression(), data, { seed: 99 })).toEqual(first);
  });

  it("counts missing numbers as the mean and unknown categories as none", async () => {
    const trainer = logisticRegression();
    const bytes = await fitModel(trainer, data);
    const [x0] = fixture.numbers as [readonly number[]];
    const mean = x0.reduce((sum, value) => sum + value, 0) / x0.length;
    const [missing] = await outputsOf(trainer, bytes, matrixOf([[null], [1], [1]], [-1], 4));
    const [filled] = await outputsOf(trainer, bytes, matrixOf([[mean], [1], [1]], [-1], 4));
    expect(missing).toBeCloseTo(filled as number, 12);
    expect(missing).not.toBeNaN();
  });

  it("stays finite where the classes can be told apart exactly, where nothing varies, and where one class is all there is", async () => {
    const trainer = logisticRegression();
    for (const [values, target] of [
      [
        [1, 2, 3, 4],
        [0, 0, 1, 1],
      ],
      [
        [5, 5, 5, 5],
        [0, 1, 0, 1],
      ],
      [
        [1, 2, 3, 4],
        [1, 1, 1, 1],
      ],
      [
        [1e12, -1e12, 1e12, -1e12],
        [1, 0, 1, 0],
      ],
    ] as const) {
      const one = matrixOf([values]);
      const outputs = await outputsOf(trainer, await fitModel(trainer, labelled(one, target)), one);
      expect(outputs.every((output) => output >= 0 && output <= 1)).toBe(true);
    }
  });

  it("records its hyperparameters with their defaults", () => {
    expect(logisticRegression().hyperparameters).toEqual({
      inverseRegularization: 1,
      tolerance: 1e-6,
      maximumIterations: 500,
    });
  });

  it("refuses options, targets, bytes and matrices that are none", async () => {
    expect(() => logisticRegression({ inverseRegularization: 0 })).toThrow("inverseRegularization");
    const numbers = labelled(data.matrix, fixture.target, "number");
    await expect(fitModel(logisticRegression(), numbers)).rejects.toThrow("yes/no targets");
    const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
    expect(() => logisticRegression().decode(encode('{"format":"other@1"}'))).toThrow("logistic-regression@1");
    const model = logisticRegression().decode(await fitModel(logisticRegression(), data));
    await expect(predictNumbers(model, matrixOf([[1]]))).rejects.toThrow('feature column "x1" as in training');
  });

  it("stops when it is aborted", async () => {
    const controller = new AbortController();
    controller.abort(new Error("enough"));
    await expect(fitModel(logisticRegression(), data, { signal: controller.signal })).rejects.toThrow("enough");
  });
});
