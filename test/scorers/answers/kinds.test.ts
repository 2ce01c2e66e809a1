import { describe, expect, it } from "vitest";
import { exactAnswer, matchAnswer } from "../../../src/scorers/index.js";

type Pair = readonly [gold: string, answer: string, question?: string];

const verdictOf = ([gold, answer, question]: Pair): "accept" | "reject" | "open" => {
  const { match, open } = matchAnswer(gold, answer, { question });
  return match ? "accept" : open === true ? "open" : "reject";
};
function each(says: string, pairs: readonly Pair[], check: (pair: Pair) => void): void {
  for (const pair of pairs) {
    const [gold, answer, question] = pair.map((text) => JSON.stringify(text));
    it(`${says} for ${gold} the answer ${answer}${question === undefined ? "" : ` to ${question}`}`, () => check(pair));
  }
}
const accepts = (pairs: readonly Pair[]): void =>
  each("accepts", pairs, (pair) => expect(verdictOf(pair)).toBe("accept"));
const declines = (pairs: readonly Pair[]): void =>
  each("never accepts", pairs, (pair) => expect(verdictOf(pair)).not.toBe("accept"));
const leavesOpen = (pairs: readonly Pair[]): void =>
  each("leaves open", pairs, (pair) => expect(verdictOf(pair)).toBe("open"));

describe("1. equal texts are equal to a careful reader only", () => {
  it.each([
    ["x < 2", "x > 2"],
    ["x ≤ 2", "x < 2"],
    ["A ∪ B", "A ∩ B"],
    ["A ⊂ B", "A ⊃ B"],
    ["C", "C#"],
    ["C", "C++"],
    ["vitamin A", "vitamin"],
    ["hepatitis A", "hepatitis"],
    ["plan A", "plan B"],
    ["A minor", "minor"],
    ["5!", "5"],
    ["n!", "n"],
    ["x²", "x2"],
    ["10²", "102"],
    ["2½", "21/2"],
    ["5 mW", "5 MW"],
    ["3 Mb", "3 MB"],
    ["Co", "CO"],
    ["k", "K"],
    ["(1, 2)", "1, 2"],
    ["(32)", "32"],
    ["[0, 1]", "(0, 1)"],
    ["~p", "p"],
    ["p ∧ q", "p ∨ q"],
    ["a → b", "a ← b"],
    ["@home", "home"],
    ["$5", "5"],
    ["5%", "5"],
    ["-5", "5"],
    ["1.5", "15"],
    ["1,5", "15"],
    ["x = 5", "x ≠ 5"],
    ["Paris", "Paris?"],
    ["f'(x)", "f(x)"],
    ["{1}", "1"],
    ["√2", "2"],
    ["a/b", "a b"],
    ["A*", "A"],
  ])("%j is not %j, in either direction", (left, right) => {
    expect(exactAnswer(right, left).match).toBe(false);
    expect(exactAnswer(left, right).match).toBe(false);
    expect(matchAnswer(right, left).rule).not.toBe("exact");
  });

  it.each([
    ["Paris", "paris"],
    ["Paris", "Paris."],
    ["Paris", '"Paris"'],
    ["Paris", "**Paris**"],
    ["Paris", " Paris\n"],
    ["Paris", "(Paris)"],
    ["The Great Gatsby", "great gatsby"],
    ["the Eiffel Tower", "Eiffel tower"],
    ["No", "no"],
    ["Paris, France", "Paris France"],
    ["−5", "-5"],
    ["x < 2", "x < 2."],
    ["C#", "C#"],
    ["vitamin A", "Vitamin A"],
    ["don’t", "don't"],
    ["H2O", "H2O"],
    ["ＡＢＣ", "abc"],
  ])("%j is %j, in both directions", (left, right) => {
    expect(exactAnswer(right, left)).toMatchObject({ match: true, rule: "exact" });
    expect(exactAnswer(left, right).match).toBe(true);
  });
});

describe("2. only an unsigned answer to a question that asks for a fall alone may leave out the sign", () => {
  declines([
    ["-19411", "19411", "What was the increase / (decrease) in cash?"],
    ["-19411", "19411", "What was the increase or decrease in cash?"],
    ["-3%", "It rose by 3%", "By how much did it fall?"],
    ["-3%", "up 3%", "How much did margins decline?"],
    ["-3%", "an increase of 3%", "What was the decline in margin?"],
    ["-3%", "+3%", "What was the decline in margin?"],
    ["7", "-7", "What is 10 less 3?"],
    ["-5", "5", "What is the lower of the two?"],
    ["-546", "546", "What was the net income (loss)?"],
    ["-12%", "12%", "What was the change in revenue?"],
    ["-4", "4", "Fewer than how many?"],
    ["-8%", "8%", "Did it grow or shrink, and by how much?"],
  ]);
  accepts([
    ["-32%", "32%", "By how much did revenue decline?"],
    ["-32%", "It fell by 32%.", "By how much did revenue decline?"],
    ["-32%", "It fell by 32%.", "How did revenue change?"],
    ["32%", "-32%", "By how much did revenue decline?"],
    ["-546", "$546 million", "What was the loss, in USD millions?"],
  ]);
});

describe("3. a number is not taken out of a term", () => {
  leavesOpen([
    ["2", "\\sqrt{2}"],
    ["2", "√2"],
    ["2", "$\\sqrt{2}$"],
    ["3", "3\\sqrt{2}"],
    ["2", "2\\pi"],
    ["2", "2π"],
    ["2", "2 \\pi"],
    ["5", "5!"],
    ["5", "The answer is 5!"],
    ["3", "3x"],
    ["3", "3x + 1"],
    ["1", "3x + 1"],
    ["2", "x^2"],
    ["2", "x²"],
    ["2", "2^n"],
    ["5", "x + 5"],
    ["5", "x - 5"],
    ["2021", "±2021"],
    ["2021", "\\pm 2021"],
    ["2021", "+/- 2021"],
    ["101", "101_2"],
    ["101", "(101)_2"],
    ["101", "101_{2}"],
    ["101", "101₂"],
    ["101", "101 in binary"],
    ["1", "0x1"],
    ["8", "log 8"],
    ["2", "\\log_2 8"],
    ["8", "\\log_2 8"],
    ["30", "sin 30"],
    ["2", "the square root of 2"],
    ["4", "3 + 4"],
    ["12", "3 × 4"],
    ["2", "e^2"],
    ["3", "\\frac{x}{3}"],
    ["3", "x/3"],
    ["2", "2 squared"],
    ["2", "2y"],
    ["2", "2(x + 1)"],
    ["2", "≠ 2"],
    ["12", "3x = 12"],
    ["5", "5 + 2i"],
    ["3", "|-3|"],
  ]);
  declines([
    ["34", "\\frac3{4}"],
    ["34", "\\frac{3}4"],
    ["2\\pi", "2"],
    ["x^2", "2"],
    ["\\sqrt{2}", "2"],
  ]);
  accepts([
    ["3/4", "\\frac3{4}"],
    ["0.75", "\\frac{3}4"],
    ["3/4", "\\frac34"],
    ["2\\pi", "2π"],
    ["\\sqrt{2}", "√2"],
    ["7", "7 ± 2"],
    ["7", "Lucky number 7!"],
    ["10", "\\sqrt{100} = 10"],
    ["120", "5! = 120"],
    ["8", "2^3 = 8"],
    ["3.2", "3.2x", "What is the interest coverage ratio?"],
  ]);
});

describe("4. scale and currency around accounting brackets", () => {
  declines([
    ["(87.4) million", "(87.4) thousand"],
    ["$(546) million", "-546"],
    ["-87.4 million", "(87.4)"],
    ["-87.4 million", "87.4 million"],
    ["$(546) million", "€(546) million"],
  ]);
  accepts([
    ["(87.4) million", "-87,400,000"],
    ["-87.4 million", "(87.4) million"],
    ["-87.4 million", "(87.4 million)"],
    ["$(546) million", "-$546,000,000"],
    ["-$546 million", "$(546) million"],
    ["-$546 million", "($546 million)"],
    ["-$546 million", "($546) million"],
    ["-546", "$(546)", "What was net income, in USD millions?"],
    ["-546", "$(546,000) thousand", "What was net income, in USD millions?"],
    ["-$1,577", "US$ (1,577)"],
    ["-1.5 million", "(1,500) (in thousands)"],
  ]);
});

describe("5. the gold's structure counts", () => {
  declines([
    ["(7,6)", "-7.6"],
    ["(7,6)", "7.6"],
    ["(7,6)", "(6,7)"],
    ["(7,6)", "76"],
    ["(0, 1)", "(0, 1.5)"],
    ["(0, 1)", "[0, 1]"],
    ["(0, 1)", "1"],
    ["(1, 2, 3)", "(1, 2)"],
    ["[2, 5)", "[2, 5]"],
    ["17 August", "17 September"],
    ["17 August", "18 August"],
    ["17 August 2019", "17 August"],
    ["August 2019", "September 2019"],
    ["2018", "2018, 2019"],
    ["2018", "2018 and 2019"],
    ["2018", "2017-2018"],
    ["12 units", "iPhone 12"],
    ["12", "iPhone 12"],
    ["12 units", "12 stores"],
    ["11", "It was Apollo 11"],
    ["32%", "32% is wrong"],
    ["32%", "32% is not correct"],
    ["42", "It is far from 42."],
    ["42", "anything but 42"],
    ["32%", "It is wrong to say 32% or so; 32% is incorrect."],
    ["10-12", "10"],
    ["3:1", "3"],
    ["1, 2, 3", "1, 2, 4"],
  ]);
  accepts([
    ["(7,6)", "(7, 6)"],
    ["(7,6)", "The point is (7, 6)."],
    ["(-7,6)", "(-7, 6)"],
    ["(0, 1)", "(0, 1)"],
    ["(0, 0.5)", "(0, 1/2)"],
    ["17 August", "August 17"],
    ["17 August", "17th of August"],
    ["17 August", "17 August 2019"],
    ["12 units", "12 units"],
    ["12 units", "12"],
    ["12 units", "They sold 12 new units."],
  ]);
});

describe("6. the question's unit excludes another", () => {
  declines([
    ["0.4", "about 40%", "What was capex, in USD billions?"],
    ["0.4", "40%", "What was revenue (in USD millions)?"],
    ["5", "€5 million", "What was revenue, in USD millions?"],
    ["5", "5 km", "What was revenue, in USD millions?"],
    ["8.7", "$8.7 million", "Answer in USD billions."],
    ["303", "$303 billion", "What was it, in USD millions?"],
  ]);
  accepts([
    ["0.4", "$0.4 billion", "What was capex, in USD billions?"],
    ["0.4", "$400 million", "What was capex, in USD billions?"],
    ["0.4", "40%", "What share was it?"],
  ]);
});

describe("7. the same value twice is one answer", () => {
  accepts([
    ["0.54", "0.5404 or 54.04%"],
    ["0.54", "54.04% (0.5404)"],
    ["54%", "0.54, i.e. 54%"],
    ["$1.5 million", "$1.5 million or $1,500,000"],
    ["1.5 million", "1,500 thousand, or 1.5 million"],
    ["0.66", "It is 0.66, or 66%."],
    ["2 km", "2 km or 2000 m"],
  ]);
  leavesOpen([
    ["0.54", "0.54 or 45%"],
    ["3", "3 or 3.4"],
  ]);
});

describe("8. a subtraction or a bullet is no range", () => {
  accepts([
    ["42", "100 - 58 = 42"],
    ["0.2%", "4.3% - 4.1% = 0.2%"],
    ["42", "$100 - $58 = $42"],
    ["5", "- 2019: 5"],
    ["7", "10 – 3 = 7"],
    ["5 million", "12 million - 7 million = 5 million"],
    ["-3", "7 - 10 = -3"],
    ["3", "10 minus 7 equals 3"],
  ]);
  declines([
    ["58", "100 - 58 = 42"],
    ["100", "100 - 58 = 42"],
  ]);
});

describe("9. the question's scale completes the gold", () => {
  accepts([
    ["303", "$302,578,000", "What was it, in USD millions?"],
    ["303", "$302.6 million", "What was it, in USD millions?"],
    ["303", "302,578 thousand", "What was it, in USD millions?"],
    ["303", "€302,578,000", "What was it, in EUR mln?"],
    ["3", "€3,021,000,000", "What was it, in EUR bln?"],
    ["303", "$0.3026 billion", "What was it, in USD millions?"],
    ["303", "303", "What was it, in USD millions?"],
    ["8.7", "$8,738 million", "Answer in USD billions."],
    ["1577", "$1,577 million", "What is the capital expenditure amount (in USD millions)?"],
    ["1577", "$1,577,000 (in thousands)", "What is the capital expenditure amount (in USD millions)?"],
    ["2.5", "€2,500,000", "How large was the fine, in millions of euros?"],
    ["12", "£12k", "How large was the fine, in thousands of pounds?"],
    ["0.019", "1.9%", "What is the average capex as a % of revenue? Answer in units of percents."],
    ["1.9", "1.92%", "What is the average capex as a % of revenue? Answer in units of percents."],
  ]);
  declines([
    ["303", "$302,578", "What was it, in USD millions?"],
    ["303", "$302,578,000,000", "What was it, in USD millions?"],
    ["303", "$301,578,000", "What was it, in USD millions?"],
  ]);
});

describe("10. an amount is no year", () => {
  accepts([
    ["1616", "$1,615.9 million"],
    ["1616", "$1,615.9 million", "What was it, in USD millions?"],
    ["1616", "1616.4"],
    ["1616", "$1,616"],
    ["1999", "€1,998.7 million", "What was it, in millions of euros?"],
  ]);
  declines([
    ["2019", "2020"],
    ["2019", "2018"],
    ["1616", "1617"],
  ]);
});

describe("11. names that begin or end with digits are no numbers", () => {
  accepts([
    ["1577", "According to the 10-K, capital expenditure was 1577."],
    ["1577", "According to 3M's 10-K, capital expenditure was $1,577."],
    ["42", "The 401(k) match was 42"],
    ["42", "42, as Form 8-K says"],
    ["42", "It was 42 for 3M."],
    ["42", "Boeing's 737-MAX brought 42"],
    ["42", "The S&P 500 gained 42"],
    ["42", "42 (Item 7, 10-Q)"],
    ["42", "It's 42, I'm 95% sure"],
    ["42", "Let me think.\n40+2\n=42"],
    ["42", "7-Eleven has 42."],
  ]);
  declines([
    ["10", "10-K"],
    ["3000000", "3M's"],
    ["401", "401(k)"],
    ["403", "403(b)"],
    ["8", "8-K"],
    ["16", "F-16"],
    ["19", "COVID-19"],
  ]);
});

describe("12. a reason ends with its sentence", () => {
  accepts([
    ["42", "Since the table lists 14 items, we add them. The total is 42."],
    ["42", "Given 6 and 7. The product is 42."],
    ["42", "I used 3 values because 2 were missing. The result is 42"],
    ["42", "It is 42 because there are 3 of 14."],
    ["42", "It is 42 given 3 of 14."],
    ["42", "It is 42, based on 6 and 7."],
  ]);
});

describe("13. brackets are a loss only where amounts stand so", () => {
  accepts([
    ["42", "(42)"],
    ["1/3", "(1/3)"],
    ["42", "The answer is (42)."],
    ["0.5", "(1/2)"],
    ["-1234", "(1,234)"],
    ["-32%", "(32%)"],
    ["-$5", "($5)"],
    ["-0.5", "(0.5)"],
  ]);
  declines([
    ["-42", "The answer is (42)."],
    ["-1/3", "(1/3)"],
    ["1234", "(1,234)"],
    ["$5", "($5)"],
  ]);
});

describe("14. the number that answers wins, not the last one", () => {
  accepts([
    ["8", "8 units in 12 stores"],
    ["8 units", "8 units in 12 stores"],
    ["32%", "32% on page 14"],
    ["32", '{"answer": 32, "confidence": 95}'],
    ["32", '```json\n{"answer": "32", "confidence": 95}\n```'],
    ["32%", "32%. Confidence: 90%"],
    ["32%", "32%\nConfidence: 90%"],
    ["32%", "32% (confidence 90%)"],
    ["32", "<think>It may be 30, or 31. 40?</think>32"],
    ["32", "I think 40</think>\n32"],
    ["42", "#### 42\n\nQuestion: How many legs?\n#### 17"],
    ["42", "6 × 7 = 42\n#### 42\nNow the next: 12"],
    ["32%", "32% (Table 4, page 14)"],
    ["7", "7 of them, see note 12"],
    ["9", "9 out of 12"],
  ]);
  declines([
    ["12", "8 units in 12 stores"],
    ["14", "32% on page 14"],
    ["95", '{"answer": 32, "confidence": 95}'],
    ["90%", "32%. Confidence: 90%"],
    ["40", "<think>40</think>32"],
    ["40", "<think>It is 40"],
    ["17", "#### 42\n\nQuestion: How many legs?\n#### 17"],
  ]);
});

describe("15. golds with a frame", () => {
  accepts([
    ["x = 5", "5"],
    ["x = 5", "x = 5"],
    ["$x = 5$", "5"],
    ["$\\text{E}$", "E"],
    ["$\\text{E}$", "The answer is E"],
    ["\\boxed{5}", "5"],
    ["She has 7 × 10000 = 70000 left.\n#### 70000", "70000"],
    ["She has 7 × 10000 = 70000 left.\n#### 70000", "It is 70,000."],
    ["B", "B. 42"],
    ["B", "(B) 42"],
    ["B", "B) 42"],
    ["B", "The answer is B."],
    ["B", "\\boxed{B}"],
    ["B. 42", "B"],
    ["(B)", "B"],
    ["£4.45", "445p"],
    ["£4.45", "445 pence"],
    ["$4.45", "445 cents"],
    ["$1.5-2.0 million", "$1.5 million to $2.0 million"],
    ["$1.5-2.0 million", "between $1.5 million and $2 million"],
    ["$1.5 million to $2.0 million", "$1.5-2.0 million"],
    ["Answer: 42", "42"],
  ]);
  declines([
    ["x = 5", "x = 6"],
    ["B", "C. 42"],
    ["B", "A good one"],
    ["A", "A good one"],
    ["£4.45", "445 cents"],
    ["£4.45", "$4.45"],
    ["$1.5-2.0 million", "$1.5 to $2.0 billion"],
    ["£4.45", "44p"],
    ["$100", "100 Canadian dollars"],
  ]);
});

describe("16. a fall that is spoken of may be the sign of a number without one", () => {
  leavesOpen([
    ["-32%", "Revenue fell from $10m to $6.8m, i.e. 32%."],
    ["-32%", "Sales declined. The change is 32%."],
    ["-32%", "Sales declined. The change is 32.82%."],
    ["-32.4%", "Sales declined. The change is 32%."],
    ["-32%", "Down from 10 to 6.8 (32%)"],
    ["-32%", "The change is 32%. That is a decline."],
    ["-32%", "It is 32% below last year"],
    ["-32%", "Change: 32% (decrease)"],
    ["-32%", "↓ 32%"],
    ["-32%", "was cut by 32%"],
    ["-32%", "no growth: 32% decline"],
    ["-32%", "Sales declined from 10 to 6.8.\nAnswer: 32%"],
    ["-32%", '{"answer": "32%", "direction": "decrease"}'],
    ["-10% to -12%", "It declined by between 10% and 12%"],
    ["-10% to -12%", "-12% to -10%"],
    ["-5%, -7%", "It declined 5% and 7%"],
    ["-$5 million", "They lost money. The result: $5 million."],
    ["-1.5 million", "The deficit grew: 1.5 million"],
    ["32%", "Revenue fell from $10m to $6.8m, i.e. -32%."],
    ["32%", "a decline of -32%"],
    ["a decline of 32%", "32%"],
    ["32%", "Growth – 32%"],
    ["32", "Total - 32"],
  ]);
  accepts([
    ["-32%", "a 32 percent year-over-year decline"],
    ["-32%", "Change — -32%"],
  ]);
  const rejects: readonly Pair[] = [
    ["-32%", "32%"],
    ["-32%", "It rose 32%"],
    ["-32%", "Revenue rose by 32%, while costs fell."],
    ["-32%", "Sales declined. The change is 33%."],
    ["5", "minus five"],
    ["100", "-100"],
  ];
  each("rejects", rejects, (pair) => expect(verdictOf(pair)).toBe("reject"));
});

describe("17. percentage points are no percent, and what people write for each other is left open", () => {
  leavesOpen([
    ["-32%", "-32.82 percentage points"],
    ["-32%", "-32 pp"],
    ["3.25 percentage points", "3.25%"],
    ["3.5 percentage points", "3.5%"],
    ["5°C", "5 degrees"],
  ]);
  accepts([
    ["0.5%", "50 bps"],
    ["0.0075", "75 bps"],
    ["0.0075", "0.75 percentage points"],
    ["0.5%", "5‰"],
    ["0.5%", "5 per mille"],
  ]);
  each(
    "rejects",
    [
      ["-32%", "-31 percentage points"],
      ["-32%", "-32 bps"],
    ] as const,
    (pair) => expect(verdictOf(pair)).toBe("reject"),
  );
  it("reads digits behind the point as it reads those before it", () => {
    for (const digits of ["32", "32.4", "32.82"]) expect(matchAnswer("-32%", `-${digits}`).rule).toBe("scale-slip");
    for (const digits of ["32", "32.4", "32.82"]) expect(matchAnswer("-32%", `${digits}%`).rule).toBe("sign-flip");
  });
});
