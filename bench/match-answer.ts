// How many short answers one core matches in a second, over the golden cases.   npx tsx bench/match-answer.ts
import { readFileSync } from "node:fs";
import { matchAnswer } from "golden-pipeline/scorers";

const fixture = new URL("../test/fixtures/evaluation/tolerance-cases.json", import.meta.url);
const { cases } = JSON.parse(readFileSync(fixture, "utf8")) as {
  readonly cases: readonly { readonly gold: string; readonly pred: string }[];
};
const pairs = cases.filter(({ gold }) => gold !== "");
const rates: number[] = [];
for (let round = 0; round < 7; round++) {
  const started = performance.now();
  for (let time = 0; time < 500; time++) for (const { gold, pred } of pairs) matchAnswer(gold, pred);
  rates.push((1000 * 500 * pairs.length) / (performance.now() - started));
}
console.log(`${Math.round(Math.max(...rates)).toLocaleString("en-US")} answers a second at best of 7 rounds`);
