import { expect, it } from "vitest";
import { matchAnswer } from "../../../src/scorers/index.js";
import { readFixture } from "./read-fixture.js";

interface Case {
  readonly kind: string;
  readonly question: string;
  readonly gold: string;
  readonly answer: string;
  readonly right: boolean;
}
const { cases } = readFixture<{ readonly cases: readonly Case[] }>("report-answers.json");
const judged = cases.map((one) => ({ ...one, ...matchAnswer(one.gold, one.answer, { question: one.question }) }));
const right = judged.filter((one) => one.right);
const wrong = judged.filter((one) => !one.right);

// The matcher before this one: 117 of 195 right answers accepted, the other 78 refused for good, 43 of 219 wrong ones accepted.
it("accepts no wrong answer about annual reports, in 219 of them", () => {
  expect(wrong).toHaveLength(219);
  expect(wrong.filter(({ match }) => match)).toEqual([]);
});

it("accepts at least 95 in 100 of 195 right ones", () => {
  expect(right).toHaveLength(195);
  expect(right.filter(({ match }) => match).length / right.length).toBeGreaterThanOrEqual(0.95);
});

it("refuses no right answer for good: what it does not accept is left open", () => {
  expect(right.filter(({ match, open }) => !match && open !== true)).toEqual([]);
});

it("decides three quarters of the wrong ones, so that few go on to a judge", () => {
  expect(wrong.filter(({ open }) => open !== true).length / wrong.length).toBeGreaterThan(0.7);
});
