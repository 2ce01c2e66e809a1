import * as scorers from "golden-pipeline/scorers";
import type { Surface, Surfaces } from "./surface.js";

const text = (score: (gold: string, answer: string, options: never) => unknown): Surface => ({
  call: (options) => score("the cat sat", "the cat sat", options),
});
const results = [{ samples: 3, correct: 2 }];

export const scorerSurfaces: Surfaces = {
  matchAnswer: { call: (options) => scorers.matchAnswer("12", "12", options) },
  exactAnswer: text(scorers.exactAnswer),
  bleu: text(scorers.bleu),
  chrF: text(scorers.chrF),
  editSimilarity: text(scorers.editSimilarity),
  normalisedExactMatch: text(scorers.normalisedExactMatch),
  patternMatch: text(scorers.patternMatch),
  rougeL: text(scorers.rougeL),
  rougeN: text(scorers.rougeN),
  tokenF1: text(scorers.tokenF1),
  corpusBleu: { call: (options) => scorers.corpusBleu(["a cat"], ["a cat"], options) },
  corpusChrF: { call: (options) => scorers.corpusChrF(["a cat"], ["a cat"], options) },
  embeddingSimilarity: {
    call: (options) => scorers.embeddingSimilarity([1, 0], [1, 0], options),
    takes: { "from opposite directions on": { lowestCosine: ["negative"] } },
  },
  jsonMatch: { call: (options) => scorers.jsonMatch({ a: 1 }, { a: 1 }, options) },
  listMatch: { call: (options) => scorers.listMatch([1], [1], options) },
  setMatch: { call: (options) => scorers.setMatch([1], [1], options) },
  sqlResultMatch: { call: (options) => scorers.sqlResultMatch([[1]], [[1]], options) },
  passAtK: { call: (options) => scorers.passAtK(results, 1, options) },
  passHatK: { call: (options) => scorers.passHatK(results, 1, options) },
};
