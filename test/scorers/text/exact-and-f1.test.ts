import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalisedExactMatch, tokenF1 } from "../../../src/scorers/text/index.js";
import { expectNear, reference } from "./reference.js";

const text = fc.array(fc.constantFrom("cat", "dog", "42", "東京", "ß", "-3.5%"), { minLength: 1, maxLength: 7 });

describe("normalisedExactMatch", () => {
  it("is SQuAD's exact match on plain words", () => {
    expect(reference.squad).toHaveLength(60);
    for (const { answer, gold, exact } of reference.squad)
      expect(normalisedExactMatch(gold, answer).score, answer).toBe(exact);
  });

  it("keeps what SQuAD loses: signs, decimal points and percent signs", () => {
    expect(normalisedExactMatch("-32%", "32")).toMatchObject({ match: false, rule: "text-differs" });
    expect(normalisedExactMatch("1.5", "15").match).toBe(false);
    expect(normalisedExactMatch("eiffel tower", "The Eiffel Tower!")).toEqual({
      match: true,
      score: 1,
      rule: "exact",
      warnings: [],
      details: { answer: "eiffel tower", gold: "eiffel tower", goldIndex: 0 },
    });
  });

  it("takes any of several golds and says which", () => {
    expect(normalisedExactMatch(["A", "b"], "B").details?.goldIndex).toBe(1);
  });

  it("tells no answer, a text that is too long and what is no text from a wrong answer", () => {
    expect(normalisedExactMatch("yes", " ?! ").rule).toBe("no-answer");
    expect(normalisedExactMatch("yes", "y".repeat(100_001)).rule).toBe("too-long");
    const untyped: { readonly answer: string } = JSON.parse('{"answer":null}');
    expect(() => normalisedExactMatch("yes", untyped.answer)).toThrow("an answer that is a text");
  });

  it("refuses golds that say nothing, are too long or are none, whatever the answer", () => {
    expect(() => normalisedExactMatch(" ?! ", "")).toThrow("a gold that says something");
    expect(() => normalisedExactMatch([], "x")).toThrow("a gold: a text or a list of at least one");
    expect(() => normalisedExactMatch("abc", "", { maximumLength: 2 })).toThrow("a gold of at most 2 characters");
    expect(() => normalisedExactMatch("x", "x", { maximumLength: 0 })).toThrow("`maximumLength`");
  });
});

describe("tokenF1", () => {
  it("is SQuAD's F1 on plain words", () => {
    for (const { answer, gold, f1 } of reference.squad) expectNear(tokenF1(gold, answer).score, f1, answer);
  });

  it("gives precision and recall, counting each word as often as both have it", () => {
    expect(tokenF1("The cat, a bird", "cat cat dog")).toEqual({
      match: false,
      score: 0.4,
      rule: "token-f1",
      warnings: [],
      details: { precision: 1 / 3, recall: 1 / 2, goldIndex: 0 },
    });
    expect(tokenF1("cat", "cat dog", { threshold: 0.6 }).match).toBe(true);
  });

  it("keeps signs and decimal points, and takes Chinese and Japanese by character", () => {
    expect(tokenF1("-32", "32").score).toBe(0);
    expectNear(tokenF1("東京都", "京都").score, 0.8);
  });

  it("counts the best of several golds, the first of equals", () => {
    expect(tokenF1(["blue dog", "red dog", "cat"], "red cat").details).toMatchObject({ goldIndex: 2 });
    expect(tokenF1(["red", "red"], "red").details?.goldIndex).toBe(0);
  });

  it("refuses an empty gold unless it means that there is no answer: then an empty answer is right", () => {
    expect(() => tokenF1("", "")).toThrow("a gold that says something");
    const options = { emptyGold: "unanswerable" } as const;
    expect(tokenF1("", " ", options)).toMatchObject({ match: true, score: 1, rule: "unanswerable" });
    expect(tokenF1("", "Paris", options)).toMatchObject({ match: false, score: 0, rule: "unanswerable" });
    expect(tokenF1("Paris", "", options)).toMatchObject({ score: 0, rule: "no-answer" });
    expect(tokenF1(["Paris", ""], "", options)).toMatchObject({ score: 1, details: { goldIndex: 1 } });
  });

  it("refuses options that are none", () => {
    expect(() => tokenF1("x", "x", { threshold: 2 })).toThrow("`threshold` to be a share from 0 to 1, got 2");
    // @ts-expect-error callers without types
    expect(() => tokenF1("x", "x", { emptyGold: "maybe" })).toThrow(
      "`emptyGold` to be one of `refuse`, `unanswerable`",
    );
  });

  it("is between 0 and 1, 1 for the same words in any order, and the same both ways", () => {
    fc.assert(
      fc.property(text, text, (left, right) => {
        const { score } = tokenF1(right.join(" "), left.join(" "));
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        expectNear(tokenF1(left.join(" "), right.join(" ")).score, score);
        expect(tokenF1(left.join(" "), left.toReversed().join(" ")).score).toBe(1);
      }),
    );
  });
});
