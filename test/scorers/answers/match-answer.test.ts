import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exactAnswer, matchAnswer } from "../../../src/scorers/index.js";
import { readFixture } from "./read-fixture.js";

interface Case {
  readonly id: string;
  readonly gold: string;
  readonly pred: string;
  readonly should: boolean | null;
  readonly why: string;
}
const { cases } = readFixture<{ readonly cases: readonly Case[] }>("tolerance-cases.json");

describe("matchAnswer on the golden cases", () => {
  for (const { id, gold, pred, should, why } of cases) {
    if (should === null) continue;
    it(`${id}: ${JSON.stringify(gold)} ${should ? "accepts" : "refuses"} ${JSON.stringify(pred)}: ${why}`, () => {
      // An empty gold is its author's error: nothing can match it.
      if (gold === "") expect(() => matchAnswer(gold, pred)).toThrow("a gold that says something");
      else expect(matchAnswer(gold, pred)).toMatchObject({ match: should, score: should ? 1 : 0 });
    });
  }
});

describe("matchAnswer accepts", () => {
  it.each([
    ["-32%", "-0.3282"],
    ["-32%", "(32%)"],
    ["-32%", "decreased by 32%"],
    ["-32%", "-32 percent"],
    ["-32%", "negative 32%"],
    ["-32%", "-31.6%"],
    ["-32%", "It fell 32.4% from 2018 to 2019."],
    ["-32%", "revenue declined by approximately 32 percent"],
    ["-32%", "Revenue fell from $50 million to $34 million, a decline of 32%."],
    ["28%", "28 percent"],
    ["28%", "0.28"],
    ["28%", "28.4%"],
    ["0.5%", "0.005"],
    ["0.5%", "50 bps"],
    ["0.5%", "50 basis points"],
    ["1.5 million", "1.5M"],
    ["1.5 million", "$1.5m"],
    ["1.5 million", "0.0015 billion"],
    ["1.5 million", "1,5 million"],
    ["1 lakh", "100,000"],
    ["1000", "1'000"],
    ["1000", "1\u202f000"],
    ["1000000", "1.000.000"],
    ["1234.56", "1.234,56"],
    ["1000.99", "$1,000.99"],
    ["$100", "USD 100"],
    ["$100", "100 dollars"],
    ["€100", "100 €"],
    ["10 km", "10000 m"],
    ["90°", "90 degrees"],
    ["5 kg", "5000 g"],
    ["100 km/h", "100 km per hour"],
    ["25°C", "25 degrees celsius"],
    ["-1234", "(1234)"],
    ["-5", "minus five"],
    ["-5", "negative 5"],
    ["1/3", "0.3333"],
    ["1/3", "33.3%"],
    ["1/3", "1/3"],
    ["0.5", "1/2"],
    ["3.14", "3.1415"],
    ["0", "-0.0"],
    ["21", "twenty-one"],
    ["105", "one hundred and five"],
    ["2019", "2019."],
    ["2019", "FY2019"],
    ["-32%", "In FY2019 it fell 32%."],
    ["2019", "The year was 2019."],
    ["10", "it is 10, not 12"],
    ["12", "not 10 but 12"],
    ["10-12", "10–12"],
    ["10-12", "between 10 and 12"],
    ["4", "2 + 2 = 4"],
    ["3", "The answer is \\boxed{3}."],
    ["3", "\\boxed{2} no wait \\boxed{3}"],
    ["10", "~10"],
    [">10", "more than 10"],
    ["1500", "1.5×10^3"],
    ["1500", "1.5 x 10^3"],
    ["1500", "1.5*10**3"],
    ["1500", "1.5e3"],
    ["2.5", "2½"],
    ["$1.2 billion", "The company's revenue was $1.2 billion in fiscal 2019, compared with $1.1 billion in 2018."],
    ["42", "**42**"],
    ["42", "The answer is: **42**"],
    ["42", "Step 1: 6. Step 2: 7.\n#### 42"],
    ["42", "6 * 7 = 42"],
    ["42", "x = 42"],
    ["42", "$42$"],
    ["42", "$$x = 42$$"],
    ["1/2", "\\frac{1}{2}"],
    ["0.5", "\\dfrac{1}{2}"],
    ["12%", "12\\%"],
    ["March 5, 2019", "2019-03-05"],
    ["2019-03-05", "5 March 2019"],
    ["Paris", "paris"],
    ["Paris", "The answer is Paris."],
    ["true", "True"],
    ["AB-123", "AB-123"],
    ["1, 2, 3", "3, 2, 1"],
    ["1, 2, 3", "1, 2 and 3"],
    ["5 million", "5 million dollars"],
    ["5", "5 apples"],
    ["5 apples", "5"],
    ["0.5", "50%"],
    ["100%", "1"],
    ["7", "seven"],
    ["1000", "one thousand"],
    ["2500000", "2.5 million"],
    ["2,500,000", "two and a half million"],
    ["12", "a dozen"],
    ["9", "8.5"],
    ["17", "16.99"],
    ["3.0", "2.96"],
    ["100", "99.6"],
    ["-0.5", "-.5"],
    ["5", "5.0000001"],
    ["0.75", "3/4"],
    ["5", "NaN 5"],
    ["-15%", "down 15%"],
    ["15%", "up 15%"],
    ["15%", "an increase of 15%"],
    ["-15%", "15% lower"],
    ["1.2", "1.20"],
    ["1,234.5", "1 234,5"],
    ["500 ml", "0.5 L"],
    ["2 hours", "120 minutes"],
    ["2 hours", "2 hrs"],
    ["3 years", "36 months"],
    ["10", "Ten"],
    ["€1.5bn", "1.5 billion euros"],
    ["¥500", "500 yen"],
    ["-$5", "$-5"],
    ["-$5", "($5)"],
    ["1e6", "1000000"],
    ["6.02e23", "6.02 × 10²³"],
    ["The Great Gatsby", "great gatsby"],
    ["2015-2020", "2015 to 2020"],
    ["7", "Lucky number 7!"],
    ["$3.50", "3.5"],
    ["3.5 percentage points", "3.5 pp"],
    ["3.5 percentage points", "350 bps"],
    ["0.0075", "75 bps"],
    ["-32%", "from 50 to 34, i.e. -32%"],
    ["5%", "Between 2018 and 2019, it grew 5%"],
    ["42", "Options: 40, 42, 44. I choose 42."],
    ["7", "7 ± 2"],
    ["7", "7 (95% CI 5 to 9)"],
    ["7", "7 [1]"],
    ["C$100", "100 CAD"],
    ["C$100", "$100"],
    ["HK$5 million", "5 million HKD"],
    ["A", "(A)"],
    ["Yes", "Yes, it did."],
    ["1 in 4", "1 in 4"],
    ["32% in 2019", "32%"],
  ])("for %j the answer %j", (gold, answer) => {
    expect(matchAnswer(gold, answer)).toMatchObject({ match: true, score: 1 });
  });
});

describe("matchAnswer refuses", () => {
  it.each([
    ["-32%", "-33%"],
    ["-32%", "32%"],
    ["-32%", "-3200%"],
    ["-32%", "-32 bps"],
    ["-32%", "-32"],
    ["1.5 million", "1.5 billion"],
    ["$100", "100 euros"],
    ["£100", "$100"],
    ["10 km", "10 miles"],
    ["10 km", "10 kg"],
    ["60 mph", "60 km/h"],
    ["25°C", "25 °F"],
    ["3.14", "3.15"],
    ["10", "1.0"],
    ["0", "0.001"],
    ["5", " "],
    ["5", "-Infinity"],
    ["5", "N/A"],
    ["5", "I don't know, maybe 5"],
    ["5", "I cannot confirm that the value is 5"],
    ["10", "10 (or maybe 12)"],
    ["10", "10–12"],
    ["10", "between 8 and 12"],
    ["10-12", "10-13"],
    ["10", ">10"],
    ["10", "up to 10"],
    ["10", "more than 10"],
    ["2", "2A"],
    ["10", "10:00"],
    ["3", "3rd"],
    ["1.1", "1.2 billion"],
    ["2019-03-05", "2019-03-06"],
    ["2019", "FY2018"],
    ["2019", "AFY2019"],
    ["Paris", "London"],
    ["yes", "no"],
    ["AB-123", "AB-124"],
    ["1, 2, 3", "1, 2"],
    ["$5 million", "5 million euros"],
    ["10", "10%"],
    ["50", "50%"],
    ["8", "8.5"],
    ["9", "8.49"],
    ["100", "104"],
    ["20", "10 10"],
    ["10", "1 0"],
    ["3", "3 or 4"],
    ["3", "either 3 or 4"],
    ["3", "3/4"],
    ["15%", "a decrease of 15%"],
    ["-5", "5"],
    ["5", "-5"],
    ["2020", "2020-2021"],
    ["2019", "in 2018 and 2019"],
    ["42", "1. 40\n2. 41\n3. 42"],
    ["7", "a maximum of 7"],
    ["$100", "C$100"],
    ["C$100", "US$100"],
    ["A", "B"],
    ["Yes", "Yes, or no"],
    ["1 in 4", "4"],
  ])("for %j the answer %j", (gold, answer) => {
    expect(matchAnswer(gold, answer)).toMatchObject({ match: false, score: 0 });
  });
});

describe("matchAnswer tells", () => {
  it("the rule that decided and how far off the answer is", () => {
    expect(matchAnswer("-32%", "The change was -32.82%.")).toEqual({
      match: true,
      score: 1,
      rule: "truncates",
      gold: "-32%",
      answer: "-32.82%",
      absoluteError: expect.closeTo(0.82, 12),
      relativeError: expect.closeTo(0.82 / 32, 12),
      warnings: [],
    });
  });

  it("what kind of wrong an answer is", () => {
    const rule = (gold: string, answer: string): string => matchAnswer(gold, answer).rule;
    expect(rule("-5", "5")).toBe("sign-flip");
    expect(rule("1.5 million", "1.5 billion")).toBe("scale-slip");
    expect(rule("$100", "€100")).toBe("unit-mismatch");
    expect(rule("10", "10 or 12")).toBe("hedge");
    expect(rule("10", "7, 8, 9, 10, 11")).toBe("several-answers");
    expect(rule("10", "not 10")).toBe("negated");
    expect(rule("10", "10-12")).toBe("not-a-point");
    expect(rule("5", "I cannot determine whether it is 5")).toBe("refusal");
    expect(rule("5", "")).toBe("no-answer");
    expect(rule("10", "11")).toBe("beyond-tolerance");
  });

  it("what a reader of the verdict should know", () => {
    expect(matchAnswer("-32%", "a 32% decline").warnings).toContain("verbal-sign");
    expect(matchAnswer("5", "It was 3. Later it was 5.").warnings).toContain("several-values");
    expect(matchAnswer("8.7", "$8.738 billion").warnings).toContain("implied-scale");
  });

  it("authors of empty and of infinite golds that they erred", () => {
    for (const gold of ["", "  ", "NaN", "Infinity", "..."])
      expect(() => matchAnswer(gold, "5")).toThrow("a gold that says something");
  });
});

describe("matchAnswer's options", () => {
  it("widen the rule by an absolute or relative tolerance, never across the sign", () => {
    expect(matchAnswer("100", "103").match).toBe(false);
    expect(matchAnswer("100", "103", { absoluteTolerance: 3 })).toMatchObject({
      match: true,
      rule: "absolute-tolerance",
    });
    expect(matchAnswer("100", "103", { relativeTolerance: 0.03 })).toMatchObject({
      match: true,
      rule: "relative-tolerance",
    });
    expect(matchAnswer("100", "-103", { relativeTolerance: 5 }).match).toBe(false);
    expect(matchAnswer("0", "0.001", { absoluteTolerance: 0.01 }).match).toBe(true);
    expect(matchAnswer("3.14", "3.141", { precision: "exact" }).match).toBe(false);
  });

  it("take direction, percent and scale from the question", () => {
    expect(matchAnswer("32%", "-32%", { question: "By how much did revenue decline?" }).match).toBe(true);
    expect(matchAnswer("32%", "32", { question: "What percentage of users left?" }).match).toBe(true);
    expect(matchAnswer("1.5 million", "1.5", { question: "What was revenue, in millions?" }).match).toBe(true);
  });

  it("are checked", () => {
    expect(() => matchAnswer("1", "1", { absoluteTolerance: -1 })).toThrow("`absoluteTolerance`");
    expect(() => matchAnswer("1", "1", { relativeTolerance: Number.NaN })).toThrow("`relativeTolerance`");
  });
});

const integer = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
const grouped = (text: string, mark: string): string => text.replace(/\B(?=(\d{3})+(?!\d))/g, mark);

describe("matchAnswer's laws", () => {
  it("accepts a number in every locale's grouping, beyond what a double holds", () => {
    fc.assert(
      fc.property(integer, fc.constantFrom(",", " ", "'", "\u202f"), (value, mark) => {
        const gold = String(value);
        expect(matchAnswer(gold, grouped(gold, mark)).match).toBe(true);
        expect(matchAnswer(gold, String(value + 1n)).match).toBe(false);
      }),
    );
  });

  it("never accepts a flipped sign, nor a thousandfold", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2200, max: 10 ** 9 }), fc.integer({ min: 0, max: 4 }), (value, digits) => {
        const gold = (value / 10 ** digits).toFixed(digits);
        fc.pre(Number(gold) !== 0);
        expect(matchAnswer(gold, `-${gold}`).match).toBe(false);
        expect(matchAnswer(`-${gold}`, gold).match).toBe(false);
        expect(matchAnswer(gold, `${gold}e3`).match).toBe(false);
        expect(matchAnswer(gold, `${gold} thousand`).match).toBe(false);
      }),
    );
  });

  it("accepts what is printed with more digits, whatever they are, as long as it rounds to the gold", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 6 }), fc.integer({ min: -49, max: 49 }), (value, more) => {
        const answer = (BigInt(value) * 100n + BigInt(more)).toString().padStart(3, "0");
        expect(matchAnswer(`${value}%`, `${answer.slice(0, -2)}.${answer.slice(-2)}%`).match).toBe(true);
      }),
    );
  });

  it("gives a verdict for any text at all", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (answer) => {
        expect(typeof matchAnswer("5", answer).match).toBe("boolean");
      }),
    );
  });

  it("comes to an end on hostile text of a million characters", () => {
    for (const piece of ["1", "(", "-", "1,", "$", "\\frac{", "1 or ", "3/", "\\boxed{", "not ", "10^", "é"])
      expect(matchAnswer("5", piece.repeat(1_000_000 / piece.length)).match).toBe(false);
  });
});

describe("exactAnswer", () => {
  it("forgives case, articles, punctuation and width, and nothing else", () => {
    expect(exactAnswer("great gatsby", "The Great Gatsby.")).toMatchObject({ match: true, rule: "exact" });
    expect(exactAnswer("abc", "ＡＢＣ").match).toBe(true);
    expect(exactAnswer("5", "-5").match).toBe(false);
    expect(exactAnswer("314", "3.14").match).toBe(false);
    expect(exactAnswer("x", "")).toMatchObject({ match: false, rule: "no-answer" });
    expect(exactAnswer("A", "(A)").match).toBe(true);
    expect(() => exactAnswer(" ", "x")).toThrow("a gold that says something");
  });
});
