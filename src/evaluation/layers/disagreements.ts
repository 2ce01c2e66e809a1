import { type Disagreement, unansweredAt } from "../../model/house.js";
import type { Predictions } from "../../model/index.js";
import type { Answers } from "./answers.js";
import type { RowVerdict, ScoredAnswers } from "./score-answers.js";

const longest = 300;

/** The rows a reviewer should read first: where the champion was better, by how much, then where the candidate is worst. */
export function disagreementsOf<Out, Target>(sides: {
  readonly answers: Answers<Out, Target>;
  readonly mine: ScoredAnswers;
  readonly theirs: ScoredAnswers | undefined;
  readonly examples: number;
}): readonly Disagreement[] {
  const { answers, mine, theirs, examples } = sides;
  const loss = (row: number): number => {
    const [own, other] = [mine.verdicts[row]?.score, theirs?.verdicts[row]?.score];
    if (own === undefined) return 0;
    return other === undefined ? 1 - own : Math.max(0, other - own) * 2 + (1 - own);
  };
  return answers.ids
    .map((id, row) => ({ id, row, loss: loss(row) }))
    .filter((one) => one.loss > 0)
    .sort((left, right) => right.loss - left.loss || left.row - right.row)
    .slice(0, examples)
    .map(({ id, row }) => {
      const { score, layer, rule, reason } = mine.verdicts[row] as RowVerdict;
      const championScore = theirs?.verdicts[row]?.score;
      const inputs = answers.inputs?.[row];
      return {
        id,
        ...(inputs !== undefined && { inputs: textOf(inputs) }),
        score,
        ...(championScore !== undefined && { championScore }),
        output: outputOf(answers, row),
        ...(answers.champion && { championOutput: outputOf(answers.champion, row) }),
        target: textOf(answers.targets[row]),
        layer,
        rule,
        ...(reason !== undefined && { reason }),
      };
    });
}

function outputOf<Out, Target>(side: Predictions<Out, Target>, row: number): string {
  return unansweredAt(side, row) === undefined ? textOf(side.outputs[row]) : "no answer";
}

function textOf(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
