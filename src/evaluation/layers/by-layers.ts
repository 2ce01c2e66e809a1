import { checkOptions } from "../../core/house.js";
import { InvalidArgumentError, type Json } from "../../core/index.js";
import type { FreeText, Outputs, Targets } from "../../model/index.js";
import { type TestRowOptions, testRowRules } from "../candidate-rows.js";
import type { Judging, SaidRows } from "../evaluate-candidate.js";
import { answersRules, type EvaluateAnswersOptions, evaluateAnswers, layerParams } from "./evaluate-answers.js";

/** What answers and golds of a target are, as layers see them. */
export type AnswerOf<Target> = [Target] extends [FreeText | null] ? string : Target;

export interface EvaluateByLayersOptions<Row, Target>
  extends EvaluateAnswersOptions<AnswerOf<NoInfer<Target>>, AnswerOf<NoInfer<Target>>>,
    TestRowOptions<Row> {}

/** Judges texts and JSON layer by layer. */
export function byLayers<Row, Target>(options: EvaluateByLayersOptions<Row, Target>): Judging<Row> {
  checkOptions<EvaluateByLayersOptions<Row, Target>>("evaluate", options, { ...answersRules, ...testRowRules });
  const { cluster, slices, question, measures, ...judging } = options;
  return {
    rows: {
      ...(cluster && { cluster }),
      ...(slices && { slices }),
      ...(question && { question }),
      ...(measures && { measures }),
    },
    params: layerParams(judging),
    report({ candidate, champion, targets, facts }, signal) {
      const right = answersOf<AnswerOf<Target>>(targets);
      const side = ({ outputs, version }: SaidRows) => ({
        ...facts,
        outputs: answersOf<AnswerOf<Target>>(outputs),
        targets: right,
        version,
        ...(outputs.unanswered && { unanswered: outputs.unanswered }),
      });
      return evaluateAnswers({ ...side(candidate), ...(champion && { champion: side(champion) }) }, judging, {
        signal,
      });
    },
  };
}

function answersOf<Answer>({ task, values }: Outputs | Targets): readonly Answer[] {
  if (task === "text" || task === "json") return values as readonly (Json & Answer)[];
  throw new InvalidArgumentError("evaluate", "`metrics` for the task, as layers judge texts and JSON", task);
}
