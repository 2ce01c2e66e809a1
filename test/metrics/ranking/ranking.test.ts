import {
  dcg as dcgOf,
  meanAveragePrecision,
  meanReciprocalRank,
  ndcg as ndcgOf,
  precisionAtK,
  recallAtK,
} from "golden-pipeline/metrics";
import { describe, expect, it } from "vitest";
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
        const options = { ...(k !== null && { k }), ignoreTies };
        const by = weights ? { weights } : {};
        expectClose(dcgOf(options)(relevances, scores, by), dcg, "DCG");
        expectClose(ndcgOf(options)(relevances, scores, by), ndcg, "NDCG");
        expectClose(
          dcgOf({ ...options, gain: "exponential" })(relevances, scores, by),
          exponentialDcg,
          "DCG of 2^r − 1",
        );
        expectClose(
          ndcgOf({ ...options, gain: "exponential" })(relevances, scores, by),
          exponentialNdcg,
          "NDCG of 2^r − 1",
        );
      }
      if (one.averagePrecision !== null)
        expectClose(
          meanAveragePrecision()(relevances, scores, weights ? { weights } : {}),
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
    expect(meanReciprocalRank()(relevances, scores)).toBeCloseTo((0.5 + 0 + 1) / 3, 14);
    expect(meanReciprocalRank(skip)(relevances, scores)).toBeCloseTo((0.5 + 1) / 2, 14);
    expect(meanAveragePrecision(skip)(relevances, scores)).toBeCloseTo((0.5 + 1) / 2, 14);
    expect(precisionAtK({ k: 2 })(relevances, scores)).toBeCloseTo((0.5 + 0 + 0.5) / 3, 14);
    expect(recallAtK({ k: 2, ...skip })(relevances, scores)).toBeCloseTo((0.5 + 1) / 2, 14);
    const [few, order] = [
      [
        [0, 0],
        [1, 0],
      ],
      [
        [1, 2],
        [2, 1],
      ],
    ];
    expect(ndcgOf()(few, order)).toBe(0.5);
    expect(ndcgOf(skip)(few, order)).toBe(1);
    expect(ndcgOf(skip)([[0, 0]], [[1, 2]])).toBeUndefined();
  });

  it("see only the highest k, with the denominator that was asked for", () => {
    const [many, order] = [[[1, 1, 1]], [[3, 2, 1]]];
    expect(meanAveragePrecision({ k: 2 })(many, order)).toBeCloseTo(2 / 3, 14);
    expect(meanAveragePrecision({ k: 2, denominator: "reachable" })(many, order)).toBe(1);
    expect(meanReciprocalRank({ k: 2, withoutRelevant: "skip" })([[0, 0, 1]], order)).toBe(0);
    expect(precisionAtK({ k: 4 })([[1]], [[1]])).toBe(0.25);
  });

  it("rank equal scores in the order given, and weigh queries", () => {
    expect(meanReciprocalRank()([[0, 1]], [[1, 1]])).toBe(0.5);
    expect(
      meanReciprocalRank()(
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

  it("read the groups of ranking targets as queries", () => {
    const targets = {
      task: "ranking",
      rows: 5,
      values: Float64Array.of(0, 1, 1, 0, 0),
      groups: Int32Array.of(7, 7, 3, 3, 7),
    } as const;
    const outputs = { task: "ranking", rows: 5, width: 1, values: Float64Array.of(4, 3, 2, 1, 2) } as const;
    expect(meanReciprocalRank()(targets, outputs)).toBe(0.75);
  });

  it("have no value of no queries and refuse what cannot be ranked", () => {
    expect(ndcgOf()([], [])).toBeUndefined();
    expect(precisionAtK({ k: 1 })([], [])).toBeUndefined();
    expect(() => ndcgOf()([[1]], [[1]])).toThrow("more than one document");
    expect(() => ndcgOf()([[1, -1]], [[1, 2]])).toThrow("relevances of at least 0");
    expect(() => ndcgOf()([[1, 0]], [[1, Number.NaN]])).toThrow("NaN at row 1");
    expect(() =>
      ndcgOf()(
        [
          [1, 0],
          [1, 0],
        ],
        [[1, 2], [1]],
      ),
    ).toThrow("query 1");
    expect(() => recallAtK({ k: 0 })).toThrow("`k` to be a whole number of at least 1");
  });
});
