import type { AnswerRule, MatchAnswerOptions } from "../../scorers/house.js";
import { type AnswerMatch, matchAnswer } from "../../scorers/index.js";
import type { Layer, LayerVerdict } from "./layer.js";

// Words that differ may still mean the same: that is for a layer that reads.
const unsure: readonly AnswerRule[] = ["text-differs", "no-answer"];

/**
 * Decides answers by the quantities in them (`matchAnswer`): "-32%" accepts "-32.82%" and refuses "32%". What differs as text only, or
 * holds nothing to compare, is left to the next layer. What was asked is read for its unit and scale.
 * @throws {InvalidArgumentError} an option is outside its range; when it runs, a gold is empty.
 */
export function numericTolerance(options: Omit<MatchAnswerOptions, "question"> = {}): Layer<string, string> {
  const { absoluteTolerance = 0, relativeTolerance = 0, precision = "printed" } = options;
  // A wrong option should be told here and not after the first thousand answers.
  matchAnswer("0", "0", options);
  return {
    name: "numeric tolerance",
    kind: "task",
    params: { absoluteTolerance, relativeTolerance, precision },
    score: (items) =>
      items.map(({ output, target, input }) =>
        verdictOf(matchAnswer(output, target, { ...options, ...(input !== undefined && { question: input }) })),
      ),
  };
}

function verdictOf({ match, score, rule, gold, prediction }: AnswerMatch): LayerVerdict {
  const reason = `${prediction ?? "nothing"} for ${gold}`;
  return { decides: match || !unsure.includes(rule), score, rule, reason };
}
