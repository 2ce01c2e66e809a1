import fc from "fast-check";
import * as scorers from "golden-pipeline/scorers";
import { describe, expect, it } from "vitest";
import { impossible, refusalOf } from "../impossible.js";

type Scorer = (...given: readonly never[]) => unknown;
const texts: readonly (readonly [name: string, score: Scorer])[] = [
  ["matchAnswer", scorers.matchAnswer],
  ["exactAnswer", scorers.exactAnswer],
  ["normalisedExactMatch", scorers.normalisedExactMatch],
  ["tokenF1", scorers.tokenF1],
  ["rougeN", scorers.rougeN],
  ["rougeL", scorers.rougeL],
  ["bleu", scorers.bleu],
  ["chrF", scorers.chrF],
  ["editSimilarity", scorers.editSimilarity],
  ["patternMatch", scorers.patternMatch],
];
const corpora: typeof texts = [
  ["corpusBleu", scorers.corpusBleu],
  ["corpusChrF", scorers.corpusChrF],
];
const others: typeof texts = [
  ["embeddingSimilarity", scorers.embeddingSimilarity],
  ["jsonMatch", scorers.jsonMatch],
  ["listMatch", scorers.listMatch],
  ["setMatch", scorers.setMatch],
  ["sqlResultMatch", scorers.sqlResultMatch],
  ["passAtK", scorers.passAtK],
  ["passHatK", scorers.passHatK],
  ["schemaCheck", scorers.schemaCheck],
];

describe("what is no answer", () => {
  it.each([...texts, ...corpora, ...others])("is a result or an error of the house to %s", (_, score) => {
    fc.assert(
      fc.property(impossible, impossible, impossible, (gold, answer, options) => {
        refusalOf(() => score(gold as never, answer as never));
        refusalOf(() => score("x" as never, answer as never));
        refusalOf(() => score(["x"] as never, [answer] as never));
        refusalOf(() => score(gold as never, "x" as never));
        refusalOf(() => score("x" as never, "x" as never, options as never));
      }),
      { numRuns: 200 },
    );
  });

  it.each(texts)("is never made a text by %s", (_, score) => {
    fc.assert(
      fc.property(
        impossible.filter((value) => typeof value !== "string"),
        (answer) => {
          expect(refusalOf(() => score("undefined" as never, answer as never))).toContain("an answer that is a text");
        },
      ),
    );
  });

  it.each(corpora)("is told by its row to %s", (_, score) => {
    fc.assert(
      fc.property(
        impossible.filter((value) => typeof value !== "string"),
        (answer) => {
          const said = refusalOf(() => score(["a b", "c d"] as never, ["a b", answer] as never));
          expect(said).toMatch(/row 1\].*an answer that is a text/);
        },
      ),
    );
  });

  it("leaves no scorer out", () => {
    expect([...texts, ...corpora, ...others].map(([name]) => name).sort()).toEqual(Object.keys(scorers).sort());
  });
});
