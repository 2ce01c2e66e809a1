import * as scorers from "golden-pipeline/scorers";
import { expect, it } from "vitest";

/** What each scorer says of a gold and an answer. With the two exchanged it says something else. */
const said: readonly (readonly [
  name: string,
  score: (gold: never, answer: never) => unknown,
  gold: unknown,
  answer: unknown,
  expected: object,
])[] = [
  ["matchAnswer", scorers.matchAnswer, "-32%", "It fell by 32.82%.", { match: true, gold: "-32%" }],
  ["exactAnswer", scorers.exactAnswer, "Paris", "Rome", { gold: "Paris", answer: "Rome" }],
  ["normalisedExactMatch", scorers.normalisedExactMatch, "Paris", "...", { rule: "no-answer" }],
  ["tokenF1", scorers.tokenF1, "grey cat", "cat", { details: { precision: 1, recall: 0.5 } }],
  ["rougeN", scorers.rougeN, "the grey cat", "the grey", { details: { precision: 1, recall: 0.5 } }],
  ["rougeL", scorers.rougeL, "grey cat", "cat", { details: { precision: 1, recall: 0.5 } }],
  ["bleu", scorers.bleu, "the grey cat", "cat", { details: { answerLength: 1, goldLength: 3 } }],
  ["chrF", scorers.chrF, "cats", "cat", { details: { answer: [3, 2, 1, 0, 0, 0], gold: [4, 3, 2, 1, 0, 0] } }],
  ["editSimilarity", scorers.editSimilarity, "cats", "cat", { details: { distance: 1, errorRate: 1 / 4 } }],
  ["patternMatch", scorers.patternMatch, "c.t", "a cat", { match: true }],
  ["embeddingSimilarity", scorers.embeddingSimilarity, [1, 2], [0, 0], { rule: "zero-vector" }],
  ["jsonMatch", scorers.jsonMatch, { a: 1, b: 2 }, { a: 1 }, { fields: [{ rule: "equal" }, { rule: "missing" }] }],
  ["listMatch", scorers.listMatch, [1, 2], [2], { missing: [0], extra: [], matched: [{ gold: 1, answer: 0 }] }],
  ["setMatch", scorers.setMatch, [1, 2], [2, 2], { missing: [0], matched: [{ gold: 1, answer: 0 }] }],
  ["sqlResultMatch", near, [[110]], [[100]], { match: true }],
  [
    "corpusBleu",
    corpus(scorers.corpusBleu),
    ["a b c d e f"],
    ["a b c d"],
    { score: expect.closeTo(Math.exp(-1 / 2), 12) },
  ],
  ["corpusChrF", corpus(scorers.corpusChrF), ["abcdef"], ["abcd"], { score: expect.closeTo(2.625 / 4.525, 12) }],
];

/** 10 of 110 is near enough, 10 of 100 is not. */
function near(gold: never, answer: never) {
  return scorers.sqlResultMatch(gold, answer, { relativeTolerance: 0.095 });
}

function corpus(score: typeof scorers.corpusBleu) {
  return (golds: never, answers: never) => ({ score: score(golds, answers) });
}

function saidOf(score: () => unknown): unknown {
  try {
    return score();
  } catch (error) {
    return error;
  }
}

it.each(said)("%s takes the gold first and the answer after it", (_, score, gold, answer, expected) => {
  const right = score(gold as never, answer as never);
  expect(right).toMatchObject(expected);
  expect(saidOf(() => score(answer as never, gold as never))).not.toMatchObject(expected);
});

it("nothing that compares is left out", () => {
  const others = ["passAtK", "passHatK", "schemaCheck"];
  expect([...said.map(([name]) => name), ...others].sort()).toEqual(Object.keys(scorers).sort());
});
