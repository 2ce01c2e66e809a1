import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ChrFCounts,
  type ChrFOptions,
  chrF,
  chrFOf,
  corpusChrF,
  mergeChrFCounts,
} from "../../../src/scorers/text/index.js";
import { expectNear, given, type ReferenceOptions, reference } from "./reference.js";

const optionsOf = (options: ReferenceOptions) =>
  given<Omit<ChrFOptions, "threshold" | "maximumLength">>({
    characterOrder: options.char_order,
    wordOrder: options.word_order,
    beta: options.beta,
    lowercase: options.lowercase,
    whitespace: options.whitespace,
  });
const text = fc
  .array(fc.constantFrom("a", "b", " ", "é", "😀", "."), { minLength: 1, maxLength: 20 })
  .map((parts) => `x${parts.join("")}`);

describe("chrF", () => {
  it("is sacreBLEU's sentence_chrf / 100, chrF++ too", () => {
    expect(reference.chrF).toHaveLength(146);
    for (const { answer, golds, options, score } of reference.chrF)
      expectNear(chrF(golds, answer, optionsOf(options)).score, score, `${JSON.stringify(options)} ${answer}`);
  });

  it("gives counts for each order and says which gold fits", () => {
    expect(chrF(["xyz", "abd"], "abc", { characterOrder: 2 })).toEqual({
      match: false,
      score: (2 / 3 + 1 / 2) / 2,
      rule: "chrf",
      warnings: [],
      details: { answer: [3, 2], gold: [3, 2], matched: [2, 1], goldIndex: 1 },
    });
  });

  it("tells no characters from wrong ones, and refuses golds and options that are none", () => {
    expect(chrF("cat", " \n").rule).toBe("no-answer");
    expect(chrF("cat", "dog")).toMatchObject({ score: 0, rule: "chrf" });
    expect(chrF("cat", "x".repeat(100_001))).toMatchObject({ score: 0, rule: "too-long" });
    expect(() => chrF(" ", "")).toThrow("a gold with characters");
    expect(() => chrF("x", "x", { beta: 0 })).toThrow("`beta` to be a finite number above 0");
    expect(() => chrF("x", "x", { characterOrder: 0 })).toThrow(
      "`characterOrder` to be a whole number of at least 1 and of at most 20",
    );
    expect(() => chrF("x", "x", { wordOrder: -1 })).toThrow(
      "`wordOrder` to be a whole number of at least 0 and of at most 9",
    );
  });

  it("is between 0 and 1, and 1 for the text itself", () => {
    fc.assert(
      fc.property(text, text, fc.nat(2), (gold, answer, wordOrder) => {
        const { score } = chrF(gold, answer, { wordOrder });
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        expect(chrF([answer, gold], gold, { wordOrder }).match).toBe(true);
        expectNear(chrF(gold, answer, { beta: 1 }).score, chrF(answer, gold, { beta: 1 }).score);
      }),
    );
  });
});

describe("corpusChrF", () => {
  it("is sacreBLEU's corpus_chrf / 100", () => {
    expect(reference.corpusChrF).toHaveLength(6);
    for (const { answers, golds, options, score } of reference.corpusChrF)
      expectNear(corpusChrF(golds, answers, optionsOf(options)), score, JSON.stringify(options));
  });

  it("is what the counts of its texts give, added up in any grouping", () => {
    const rows = reference.corpusChrF[0];
    const counts = (rows?.answers ?? []).map((answer, row) => chrF(rows?.golds[row] ?? [], answer).details);
    const known = counts.filter((one) => one !== undefined).map((one): ChrFCounts => one);
    expect(mergeChrFCounts([known.slice(0, 5), known.slice(5)].map(mergeChrFCounts))).toEqual(mergeChrFCounts(known));
    expectNear(chrFOf(mergeChrFCounts(known)), rows?.score ?? Number.NaN);
    expect(() => mergeChrFCounts([...known, { answer: [1], gold: [1], matched: [1] }])).toThrow("counts of 6 orders");
  });

  it("is undefined of no rows and refuses lists of unequal length", () => {
    expect(corpusChrF([], [])).toBeUndefined();
    expect(() => corpusChrF(["a"], [])).toThrow("as many answers as the 1 golds, got 0");
  });
});
