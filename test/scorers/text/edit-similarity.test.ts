import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editSimilarity } from "../../../src/scorers/text/index.js";
import { expectNear, reference } from "./reference.js";

const text = fc.string({ unit: fc.constantFrom("a", "b", "c", "é", "😀"), minLength: 1, maxLength: 90 });

describe("editSimilarity", () => {
  it("is rapidfuzz's Levenshtein, also over many blocks of 32", () => {
    expect(reference.edits).toHaveLength(133);
    for (const { answer, gold, distance, similarity } of reference.edits) {
      const scored = editSimilarity(gold, answer);
      expectNear(scored.score, similarity, answer);
      if (answer !== "") expect(scored.details?.distance).toBe(distance);
    }
  });

  it("gives the word error rate of jiwer", () => {
    expect(reference.wordErrors).toHaveLength(48);
    for (const { answer, gold, errorRate } of reference.wordErrors)
      expectNear(editSimilarity(gold, answer, { unit: "words" }).details?.errorRate, errorRate, answer);
  });

  it("is the distance of the whole table", () => {
    fc.assert(
      fc.property(text, text, (left, right) => {
        let row = Array.from([...right, ""], (_, at) => at);
        for (const [down, one] of [...left].entries()) {
          const next = [down + 1];
          for (const [at, other] of [...right].entries())
            next.push(Math.min((next[at] ?? 0) + 1, (row[at + 1] ?? 0) + 1, (row[at] ?? 0) + (one === other ? 0 : 1)));
          row = next;
        }
        expect(editSimilarity(right, left).details?.distance).toBe(row.at(-1));
      }),
    );
  });

  it("counts code points, the nearest of several golds and what is superfluous", () => {
    expect(editSimilarity("😃", "😀")).toMatchObject({ score: 0, details: { distance: 1, errorRate: 1 } });
    expect(editSimilarity(["dog", "sitting"], "kitten")).toEqual({
      match: false,
      score: 1 - 3 / 7,
      rule: "edit-similarity",
      warnings: [],
      details: { distance: 3, errorRate: 3 / 7, goldIndex: 1 },
    });
    expect(editSimilarity("a", "a b c", { unit: "words" }).details?.errorRate).toBe(2);
  });

  it("bounds the work: too long an answer scores 0, too long a gold is refused", () => {
    expect(editSimilarity("x", "x".repeat(1_000_000))).toMatchObject({ score: 0, rule: "too-long" });
    expect(() => editSimilarity("x".repeat(20_001), "x")).toThrow("a gold of at most 20000 characters");
    expect(editSimilarity("ba".repeat(10_000), "ab".repeat(10_000)).details?.distance).toBe(2);
  });

  it("tells an empty answer from a wrong one, and refuses an empty gold and options that are none", () => {
    expect(editSimilarity("cat", "").rule).toBe("no-answer");
    expect(() => editSimilarity("", "")).toThrow("a gold with characters");
    expect(() => editSimilarity(" ", "x", { unit: "words" })).toThrow("a gold with words");
    // @ts-expect-error callers without types
    expect(() => editSimilarity("x", "x", { unit: "bytes" })).toThrow("`unit` to be one of `characters`, `words`");
  });

  it("is between 0 and 1, the same both ways, and 1 only for the text itself", () => {
    fc.assert(
      fc.property(text, text, (left, right) => {
        const { score, match } = editSimilarity(right, left);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        expect(match).toBe(left === right);
        expect(editSimilarity(left, right).score).toBe(score);
        expect(editSimilarity(left, left).score).toBe(1);
      }),
    );
  });
});
