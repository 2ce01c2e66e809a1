import { describe, expect, it } from "vitest";
import { patternMatch } from "../../../src/scorers/text/index.js";

describe("patternMatch", () => {
  it("finds a pattern given as a text or as a regular expression, with its named groups", () => {
    expect(patternMatch("Order A-17 shipped", "(?<letter>[A-Z])-(?<number>\\d+)(?<tail>!)?")).toEqual({
      match: true,
      score: 1,
      rule: "pattern",
      warnings: [],
      details: { index: 6, found: "A-17", groups: { letter: "A", number: "17" } },
    });
    expect(patternMatch("order a-17", /[A-Z]-\d+/i).match).toBe(true);
    expect(patternMatch("order a-17", "[A-Z]-\\d+", { flags: "i" }).match).toBe(true);
    expect(patternMatch("order", /\d/)).toEqual({
      match: false,
      score: 0,
      rule: "no-match",
      warnings: [],
      details: undefined,
    });
  });

  it("with full has to cover the whole text, whatever `^`, `$` and `|` mean in it", () => {
    expect(patternMatch("yes", "yes|no", { full: true }).match).toBe(true);
    expect(patternMatch("yes, no", "yes|no", { full: true }).match).toBe(false);
    expect(patternMatch("a\nyes\n", /^yes$/m).match).toBe(true);
    expect(patternMatch("a\nyes\n", /^yes$/m, { full: true }).match).toBe(false);
  });

  it("says the same twice for expressions that remember where they were", () => {
    for (const pattern of [/a/g, /a/y])
      for (let call = 0; call < 3; call++) expect(patternMatch("a", pattern).match).toBe(true);
  });

  it("stops a pattern that backtracks without end, and works on afterwards", () => {
    const hostile = `${"a".repeat(60)}!`;
    expect(patternMatch(hostile, "^(a+)+$", { timeLimit: 20 })).toMatchObject({
      score: 0,
      rule: "gave-up",
      warnings: ["time-limit"],
    });
    const long = { maximumLength: 1e8, timeLimit: 60_000 };
    expect(patternMatch("ab".repeat(5_000_000), "^(?:a|b)*c", long)).toMatchObject({
      rule: "gave-up",
      warnings: ["stack-limit"],
    });
    expect(patternMatch("aaa", "^(a+)+$").match).toBe(true);
  });

  it("bounds what it reads and what it keeps", () => {
    expect(patternMatch("x".repeat(100_001), "x").rule).toBe("too-long");
    expect(patternMatch("x".repeat(1000), "(?<all>x+)").details).toMatchObject({ found: "x".repeat(200) });
    const untyped: { readonly prediction: string } = JSON.parse("{}");
    expect(patternMatch(untyped.prediction, "x").rule).toBe("not-text");
  });

  it("refuses what is no pattern and options that are none", () => {
    expect(() => patternMatch("x", "(")).toThrow("a regular expression (Invalid regular expression");
    expect(() => patternMatch("x", "")).toThrow("a pattern: a regular expression or its text");
    expect(() => patternMatch("x", "x", { flags: "g" })).toThrow("`flags` to be some of i, m, s and u");
    expect(() => patternMatch("x", /x/, { flags: "i" })).toThrow("no `flags` beside a regular expression");
    expect(() => patternMatch("x", "x", { timeLimit: 0 })).toThrow("`timeLimit` to be a whole number of at least 1");
  });

  it("an empty text can match", () => {
    expect(patternMatch("", "^$").match).toBe(true);
  });
});
