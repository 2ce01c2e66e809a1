import { describe, expect, it } from "vitest";
import { patternMatch } from "../../../src/scorers/text/index.js";

describe("patternMatch", () => {
  it("finds a pattern given as a text or as a regular expression, with its named groups", () => {
    expect(patternMatch("(?<letter>[A-Z])-(?<number>\\d+)(?<tail>!)?", "Order A-17 shipped")).toEqual({
      match: true,
      score: 1,
      rule: "pattern",
      warnings: [],
      details: { index: 6, found: "A-17", groups: { letter: "A", number: "17" } },
    });
    expect(patternMatch(/[A-Z]-\d+/i, "order a-17").match).toBe(true);
    expect(patternMatch("[A-Z]-\\d+", "order a-17", { flags: "i" }).match).toBe(true);
    expect(patternMatch(/\d/, "order")).toEqual({
      match: false,
      score: 0,
      rule: "no-match",
      warnings: [],
      details: undefined,
    });
  });

  it("with full has to cover the whole text, whatever `^`, `$` and `|` mean in it", () => {
    expect(patternMatch("yes|no", "yes", { full: true }).match).toBe(true);
    expect(patternMatch("yes|no", "yes, no", { full: true }).match).toBe(false);
    expect(patternMatch(/^yes$/m, "a\nyes\n").match).toBe(true);
    expect(patternMatch(/^yes$/m, "a\nyes\n", { full: true }).match).toBe(false);
  });

  it("says the same twice for expressions that remember where they were", () => {
    for (const pattern of [/a/g, /a/y])
      for (let call = 0; call < 3; call++) expect(patternMatch(pattern, "a").match).toBe(true);
  });

  it("stops a pattern that backtracks without end, and works on afterwards", () => {
    const hostile = `${"a".repeat(60)}!`;
    expect(patternMatch("^(a+)+$", hostile, { timeLimit: 20 })).toMatchObject({
      score: 0,
      rule: "gave-up",
      warnings: ["time-limit"],
    });
    const long = { maximumLength: 1e8, timeLimit: 60_000 };
    expect(patternMatch("^(?:a|b)*c", "ab".repeat(5_000_000), long)).toMatchObject({
      rule: "gave-up",
      warnings: ["stack-limit"],
    });
    expect(patternMatch("^(a+)+$", "aaa").match).toBe(true);
  });

  it("bounds what it reads and what it keeps", () => {
    expect(patternMatch("x", "x".repeat(100_001)).rule).toBe("too-long");
    expect(patternMatch("(?<all>x+)", "x".repeat(1000)).details).toMatchObject({ found: "x".repeat(200) });
    const untyped: { readonly answer: string } = JSON.parse("{}");
    expect(() => patternMatch("x", untyped.answer)).toThrow("an answer that is a text");
  });

  it("refuses what is no pattern and options that are none", () => {
    expect(() => patternMatch("(", "x")).toThrow("a regular expression (Invalid regular expression");
    expect(() => patternMatch("", "x")).toThrow("a pattern: a regular expression or its text");
    expect(() => patternMatch("x", "x", { flags: "g" })).toThrow("`flags` to be some of i, m, s and u");
    expect(() => patternMatch(/x/, "x", { flags: "i" })).toThrow("no `flags` beside a regular expression");
    expect(() => patternMatch("x", "x", { timeLimit: 0 })).toThrow("`timeLimit` to be a whole number of at least 1");
  });

  it("an empty text can match", () => {
    expect(patternMatch("^$", "").match).toBe(true);
  });
});
