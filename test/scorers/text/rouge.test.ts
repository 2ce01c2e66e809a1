import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rougeL, rougeN } from "../../../src/scorers/text/index.js";
import { longestCommonSubsequence } from "../../../src/scorers/text/longest-common-subsequence.js";
import { encodeTokens } from "../../../src/scorers/text/n-grams.js";
import { expectNear, reference } from "./reference.js";

const sentence = fc
  .array(fc.constantFrom("a", "b", "c", "Δ", "京"), { minLength: 1, maxLength: 80 })
  .map((words) => words.join(" "));

describe("rougeL and rougeN", () => {
  it("are the numbers of rouge_score on ASCII", () => {
    expect(reference.rouge).toHaveLength(59);
    for (const { answer, gold, rougeL: long, ...orders } of reference.rouge) {
      if (!/[a-z0-9]/i.test(answer)) {
        expect(rougeL(gold, answer)).toMatchObject({ score: long[2], rule: "no-answer" });
        continue;
      }
      const rows = [
        [rougeL(gold, answer), long],
        ...([1, 2, 3] as const).map((order) => [rougeN(gold, answer, { order }), orders[`rouge${order}`]] as const),
      ] as const;
      for (const [scored, [precision, recall, f]] of rows) {
        expectNear(scored.score, f, `${scored.rule} of ${answer}`);
        expectNear(scored.details?.precision, precision);
        expectNear(scored.details?.recall, recall);
      }
    }
  });

  it("take the best of several golds, as score_multi does", () => {
    for (const { answer, golds, rougeL: long, rouge2 } of reference.rougeMulti) {
      expectNear(rougeL(golds, answer).score, long);
      expectNear(rougeN(golds, answer).score, rouge2);
    }
  });

  it("count letters beyond ASCII, which rouge_score drops, and Chinese by character", () => {
    expect(rougeL("Добрый вечер", "добрый день").score).toBe(0.5);
    expectNear(rougeL("我喜欢猫", "我喜欢狗").score, 0.75);
  });

  it("take tokens of the caller", () => {
    expectNear(rougeL("a-b d", "a-b c", { tokens: (text) => text.split(" ") }).score, 0.5);
    expect(() => rougeL("b", "a", { tokens: () => [] })).toThrow("a gold with words");
  });

  it("warn of texts shorter than the order", () => {
    expect(rougeN("cat", "cat")).toMatchObject({ score: 0, warnings: ["shorter-than-order"] });
    expect(rougeN("cat sat", "cat sat")).toMatchObject({ score: 1, match: true, warnings: [] });
    expect(() => rougeN("a", "a", { order: 0 })).toThrow("`order` to be a whole number of at least 1 and of at most 9");
  });

  it("tell no words from other words, and refuse a gold without words", () => {
    expect(rougeL("cat", "...").rule).toBe("no-answer");
    expect(rougeL("cat", "dog")).toMatchObject({ score: 0, rule: "rouge-l" });
    expect(() => rougeL("...", "cat")).toThrow("a gold with words");
    expect(rougeL("cat", "cat ".repeat(30_000)).rule).toBe("too-long");
  });

  it("are between 0 and 1, the same both ways, and 1 for the text itself", () => {
    fc.assert(
      fc.property(sentence, sentence, (left, right) => {
        for (const scored of [rougeL, rougeN]) {
          const { score } = scored(left, right);
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
          expectNear(scored(right, left).score, score);
        }
        expect(rougeL(left, left).match).toBe(true);
      }),
    );
  });
});

describe("longestCommonSubsequence", () => {
  it("is rapidfuzz's LCSseq, also over many blocks of 32", () => {
    expect(reference.edits).toHaveLength(133);
    for (const { answer, gold, commonSubsequence } of reference.edits) {
      const { codes, distinct } = encodeTokens([[...answer], [...gold]]);
      const [left = new Int32Array(), right = new Int32Array()] = codes;
      expect(longestCommonSubsequence(left, right, distinct)).toBe(commonSubsequence);
    }
  });

  it("is that of the table", () => {
    const sequence = fc.array(fc.nat(3), { maxLength: 90 }).map((codes) => Int32Array.from(codes));
    fc.assert(
      fc.property(sequence, sequence, (left, right) => {
        let row = new Array<number>(right.length + 1).fill(0);
        for (const one of left) {
          const next = [0];
          for (const [at, other] of right.entries())
            next.push(one === other ? (row[at] ?? 0) + 1 : Math.max(row[at + 1] ?? 0, next[at] ?? 0));
          row = next;
        }
        expect(longestCommonSubsequence(left, right, 4)).toBe(row.at(-1));
      }),
    );
  });
});
