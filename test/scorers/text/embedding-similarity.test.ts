import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { embeddingSimilarity } from "../../../src/scorers/text/index.js";
import { expectNear, reference } from "./reference.js";

const vector = fc
  .array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 3, maxLength: 3 })
  .filter((numbers) => numbers.some((one) => Math.abs(one) > 1e-100));

describe("embeddingSimilarity", () => {
  it("is scikit-learn's cosine_similarity, cut to 0", () => {
    expect(reference.cosine).toHaveLength(15);
    for (const { answer, gold, cosine } of reference.cosine) {
      const scored = embeddingSimilarity(gold, answer);
      expectNear(scored.details?.cosine, cosine);
      expectNear(scored.score, Math.max(0, cosine));
    }
  });

  it("spreads what lies above the lowest cosine, and warns of what lies below", () => {
    const options = { lowestCosine: 0.6, threshold: 0.5 };
    expect(embeddingSimilarity([0.8, 0.6], [1, 0], options)).toMatchObject({ match: true, warnings: [] });
    expectNear(embeddingSimilarity([0.8, 0.6], [1, 0], options).score, 0.5);
    expect(embeddingSimilarity([0, 1], [1, 0], options)).toMatchObject({ score: 0, warnings: ["below-lowest-cosine"] });
    expect(embeddingSimilarity([-1, 0], [1, 0], { lowestCosine: -1 })).toMatchObject({ score: 0, warnings: [] });
  });

  it("neither overflows nor underflows", () => {
    expect(embeddingSimilarity([1e-300, 1e-300], [1e300, 1e300])).toMatchObject({ score: 1, match: true });
    expect(embeddingSimilarity([3, 4], new Float32Array([3, 4])).score).toBe(1);
  });

  it("gives 0 to answers without a direction, and refuses such golds and vectors of other models", () => {
    expect(embeddingSimilarity([1, 0], [0, 0])).toMatchObject({ score: 0, rule: "zero-vector", details: undefined });
    expect(embeddingSimilarity([1, 0], [Number.NaN, 1]).rule).toBe("not-finite");
    expect(embeddingSimilarity([1, 0], [Number.POSITIVE_INFINITY, 1]).rule).toBe("not-finite");
    expect(() => embeddingSimilarity([0], [1])).toThrow("a gold of finite numbers that are not all 0");
    expect(() => embeddingSimilarity([], [])).toThrow("a gold of finite numbers");
    expect(() => embeddingSimilarity([1, Number.NaN], [1, 2])).toThrow("a gold of finite numbers");
    expect(() => embeddingSimilarity([1, 0], [1])).toThrow("an answer of 2 numbers, like the gold, got 1");
    expect(() => embeddingSimilarity([1], [1], { lowestCosine: 1 })).toThrow(
      "`lowestCosine` to be a finite number of at least -1",
    );
    expect(() => embeddingSimilarity([1], [1], { threshold: Number.NaN })).toThrow("`threshold`");
  });

  it("is between 0 and 1, the same both ways, and 1 for the vector itself", () => {
    fc.assert(
      fc.property(vector, vector, (left, right) => {
        const { score } = embeddingSimilarity(right, left);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        expect(embeddingSimilarity(left, right).score).toBe(score);
        expect(embeddingSimilarity(left, left).score).toBe(1);
      }),
    );
  });
});
