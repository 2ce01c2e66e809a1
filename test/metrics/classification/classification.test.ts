import { describe, expect, it } from "vitest";
import {
  type Average,
  accuracyScore,
  balancedAccuracyScore,
  type ClassLabel,
  classificationReport,
  classScores,
  cohenKappaScore,
  confusionMatrix,
  countClasses,
  f1Score,
  fbetaScore,
  hammingLoss,
  type LabelSets,
  type Labels,
  matthewsCorrcoef,
  precisionScore,
  recallScore,
  topKAccuracyScore,
  type ZeroDivision,
  zeroOneLoss,
} from "../../../src/metrics/classification/index.js";
import { readFixture } from "../../scorers/answers/read-fixture.js";
import { expectClose } from "../close.js";

type Maybe = number | null;

interface Common {
  readonly name: string;
  readonly weights: readonly number[] | null;
  readonly labels: readonly ClassLabel[] | null;
  readonly accuracy: Maybe;
  readonly zeroOne: Maybe;
  readonly hamming: Maybe;
  readonly scores: readonly (readonly [Average, ZeroDivision, beta: number, Maybe, Maybe, Maybe])[];
}

interface LabelCase extends Common {
  readonly targets: readonly string[] | readonly number[] | readonly boolean[];
  readonly predictions: readonly string[] | readonly number[] | readonly boolean[];
  readonly positive: ClassLabel;
  readonly balanced: Maybe;
  readonly adjusted: Maybe;
  readonly matthews: Maybe;
  readonly kappa: readonly [none: Maybe, linear: Maybe, quadratic: Maybe];
  readonly present: readonly ClassLabel[];
  readonly confusion: readonly (readonly number[])[];
  readonly shares: Readonly<Record<"true" | "pred" | "all", readonly (readonly number[])[]>>;
  readonly perClass: readonly (readonly Maybe[])[];
  readonly report: Readonly<Record<string, number | readonly Maybe[]>>;
}

interface SetCase extends Common {
  readonly targets: readonly (readonly number[])[];
  readonly predictions: readonly (readonly number[])[];
}

function expectScores(
  one: Common,
  targets: Labels | LabelSets,
  predictions: Labels | LabelSets,
  positive?: ClassLabel,
) {
  const weighted = one.weights ? { weights: one.weights } : {};
  expectClose(accuracyScore(targets, predictions, weighted), one.accuracy, "accuracy");
  expectClose(zeroOneLoss(targets, predictions, weighted), one.zeroOne, "zero-one loss");
  expectClose(hammingLoss(targets, predictions, weighted), one.hamming, "Hamming loss");
  for (const [average, zeroDivision, beta, precision, recall, fScore] of one.scores) {
    const classes =
      average === "binary"
        ? { ...(positive !== undefined && { positive }) }
        : { ...(one.labels && { labels: one.labels }) };
    const options = { ...weighted, ...classes, average, zeroDivision };
    const what = `${average}, 0/0 = ${zeroDivision}, beta ${beta}`;
    expectClose(precisionScore(targets, predictions, options), precision, `precision ${what}`);
    expectClose(recallScore(targets, predictions, options), recall, `recall ${what}`);
    expectClose(fbetaScore(targets, predictions, { ...options, beta }), fScore, `F ${what}`);
    if (beta === 1) expectClose(f1Score(targets, predictions, options), fScore, `F1 ${what}`);
  }
}

function expectTable(actual: readonly Float64Array[], expected: readonly (readonly number[])[], what: string) {
  expect(actual.length).toBe(expected.length);
  expected.forEach((row, i) => {
    row.forEach((value, j) => {
      expectClose(actual[i]?.[j], value, `${what} ${i}, ${j}`);
    });
  });
}

describe("scores of one label a row equal scikit-learn's to 1e-12", () => {
  for (const [index, one] of readFixture<{ cases: readonly LabelCase[] }>("classification.json").cases.entries())
    it(`case ${index + 1}: ${one.name}`, () => {
      const { targets, predictions } = one;
      const weighted = one.weights ? { weights: one.weights } : {};
      expectScores(one, targets, predictions, one.positive);
      expectClose(balancedAccuracyScore(targets, predictions, weighted), one.balanced, "balanced accuracy");
      expectClose(
        balancedAccuracyScore(targets, predictions, { ...weighted, adjusted: true }),
        one.adjusted,
        "adjusted",
      );
      expectClose(matthewsCorrcoef(targets, predictions, weighted), one.matthews, "Matthews");
      expectClose(cohenKappaScore(targets, predictions, weighted), one.kappa[0], "kappa");
      for (const [at, kappaWeights] of (["linear", "quadratic"] as const).entries())
        expectClose(
          cohenKappaScore(targets, predictions, { ...weighted, kappaWeights }),
          one.kappa[at + 1],
          kappaWeights,
        );
      const matrix = confusionMatrix(targets, predictions, weighted);
      expect(matrix.labels).toEqual(one.present);
      expectTable(matrix.counts, one.confusion, "confusion");
      for (const normalize of ["true", "pred", "all"] as const)
        expectTable(
          confusionMatrix(targets, predictions, { ...weighted, normalize }).counts,
          one.shares[normalize],
          normalize,
        );
      classScores(countClasses(targets, predictions, weighted), {
        zeroDivision: "undefined",
        ...(one.labels && { labels: one.labels }),
      }).forEach(({ precision, recall, fScore, support }, position) => {
        [precision, recall, fScore, support].forEach((value, which) => {
          expectClose(value, one.perClass[which]?.[position], `class ${position}, ${which}`);
        });
      });
      const report = classificationReport(targets, predictions, weighted);
      for (const [name, expected] of Object.entries(one.report)) {
        if (typeof expected === "number") {
          expectClose(report.accuracy, expected, name);
          continue;
        }
        const mine =
          name === "macro avg"
            ? { ...report.macro, support: report.total }
            : name === "weighted avg"
              ? { ...report.weighted, support: report.total }
              : report.classes.find(({ label }) => sameName(label, name));
        [mine?.precision, mine?.recall, mine?.fScore, mine?.support].forEach((value, which) => {
          expectClose(value, expected[which], `${name} ${which}`);
        });
      }
    });
});

// Python writes True where we write true.
function sameName(label: ClassLabel, name: string): boolean {
  return String(label) === (typeof label === "boolean" ? name.toLowerCase() : name);
}

describe("scores of label sets equal scikit-learn's to 1e-12", () => {
  for (const [index, one] of readFixture<{ cases: readonly SetCase[] }>("classification-sets.json").cases.entries())
    it(`case ${index + 1}: ${one.name}`, () => {
      expectScores(one, one.targets, one.predictions);
    });
});

interface TopK {
  readonly targets: readonly number[];
  readonly scores: readonly (readonly number[])[];
  readonly weights: readonly number[] | null;
  readonly labels: readonly number[];
  readonly values: readonly (readonly [k: number, value: number])[];
}

describe("top-k accuracy equals scikit-learn's to 1e-12, ties too", () => {
  for (const [index, one] of readFixture<{ topK: readonly TopK[] }>("classification-sets.json").topK.entries())
    it(`case ${index + 1}: ${one.labels.length} classes`, () => {
      for (const [k, value] of one.values)
        expectClose(
          topKAccuracyScore(one.targets, one.scores, {
            k,
            labels: one.labels,
            ...(one.weights && { weights: one.weights }),
          }),
          value,
          `k ${k}`,
        );
    });
});

describe("what has no answer says so", () => {
  it("of no rows, every score is undefined", () => {
    expect(accuracyScore([], [])).toBeUndefined();
    expect(balancedAccuracyScore([], [])).toBeUndefined();
    expect(matthewsCorrcoef([], [])).toBeUndefined();
    expect(cohenKappaScore([], [])).toBeUndefined();
    expect(precisionScore([], [])).toBeUndefined();
    expect(zeroOneLoss([], [])).toBeUndefined();
    expect(hammingLoss([], [])).toBeUndefined();
  });

  it("labels of several types, fractions and unequal lengths are refused", () => {
    const mixed: readonly (string | number)[] = ["a", 1];
    expect(() => accuracyScore(mixed as readonly string[], ["a", "b"])).toThrow(/all texts/);
    expect(() => accuracyScore([0.5], [1])).toThrow(/whole numbers/);
    expect(() => accuracyScore([1, 0], [1])).toThrow(/2 predictions/);
    expect(() => accuracyScore([1], [1], { weights: [-1] })).toThrow(/at least 0/);
  });

  it("`binary` is refused for three classes, for label sets and for an absent positive class", () => {
    expect(() => precisionScore([0, 1, 2], [0, 1, 2])).toThrow(/more than two classes/);
    expect(() => precisionScore([[1, 0]], [[1, 0]])).toThrow(/label sets/);
    expect(() => precisionScore(["a", "b"], ["a", "b"])).toThrow(/one of a and b/);
    expect(() => recallScore([0, 1], [0, 1], { average: "samples" })).toThrow(/label sets/);
  });
});
