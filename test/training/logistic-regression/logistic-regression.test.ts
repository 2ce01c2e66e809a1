import { type LabelledMatrix, outputAt } from "golden-pipeline/model";
import { logisticRegression } from "golden-pipeline/training";
import { describe, expect, it } from "vitest";
import type { LogisticRegressionOptions } from "../../../src/training/house.js";
import {
  fitModel,
  labelled,
  matrixOf,
  outputsOf,
  predictNumbers,
  readFixture,
  takeMatrix,
  withTargets,
} from "../matrices.js";

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
interface Weights {
  readonly inverseRegularization: number;
  readonly intercepts: readonly number[];
  readonly coefficients: readonly (readonly number[])[];
  readonly probabilities: readonly (readonly number[])[];
}
interface Several {
  readonly numbers: readonly (readonly number[])[];
  readonly categories: readonly number[];
  readonly classes: readonly string[];
  readonly target: readonly number[];
  readonly labels: readonly string[];
  readonly sets: readonly (readonly number[])[];
  readonly multinomial: readonly Weights[];
  readonly oneVsRest: readonly Weights[];
  readonly twoClasses: {
    readonly rows: readonly number[];
    readonly intercept: number;
    readonly coefficients: readonly number[];
    readonly probabilities: readonly (readonly number[])[];
  };
}
const fixture = readFixture<Fixture>("logistic-regression.json");
const matrix = matrixOf(fixture.numbers, fixture.categories, 4);
const data = labelled(matrix, fixture.target);
interface State {
  readonly intercepts: readonly number[];
  readonly columns: readonly { readonly coefficients: readonly (number | readonly number[])[] }[];
  readonly fit: { readonly iterations: number; readonly converged: boolean };
}
const stateOf = (bytes: Uint8Array): State => JSON.parse(new TextDecoder().decode(bytes)) as State;
const weightsOf = ({ columns }: State, score = 0): readonly number[] =>
  columns.flatMap(({ coefficients }) => coefficients[score] ?? []);

describe("logistic regression", () => {
  for (const { inverseRegularization, intercept, coefficients, probabilities } of fixture.cases)
    it(`has scikit-learn's coefficients for C = ${inverseRegularization}, to 1e-5`, async () => {
      const trainer = logisticRegression({ inverseRegularization, tolerance: 1e-10 });
      const bytes = await fitModel(trainer, data);
      const state = stateOf(bytes);
      const learned = weightsOf(state);
      expect(state.intercepts).toEqual([expect.closeTo(intercept, 5)]);
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

  describe("of classes and label sets", () => {
    const several = readFixture<Several>("logistic-classes.json");
    const all = matrixOf(several.numbers, several.categories, 3);
    const classes = (labels = several.classes): LabelledMatrix =>
      withTargets(all, { task: "classes", rows: all.rows, values: Int32Array.from(several.target), labels });
    const sets = withTargets(all, {
      task: "label-sets",
      rows: all.rows,
      values: Uint8Array.from(several.sets.flat()),
      labels: several.labels,
    });

    for (const [index, { inverseRegularization }] of several.multinomial.entries())
      it(`has scikit-learn's coefficients and probabilities for C = ${inverseRegularization}`, async () => {
        const trainer = logisticRegression({ inverseRegularization, tolerance: 1e-9 });
        for (const [data, expected] of [
          [classes(), several.multinomial[index]],
          [sets, several.oneVsRest[index]],
        ] as const) {
          const bytes = await fitModel(trainer, data);
          const state = stateOf(bytes);
          for (const [score, coefficients] of (expected?.coefficients ?? []).entries()) {
            expect(state.intercepts[score]).toBeCloseTo(expected?.intercepts[score] as number, 5);
            expect(weightsOf(state, score)).toEqual(coefficients.map((one) => expect.closeTo(one, 5)));
          }
          const outputs = await outputsOf(trainer, bytes, takeMatrix(all, 0, 40));
          expect([...outputs]).toEqual((expected?.probabilities ?? []).flat().map((one) => expect.closeTo(one, 6)));
        }
      });

    it("has one score for two classes, as scikit-learn", async () => {
      const { rows, intercept, coefficients, probabilities } = several.twoClasses;
      const two = matrixOf(
        several.numbers.map((values) => rows.map((row) => values[row] as number)),
        rows.map((row) => several.categories[row] as number),
        3,
      );
      const trainer = logisticRegression({ tolerance: 1e-9 });
      const values = Int32Array.from(rows, (row) => several.target[row] as number);
      const labels = several.classes.slice(0, 2);
      const bytes = await fitModel(trainer, withTargets(two, { task: "classes", rows: two.rows, values, labels }));
      const state = stateOf(bytes);
      expect(state.intercepts).toEqual([expect.closeTo(intercept, 5)]);
      expect(weightsOf(state)).toEqual(coefficients.map((one) => expect.closeTo(one, 5)));
      const outputs = await outputsOf(trainer, bytes, takeMatrix(two, 0, 40));
      expect([...outputs]).toEqual(probabilities.flat().map((one) => expect.closeTo(one, 6)));
    });

    it("gives a stated class that no row has a small probability, and names every class", async () => {
      const trainer = logisticRegression();
      const labels = [...several.classes, "fir"];
      const model = trainer.decode(await fitModel(trainer, classes(labels)));
      if (model.reads !== "matrix") throw new Error("a model that reads features");
      const outputs = await model.predict(all);
      expect(outputs).toMatchObject({ task: "classes", width: 5, labels });
      for (let row = 0; row < all.rows; row++) {
        const { fir } = outputAt(outputs, row) as { readonly fir: number };
        expect(fir).toBeGreaterThan(0);
        expect(fir).toBeLessThan(1e-3);
      }
    });
  });

  it("tells whether it converged", async () => {
    const facts = async (options: LogisticRegressionOptions) => {
      const trainer = logisticRegression(options);
      return trainer.decode(await fitModel(trainer, data)).facts;
    };
    expect(await facts({})).toEqual({ iterations: expect.any(Number), converged: true });
    expect(await facts({ maximumIterations: 2 })).toEqual({ iterations: 2, converged: false });
  });

  it("refuses features that are neither numbers nor categories by name", async () => {
    const column = { type: "text" as const, name: "question", values: data.matrix.columns.map(() => "?") };
    const texts = { ...data.matrix, columns: [...data.matrix.columns, column] };
    await expect(fitModel(logisticRegression(), { ...data, matrix: texts })).rejects.toThrow(
      'numbers and categories, but the feature "question" is a text',
    );
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
