import { checkArguments, checkOptions, type OptionRules, option } from "../core/house.js";
import { InvalidArgumentError } from "../core/index.js";
import { decisionRule, type LabelledOutputs } from "../model/house.js";
import type { Decision, EvaluationReport, ModelName } from "../model/index.js";
import type { EvaluateOptions } from "./by-metrics.js";
import type { TestRowOptions } from "./candidate-rows.js";
import { judgingOf } from "./judging-of.js";
import type { EvaluateByLayersOptions } from "./layers/by-layers.js";

/** How two models' answers to the same requests are judged: by metrics or by layers, as `evaluate` judges. */
export type EvaluatePairsOptions<Target> = (
  | Omit<EvaluateOptions<unknown, Target>, keyof TestRowOptions<unknown>>
  | Omit<EvaluateByLayersOptions<unknown, Target>, keyof TestRowOptions<unknown>>
) & {
  /** What a registry promotes by: `version.manifest.candidate`. */
  readonly candidateVersion: string;
  /** E.g. `late-flights@3`. */
  readonly championVersion: string;
  /** What confusion and new failures of the candidate go by: `version.manifest.decision`. @default the task's: probabilities from one half on */
  readonly candidateDecision?: Decision;
  /** The same of the champion. */
  readonly championDecision?: Decision;
};

interface VersionOptions {
  readonly candidateVersion: string;
  readonly championVersion: string;
  readonly candidateDecision?: Decision | undefined;
  readonly championDecision?: Decision | undefined;
}

/** What it is judged by has rules of its own. */
const rules: OptionRules<VersionOptions> = {
  candidateVersion: option.required(option.text),
  championVersion: option.required(option.text),
  candidateDecision: decisionRule,
  championDecision: decisionRule,
};

/**
 * Judges what a shadow said beside what the champion answered, for every task: by metrics or layers, with the report of an offline evaluation.
 * @param pairs Both models' labelled outputs of the same requests in the same order, as `pairShadow` gives them.
 * @example evaluatePairs(late, pairShadow(late, joined.rows, { candidate: version.id }), { candidateVersion: version.manifest.candidate, championVersion, metrics, gate })
 * @throws {InvalidArgumentError} the two are not of the same requests, or layers are given for numbers or metrics for texts.
 */
export async function evaluatePairs<Row, Label extends string, Target>(
  name: ModelName<Row, Label, Target>,
  pairs: { readonly candidate: LabelledOutputs; readonly champion: LabelledOutputs },
  options: EvaluatePairsOptions<NoInfer<Target>>,
  context: { readonly signal?: AbortSignal } = {},
): Promise<EvaluationReport> {
  checkArguments(
    "evaluate pairs",
    { name, pairs, options },
    { name: option.modelName, pairs: option.noun, options: option.noun },
  );
  const { candidate, champion } = pairs;
  const place = `evaluate pairs ${name.name}`;
  const rows = Math.max(candidate.ids.length, champion.ids.length);
  for (let row = 0; row < rows; row++) {
    if (candidate.ids[row] === champion.ids[row]) continue;
    throw new InvalidArgumentError(
      place,
      "a candidate and a champion of the same requests in the same order, as `pairShadow` gives them",
      candidate.ids[row],
      `${candidate.ids[row]} and ${champion.ids[row]} in row ${row}`,
    );
  }
  const { candidateVersion, championVersion, candidateDecision, championDecision, ...how } = options;
  checkOptions<VersionOptions>(
    place,
    { candidateVersion, championVersion, candidateDecision, championDecision },
    rules,
  );
  const judging = judgingOf<unknown, Target>(place, how);
  const { ids, targets, clusters, inputs, dataset } = candidate;
  const facts = { ids, dataset, ...(clusters && { clusters }), ...(inputs && { inputs }) };
  return judging.report(
    {
      candidate: { version: candidateVersion, outputs: candidate.outputs, decision: candidateDecision },
      champion: { version: championVersion, outputs: champion.outputs, decision: championDecision },
      targets,
      facts,
    },
    context.signal ?? new AbortController().signal,
  );
}
