import { describe, expect, it } from "vitest";
import {
  dcgScore,
  meanAveragePrecisionScore,
  ndcgScore,
  precisionAtK,
  recallAtK,
  reciprocalRankScore,
} from "../../../src/metrics/ranking/index.js";
import { readFixture } from "../../scorers/answers/read-fixture.js";
import { expectClose } from "../close.js";

interface Fixture {
  readonly cases: readonly {
    readonly relevances: readonly (readonly number[])[];
    readonly scores: readonly (readonly number[])[];
    readonly weights: readonly number[] | null;
    readonly gains: readonly (readonly [
      k: number | null,
      ignoreTies: boolean,
      dcg: number,
      ndcg: number,
      exponentialDcg: number,
      exponentialNdcg: number,
    ])[];
    readonly averagePrecision: number | null;
  }[];
}

describe("ranking scores equal scikit-learn's to 1e-12", () => {
  for (const [index, one] of readFixture<Fixture>("ranking.json").cases.entries())
    it(`case ${index + 1}: ${one.relevances.length} queries of ${one.relevances[0]?.length} documents`, () => {
      const { relevances, scores, weights } = one;
      for (const [k, ignoreTies, dcg, ndcg, exponentialDcg, exponentialNdcg] of one.gains) {
        const options = { ...(k !== null && { k }), ...(weights && { weights }), ignoreTies };
        expectClose(dcgScore(relevances, scores, options), dcg, "DCG");
        expectClose(ndcgScore(relevances, scores, options), ndcg, "NDCG");
        expectClose(
          dcgScore(relevances, scores, { ...options, gain: "exponential" }),
          exponentialDcg,
          "DCG of 2^r − 1",
        );
        expectClose(
          ndcgScore(relevances, scores, { ...options, gain: "exponential" }),
          exponentialNdcg,
          "NDCG of 2^r − 1",
        );
      }
      if (one.averagePrecision !== null)
        expectClose(
          meanAveragePrecisionScore(relevances, scores, { ...(weights && { weights }) }),
          one.averagePrecision,
          "MAP",
        );
    });
});

describe("ranking scores", () => {
  const relevances = [
    [0, 1, 0, 2],
    [0, 0, 0],
    [1, 0],
  ];
  const scores = [
    [4, 3, 2, 1],
    [3, 2, 1],
    [2, 1],
  ];

  it("count queries without relevant documents as 0, or leave them out", () => {
    const skip = { withoutRelevant: "skip" } as const;
    expect(reciprocalRankScore(relevances, scores)).toBeCloseTo((0.5 + 0 + 1) / 3, 14);
    expect(reciprocalRankScore(relevances, scores, skip)).toBeCloseTo((0.5 + 1) / 2, 14);
    expect(meanAveragePrecisionScore(relevances, scores, skip)).toBeCloseTo((0.5 + 1) / 2, 14);
    expect(precisionAtK(relevances, scores, { k: 2 })).toBeCloseTo((0.5 + 0 + 0.5) / 3, 14);
    expect(recallAtK(relevances, scores, { k: 2, ...skip })).toBeCloseTo((0.5 + 1) / 2, 14);
    expect(
      ndcgScore(
        [
          [0, 0],
          [1, 0],
        ],
        [
          [1, 2],
          [2, 1],
        ],
      ),
    ).toBe(0.5);
    expect(
      ndcgScore(
        [
          [0, 0],
          [1, 0],
        ],
        [
          [1, 2],
          [2, 1],
        ],
        skip,
      ),
    ).toBe(1);
    expect(ndcgScore([[0, 0]], [[1, 2]], skip)).toBeUndefined();
  });

  it("see only the highest k, with the denominator that was asked for", () => {
    const [many, order] = [[[1, 1, 1]], [[3, 2, 1]]];
    expect(meanAveragePrecisionScore(many, order, { k: 2 })).toBeCloseTo(2 / 3, 14);
    expect(meanAveragePrecisionScore(many, order, { k: 2, denominator: "reachable" })).toBe(1);
    expect(reciprocalRankScore([[0, 0, 1]], order, { k: 2, withoutRelevant: "skip" })).toBe(0);
    expect(precisionAtK([[1]], [[1]], { k: 4 })).toBe(0.25);
  });

  it("rank equal scores in the order given, and weigh queries", () => {
    expect(reciprocalRankScore([[0, 1]], [[1, 1]])).toBe(0.5);
    expect(
      reciprocalRankScore(
        [
          [0, 1],
          [1, 0],
        ],
        [
          [2, 1],
          [2, 1],
        ],
        { weights: [3, 1] },
      ),
    ).toBe(0.625);
  });

  it("have no value of no queries and refuse what cannot be ranked", () => {
    expect(ndcgScore([], [])).toBeUndefined();
    expect(precisionAtK([], [], { k: 1 })).toBeUndefined();
    expect(() => ndcgScore([[1]], [[1]])).toThrow("more than one document");
    expect(() => ndcgScore([[1, -1]], [[1, 2]])).toThrow("relevances of at least 0");
    expect(() => ndcgScore([[1, 0]], [[1, Number.NaN]])).toThrow("NaN at row 1");
    expect(() =>
      ndcgScore(
        [
          [1, 0],
          [1, 0],
        ],
        [[1, 2], [1]],
      ),
    ).toThrow("query 1");
    expect(() => recallAtK([[1, 0]], [[1, 2]], { k: 0 })).toThrow("`k` to be a whole number above 0");
  });
});
