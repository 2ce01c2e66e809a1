import type { Targets } from "golden-pipeline/model";
import { gradientBoosting } from "golden-pipeline/training";
import { describe, expect, it } from "vitest";
import {
  fitModel,
  labelled,
  matrixOf,
  meanLogLoss,
  outputsOf,
  predictNumbers,
  readFixture,
  takeMatrix,
  withTargets,
} from "../matrices.js";

interface Fixture {
  readonly numbers: readonly (readonly (number | null)[])[];
  readonly categories: readonly number[];
  readonly target: readonly number[];
  readonly testLogLoss: number;
}
const fixture = readFixture<Fixture>("gradient-boosting.json");
const whole = matrixOf(fixture.numbers, fixture.categories, 6);
const train = labelled(takeMatrix(whole, 0, 2000), fixture.target.slice(0, 2000));
const test = takeMatrix(whole, 2000, 3000);
const options = { trees: 60, maximumLeaves: 15 };

describe("gradient boosting", () => {
  it("predicts as well as scikit-learn's HistGradientBoostingClassifier with the same settings, to 2 % of log loss", async () => {
    const trainer = gradientBoosting(options);
    const outputs = await outputsOf(trainer, await fitModel(trainer, train), test);
    const loss = meanLogLoss(outputs, fixture.target.slice(2000));
    expect(loss).toBeLessThan(fixture.testLogLoss * 1.02);
    expect(loss).toBeGreaterThan(fixture.testLogLoss * 0.95);
  });

  it("finds the one best split of a small case, by hand", async () => {
    const trainer = gradientBoosting({
      trees: 1,
      maximumLeaves: 2,
      minimumLeafRows: 1,
      learningRate: 1,
      l2Regularization: 1e-9,
    });
    const matrix = matrixOf([[1, 2, 3, 10, 11, 12]]);
    const outputs = await outputsOf(
      trainer,
      await fitModel(trainer, labelled(matrix, [1, 2, 3, 10, 11, 12], "number")),
      matrix,
    );
    // Squared error: each leaf gives the mean of its rows.
    [2, 2, 2, 11, 11, 11].forEach((mean, row) => void expect(outputs[row]).toBeCloseTo(mean, 6));
  });

  it("shrinks leaves, sends missing numbers where they fit, and keeps leaves large enough: by hand", async () => {
    const matrix = matrixOf([[1, 2, 3, 4, 5, 6, 7, 8, null, null, null]]);
    const targets = [0, 0, 0, 0, 10, 10, 10, 10, 0, 0, 0];
    const grown = async (l2Regularization: number, minimumLeafRows: number) => {
      const trainer = gradientBoosting({
        trees: 1,
        maximumLeaves: 2,
        learningRate: 1,
        l2Regularization,
        minimumLeafRows,
      });
      return outputsOf(trainer, await fitModel(trainer, labelled(matrix, targets, "number")), matrix);
    };
    const mean = 40 / 11;
    // Missing goes left: 7 rows of 0 on one side, 4 of 10 on the other; a leaf is its sum of residuals / (rows + l2).
    const by = (l2: number) =>
      targets.map((target) => mean + (target === 0 ? (-7 * mean) / (7 + l2) : (4 * (10 - mean)) / (4 + l2)));
    const close = (found: ArrayLike<number>, wanted: readonly number[]) =>
      wanted.forEach((value, row) => void expect(found[row]).toBeCloseTo(value, 6));
    close(await grown(0, 4), by(0));
    close(await grown(4, 4), by(4));
    expect(by(4)[0]).toBeCloseTo(mean - 2.31, 2);
    expect(by(4)[4]).toBeCloseTo(mean + 3.18, 2);
    // No cut leaves six rows on both sides.
    close(
      await grown(0, 6),
      targets.map(() => mean),
    );
    // The other way about: what is missing is like the large ones.
    const trainer = gradientBoosting({
      trees: 1,
      maximumLeaves: 2,
      learningRate: 1,
      l2Regularization: 0,
      minimumLeafRows: 1,
    });
    const high = [0, 0, 0, 0, 10, 10, 10, 10, 10, 10, 10];
    close(await outputsOf(trainer, await fitModel(trainer, labelled(matrix, high, "number")), matrix), high);
  });

  it("weighs l2 in the choice of a split too: the more of it, the less a side of one row is worth", async () => {
    const places = [1, 20, 200].flatMap((count, place) => new Array<number>(count).fill(place));
    const matrix = matrixOf([places]);
    const targets = places.map((place) => [10, 1.7, 0][place] as number);
    const apart = async (l2Regularization: number) => {
      const trainer = gradientBoosting({
        trees: 1,
        maximumLeaves: 2,
        learningRate: 1,
        l2Regularization,
        minimumLeafRows: 1,
      });
      const outputs = await outputsOf(trainer, await fitModel(trainer, labelled(matrix, targets, "number")), matrix);
      return [0, 1, 2].map(
        (place) => Math.abs((outputs[places.indexOf(place)] as number) - (outputs[1] as number)) > 1e-9,
      );
    };
    // Gains by hand, of the one row alone and of the first 21: 96.5 and 83.3 without, 9.2 and 58.6 with l2 = 10.
    expect(await apart(0)).toEqual([true, false, false]);
    expect(await apart(10)).toEqual([false, false, true]);
  });

  it("does not believe in a category of one row: its mean is smoothed before categories are put in order", async () => {
    const counts = [1, 20, 200];
    const codes = counts.flatMap((count, code) => new Array<number>(count).fill(code));
    const trainer = gradientBoosting({
      trees: 1,
      maximumLeaves: 2,
      learningRate: 1,
      l2Regularization: 0,
      minimumLeafRows: 1,
    });
    const matrix = matrixOf([], codes, 3);
    const targets = codes.map((code) => [10, 1.7, 0][code] as number);
    const outputs = await outputsOf(trainer, await fitModel(trainer, labelled(matrix, targets, "number")), matrix);
    // By bare means the one row would be a leaf of its own; smoothed by ten rows it stands between the others, and is put with the nearer.
    const together = (10 + 20 * 1.7) / 21;
    [together, together, 0].forEach((value, code) => void expect(outputs[codes.indexOf(code)]).toBeCloseTo(value, 6));
  });

  it("gives the same bytes for the same seed: again, concurrently, and after other trainings", async () => {
    const trainer = gradientBoosting({ ...options, trees: 8, subsample: 0.7 });
    const first = await fitModel(trainer, train, { seed: 3 });
    const [again, other, beside] = await Promise.all([
      fitModel(trainer, train, { seed: 3 }),
      fitModel(trainer, train, { seed: 4 }),
      fitModel(gradientBoosting({ ...options, trees: 8, subsample: 0.7 }), train, { seed: 3 }),
    ]);
    expect(again).toEqual(first);
    expect(beside).toEqual(first);
    expect(other).not.toEqual(first);
  });

  it("answers single rows with the bits of the batch, and after a round trip of its bytes", async () => {
    const trainer = gradientBoosting({ ...options, trees: 10 });
    const bytes = await fitModel(trainer, train);
    const model = trainer.decode(bytes);
    const batch = await predictNumbers(model, test);
    const fresh = gradientBoosting().decode(Uint8Array.from(bytes));
    for (let row = 0; row < 50; row++) {
      expect((await predictNumbers(model, takeMatrix(test, row, row + 1)))[0]).toBe(batch[row]);
      expect((await predictNumbers(fresh, takeMatrix(test, row, row + 1)))[0]).toBe(batch[row]);
    }
  });

  it("uses that a number is missing", async () => {
    const trainer = gradientBoosting({ trees: 20, minimumLeafRows: 5 });
    const values = Array.from({ length: 200 }, (_, row) => (row % 2 === 0 ? null : row % 7));
    const matrix = matrixOf([values]);
    const outputs = await outputsOf(
      trainer,
      await fitModel(
        trainer,
        labelled(
          matrix,
          values.map((value) => (value === null ? 1 : 0)),
        ),
      ),
      matrix,
    );
    outputs.forEach((output, row) => void expect(output > 0.5).toBe(values[row] === null));
  });

  it("splits categories by what they mean, not by their codes", async () => {
    const trainer = gradientBoosting({ trees: 20, minimumLeafRows: 5 });
    const codes = Array.from({ length: 300 }, (_, row) => row % 6);
    const matrix = matrixOf([], codes, 6);
    const late = new Set([0, 3, 4]);
    const outputs = await outputsOf(
      trainer,
      await fitModel(
        trainer,
        labelled(
          matrix,
          codes.map((code) => (late.has(code) ? 1 : 0)),
        ),
      ),
      matrix,
    );
    outputs.forEach((output, row) => void expect(output > 0.5).toBe(late.has(codes[row] as number)));
    const [unknown] = await outputsOf(
      trainer,
      await fitModel(
        trainer,
        labelled(
          matrix,
          codes.map((code) => code % 2),
        ),
      ),
      matrixOf([], [-1], 6),
    );
    expect(unknown).not.toBeNaN();
  });

  it("stays finite on constants, on one class, on few rows and on huge values", async () => {
    const trainer = gradientBoosting({ trees: 5 });
    for (const [values, target] of [
      [
        [5, 5, 5, 5],
        [0, 1, 0, 1],
      ],
      [
        [1, 2, 3, 4],
        [1, 1, 1, 1],
      ],
      [[1], [1]],
      [
        [1e300, -1e300, Number.MAX_VALUE, 0],
        [1, 0, 1, 0],
      ],
      [
        [null, null],
        [1, 0],
      ],
    ] as const) {
      const matrix = matrixOf([values]);
      const outputs = await outputsOf(trainer, await fitModel(trainer, labelled(matrix, target)), matrix);
      expect(outputs.every((output) => output > 0 && output < 1)).toBe(true);
    }
  });

  it("predicts classes as well as scikit-learn's, to 2 % of log loss", async () => {
    const several = readFixture<Fixture>("gradient-boosting-classes.json");
    const all = matrixOf(several.numbers, several.categories, 6);
    const labels = ["a", "b", "c"];
    const values = Int32Array.from(several.target.slice(0, 2000));
    const data = withTargets(takeMatrix(all, 0, 2000), { task: "classes", rows: 2000, values, labels });
    const trainer = gradientBoosting(options);
    const bytes = await fitModel(trainer, data);
    expect(await fitModel(trainer, data)).toEqual(bytes);
    const outputs = await outputsOf(trainer, bytes, takeMatrix(all, 2000, 3000));
    let loss = 0;
    several.target.slice(2000).forEach((target, row) => {
      loss -= Math.log(outputs[row * 3 + target] as number) / 1000;
    });
    expect(loss).toBeLessThan(several.testLogLoss * 1.02);
    expect(loss).toBeGreaterThan(several.testLogLoss * 0.95);
  });

  it("gives two classes the probabilities of yes and no, a class without rows a small one, and a ranking the scores of numbers", async () => {
    const trainer = gradientBoosting({ trees: 10 });
    const matrix = takeMatrix(whole, 0, 500);
    const target = fixture.target.slice(0, 500);
    const predict = async (targets: Targets) =>
      outputsOf(trainer, await fitModel(trainer, withTargets(matrix, targets)), matrix);
    const codes = Int32Array.from(target);
    const binary = await predict({ task: "binary", rows: 500, values: Float64Array.from(target) });
    const two = await predict({ task: "classes", rows: 500, values: codes, labels: ["no", "yes"] });
    expect(two.filter((_, index) => index % 2 === 1)).toEqual(binary);
    const three = await predict({ task: "classes", rows: 500, values: codes, labels: ["no", "yes", "never"] });
    const never = three.filter((_, index) => index % 3 === 2);
    expect(never.every((probability) => probability > 0 && probability < 0.01)).toBe(true);
    const values = Float64Array.from(target);
    const ranked = await predict({ task: "ranking", rows: 500, values, groups: new Int32Array(500) });
    expect(ranked).toEqual(await predict({ task: "number", rows: 500, values }));
  });

  it("records its hyperparameters with their defaults, and refuses what is none", () => {
    expect(gradientBoosting({ trees: 7 }).hyperparameters).toEqual({
      trees: 7,
      learningRate: 0.1,
      maximumLeaves: 31,
      minimumLeafRows: 20,
      l2Regularization: 1,
      maximumBins: 255,
      subsample: 1,
    });
    for (const wrong of [
      { trees: 0 },
      { maximumBins: 256 },
      { subsample: 1.5 },
      { learningRate: Number.NaN },
      { trees: 1.5 },
    ])
      expect(() => gradientBoosting(wrong)).toThrow(Object.keys(wrong)[0]);
  });

  it("stops when it is aborted, between trees", async () => {
    const controller = new AbortController();
    const fitting = fitModel(gradientBoosting({ trees: 10_000 }), train, { signal: controller.signal });
    setTimeout(() => controller.abort(new Error("enough")), 20);
    await expect(fitting).rejects.toThrow("enough");
  });
});
