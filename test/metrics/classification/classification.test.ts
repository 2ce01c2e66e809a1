import {
  accuracy,
  balancedAccuracy,
  type ClassLabel,
  classificationReport,
  cohenKappa,
  confusionMatrix,
  f1Score,
  fbetaScore,
  hammingLoss,
  type Metric,
  matthewsCorrelation,
  precision as precisionOf,
  recall as recallOf,
  topKAccuracy,
  zeroOneLoss,
} from "golden-pipeline/metrics";
import { describe, expect, it } from "vitest";
import type { Average, ZeroDivision } from "../../../src/metrics/house.js";
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
  readonly scores: readonly (readonly [Average | "binary", ZeroDivision, beta: number, Maybe, Maybe, Maybe])[];
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

type Labels = LabelCase["targets"] | SetCase["targets"];
/** Of any kind of target: which of them the fixture says. */
const ask = (
  metric: Metric<string | readonly string[]>,
  targets: Labels,
  outputs: Labels,
  weights: Common["weights"],
) => metric(targets as readonly string[], outputs as readonly string[], weights ? { weights } : {});

function expectScores(one: Common, targets: Labels, predictions: Labels, positive?: ClassLabel) {
  const of = (metric: Metric<string | readonly string[]>) => ask(metric, targets, predictions, one.weights);
  expectClose(of(accuracy()), one.accuracy, "accuracy");
  expectClose(of(zeroOneLoss()), one.zeroOne, "zero-one loss");
  expectClose(of(hammingLoss()), one.hamming, "Hamming loss");
  for (const [average, zeroDivision, beta, precision, recall, fScore] of one.scores) {
    const options = {
      zeroDivision,
      ...(average === "binary" ? { of: positive ?? 1 } : { average, ...(one.labels && { labels: one.labels }) }),
    };
    const what = `${average}, 0/0 = ${zeroDivision}, beta ${beta}`;
    expectClose(of(precisionOf(options)), precision, `precision ${what}`);
    expectClose(of(recallOf(options)), recall, `recall ${what}`);
    expectClose(of(fbetaScore({ ...options, beta })), fScore, `F ${what}`);
    if (beta === 1) expectClose(of(f1Score(options)), fScore, `F1 ${what}`);
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
      const of = (metric: Metric<string>) => metric(targets, predictions, weighted);
      expectClose(of(balancedAccuracy()), one.balanced, "balanced accuracy");
      expectClose(of(balancedAccuracy({ adjusted: true })), one.adjusted, "adjusted");
      expectClose(of(matthewsCorrelation()), one.matthews, "Matthews");
      expectClose(of(cohenKappa()), one.kappa[0], "kappa");
      for (const [at, kappaWeights] of (["linear", "quadratic"] as const).entries())
        expectClose(of(cohenKappa({ kappaWeights })), one.kappa[at + 1], kappaWeights);
      const matrix = confusionMatrix(targets, predictions, weighted);
      expect(matrix.labels).toEqual(one.present.map((label) => (typeof label === "boolean" ? Number(label) : label)));
      expectTable(matrix.counts, one.confusion, "confusion");
      for (const normalize of ["true", "pred", "all"] as const)
        expectTable(
          confusionMatrix(targets, predictions, { ...weighted, normalize }).counts,
          one.shares[normalize],
          normalize,
        );
      classificationReport(targets, predictions, {
        ...weighted,
        zeroDivision: "undefined",
        ...(one.labels && { labels: one.labels }),
      }).classes.forEach(({ precision, recall, fScore, support }, position) => {
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

// Yes and no stand as 1 and 0 here.
function sameName(label: ClassLabel, name: string): boolean {
  return String(label) === ({ True: "1", False: "0" }[name] ?? name);
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
          topKAccuracy({ k, labels: one.labels })(one.targets, one.scores, one.weights ? { weights: one.weights } : {}),
          value,
          `k ${k}`,
        );
    });
});

describe("what has no answer says so", () => {
  it("of no rows, every score is undefined", () => {
    for (const metric of [
      accuracy(),
      balancedAccuracy(),
      matthewsCorrelation(),
      cohenKappa(),
      precisionOf(),
      zeroOneLoss(),
      hammingLoss(),
    ])
      expect(metric([], [])).toBeUndefined();
  });

  it("labels of several types, fractions and unequal lengths are refused", () => {
    const mixed: readonly (string | number)[] = ["a", 1];
    expect(() => accuracy()(mixed as readonly string[], ["a", "b"])).toThrow(/all texts/);
    expect(() => accuracy()([0.5], [1])).toThrow(/whole numbers/);
    expect(() => accuracy()([1, 0], [1])).toThrow(/2 predictions/);
    expect(() => accuracy()([1], [1], { weights: [-1] })).toThrow(/at least 0/);
    expect(() =>
      accuracy()(
        ["a", "b"],
        [
          [0.5, 1.5],
          [0.5, 0.5],
        ],
      ),
    ).toThrow("probabilities between 0 and 1 (percent? divide by 100), got 1.5 at row 0");
  });

  it("a score of yes is refused for three classes, for label sets and where none of two is yes", () => {
    expect(() => precisionOf()([0, 1, 2], [0, 1, 2])).toThrow(/more than two classes/);
    expect(() => precisionOf()([[1, 0]], [[1, 0]])).toThrow(/label sets/);
    expect(() => precisionOf()(["a", "b"], ["a", "b"])).toThrow(/one of a and b/);
    expect(() => recallOf({ average: "samples" })([0, 1], [0, 1])).toThrow(/label sets/);
  });

  it("a single class's 0/0 is no number, in an average it is 0 as in scikit-learn", () => {
    expect(f1Score()([0, 0], [0, 0])).toBeUndefined();
    expect(f1Score({ of: "c" })(["a", "b"], ["a", "b"])).toBeUndefined();
    expect(precisionOf({ average: "macro" })(["a", "b"], ["a", "a"])).toBe(0.25);
  });
});

describe("metrics of decisions", () => {
  it("take probabilities at a threshold, of classes the likeliest", () => {
    const [targets, outputs] = [
      [1, 0, 1, 0],
      [0.9, 0.6, 0.4, 0.1],
    ];
    expect(accuracy()(targets, outputs)).toBe(0.5);
    expect(accuracy({ threshold: 0.3 })(targets, outputs)).toBe(0.75);
    expect(f1Score({ threshold: 0.65 })(targets, outputs)).toBeCloseTo(2 / 3, 14);
    const rows = [
      [0.2, 0.5, 0.3],
      [0.6, 0.2, 0.2],
      [0.1, 0.1, 0.8],
    ];
    expect(accuracy()(["a", "b", "c"], rows)).toBeCloseTo(1 / 3, 14);
    expect(f1Score({ of: "c", labels: ["a", "b", "c"] })(["b", "c", "c"], ["b", "a", "c"])).toBeCloseTo(2 / 3, 14);
    expect(hammingLoss()([["a", "b"], []], [["a"], ["b"]])).toBe(0.5);
    expect(
      hammingLoss({ threshold: 0.7 })(
        [
          [1, 1],
          [0, 0],
        ],
        [
          [0.9, 0.6],
          [0.2, 0.8],
        ],
      ),
    ).toBe(0.5);
  });
});
