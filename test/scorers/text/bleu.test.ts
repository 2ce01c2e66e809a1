import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bleuTokens } from "../../../src/scorers/text/bleu-tokens.js";
import {
  type BleuCounts,
  type BleuOptions,
  bleu,
  bleuOf,
  corpusBleu,
  mergeBleuCounts,
} from "../../../src/scorers/text/index.js";
import { expectNear, given, type ReferenceOptions, reference } from "./reference.js";

const optionsOf = (options: ReferenceOptions) =>
  given<Omit<BleuOptions, "threshold" | "maximumLength">>({
    tokens: options.tokenize,
    lowercase: options.lowercase,
    smoothing: options.smooth_method,
    smoothingValue: options.smooth_value,
    effectiveOrder: options.effective_order,
    maximumOrder: options.max_ngram_order,
  });
const sentence = fc
  .array(fc.constantFrom("a", "b", "c", "1,5", "x-y."), { minLength: 1, maxLength: 12 })
  .map((words) => words.join(" "));

describe("bleu", () => {
  it("is sacreBLEU's sentence_bleu / 100 with every tokeniser, smoothing and order", () => {
    expect(reference.bleu).toHaveLength(146);
    for (const { answer, golds, options, score, lengths } of reference.bleu) {
      const scored = bleu(golds, answer, optionsOf(options));
      expectNear(scored.score, score, `${JSON.stringify(options)} of ${answer}`);
      expect([scored.details?.answerLength, scored.details?.goldLength]).toEqual(lengths);
    }
  });

  it("splits as mteval-v13a does", () => {
    expect(reference.tokens13a).toHaveLength(186);
    for (const { text, tokens } of reference.tokens13a) expect(bleuTokens(text, "13a"), text).toEqual(tokens);
  });

  it("is 1 for the gold itself, even a short one, and warns that it is short", () => {
    expect(bleu(["x", "The cat."], "The cat.")).toMatchObject({
      match: true,
      score: 1,
      rule: "bleu",
      warnings: ["shorter-than-order"],
    });
    expect(bleu("the cat sat on the mat", "the cat sat on the mat").warnings).toEqual([]);
    expect(bleu("cat", "cat", { effectiveOrder: false }).score).toBe(0);
  });

  it("tells no words from wrong words, and refuses golds and options that are none", () => {
    expect(bleu("cat", " \n").rule).toBe("no-answer");
    expect(bleu("cat", "dog")).toMatchObject({ score: 0, rule: "bleu" });
    expect(bleu("cat", "x".repeat(100_001))).toMatchObject({ score: 0, rule: "too-long", details: undefined });
    expect(() => bleu(" ", "")).toThrow("a gold with words");
    expect(() => bleu("x", "x", { maximumOrder: 10 })).toThrow(
      "`maximumOrder` to be a whole number of at least 1 and of at most 9",
    );
    expect(() => bleu("x", "x", { smoothing: "floor", smoothingValue: 2 })).toThrow(
      "`smoothingValue` for `floor` to be at most 1, got 2",
    );
    // @ts-expect-error callers without types
    expect(() => bleu("x", "x", { tokens: "zh" })).toThrow('`tokens` to be one of `13a`, `none`, `char`, got "zh"');
  });

  it("is between 0 and 1 whatever the smoothing", () => {
    fc.assert(
      fc.property(
        fc.array(sentence, { minLength: 1, maxLength: 3 }),
        sentence,
        fc.constantFrom("exp", "floor", "add-k", "none"),
        fc.boolean(),
        (golds, answer, smoothing, effectiveOrder) => {
          const { score } = bleu(golds, answer, { smoothing, effectiveOrder });
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
          expect(bleu([...golds, answer], answer).score).toBe(1);
        },
      ),
    );
  });
});

describe("corpusBleu", () => {
  it("is sacreBLEU's corpus_bleu / 100", () => {
    expect(reference.corpusBleu).toHaveLength(11);
    for (const { answers, golds, options, score } of reference.corpusBleu)
      expectNear(corpusBleu(golds, answers, optionsOf(options)), score, JSON.stringify(options));
  });

  it("is what the counts of its texts give, added up in any grouping", () => {
    const rows = reference.corpusBleu[0];
    const counts = (rows?.answers ?? []).map((answer, row) => bleu(rows?.golds[row] ?? [], answer).details);
    const known = counts.filter((one): one is BleuCounts => one !== undefined);
    const halves = [known.slice(0, 5), known.slice(5)].map(mergeBleuCounts);
    expect(mergeBleuCounts(halves)).toEqual(mergeBleuCounts(known));
    expectNear(bleuOf(mergeBleuCounts(known)), rows?.score ?? Number.NaN);
    expect(() => mergeBleuCounts([...known, { answerLength: 1, goldLength: 1, matched: [1], total: [1] }])).toThrow(
      "counts of 4 orders, got 1",
    );
  });

  it("counts what cannot be read as an empty text, is undefined of no rows and refuses lists of unequal length", () => {
    const long = "cat ".repeat(30_000);
    expect(corpusBleu(["cat", "a b c d"], [long, "a b c d"])).toBe(corpusBleu(["cat", "a b c d"], ["", "a b c d"]));
    expect(corpusBleu([], [])).toBeUndefined();
    expect(() => corpusBleu(["a", "b"], ["a"])).toThrow("as many answers as the 2 golds, got 1");
  });
});
