import { checkOptions, type OptionRules, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import { type Profile, profileReducer } from "../../dataset/index.js";
import { clusterRobustMean } from "../../stats/house.js";
import { decidedAt, defaultDecision } from "../decide.js";
import { decisionRule } from "../decision-rule.js";
import type { Decision } from "../model.js";
import { checkOutputs, type Outputs, outputAt } from "../outputs.js";
import { targetAt } from "../target-at.js";
import type { Targets } from "../targets.js";
import { unansweredAt } from "../unanswered.js";
import { measureRow, type RowMeasure } from "./measure-row.js";
import type { ModelProfile, QualityProfile } from "./model-profile.js";
import { type OutputFacts, outputColumns, outputRow } from "./output-columns.js";

export interface ProfileModelOptions {
  /** The rows it was trained on, or of any time that counts as normal: of `profileDataset` or `profileRows`. */
  readonly inputs: Profile;
  /** What it said, of rows that it was not trained on. @default Outputs are not watched */
  readonly outputs?: Outputs;
  /** @default The task's: probabilities are taken from one half on */
  readonly decision?: Decision;
  /** What was right for those rows, in their order. @default Quality has no reference */
  readonly targets?: Targets;
  /** Rows of one cluster, e.g. a day, are not independent. @default Each row its own */
  readonly clusters?: readonly string[];
  /** Further measures of quality, by which a text or JSON can be judged at all. @default none */
  readonly measures?: readonly RowMeasure[];
}

const rules: OptionRules<ProfileModelOptions> = {
  inputs: option.required(option.noun),
  outputs: option.noun,
  decision: decisionRule,
  targets: option.noun,
  clusters: option.listOf(option.text),
  measures: option.listOf(option.noun),
};

/**
 * What is normal for a model: the reference that monitors compare with. `evaluate` makes it of a candidate, and `register` saves it with
 * the version. Rows without an answer say nothing of it.
 * @throws {InvalidArgumentError} there are not as many targets or clusters as outputs, or an output is NaN.
 */
export function profileModel(options: ProfileModelOptions): ModelProfile {
  checkOptions("model profile", options, rules);
  const { inputs, outputs, targets } = options;
  if (outputs === undefined) return { format: "model-profile@1", inputs };
  checkOutputs("model profile", outputs);
  const { task, rows } = outputs;
  const labels = "labels" in outputs ? outputs.labels : undefined;
  const facts: OutputFacts = { task, ...(labels && { labels }), decision: options.decision ?? defaultDecision(task) };
  const columns = outputColumns(facts, "width" in outputs ? outputs.width : 0);
  const state = profileReducer({ columns }).create();
  for (let row = 0; row < rows; row++)
    if (unansweredAt(outputs, row) === undefined)
      state.add(outputRow(facts, outputAt(outputs, row), decidedAt(facts.decision, outputs, row)));
  const quality = targets && qualityOf(facts, targets, outputs, options);
  return {
    format: "model-profile@1",
    inputs,
    outputs: { ...facts, profile: state.value() },
    ...(quality && { quality }),
  };
}

function qualityOf(
  facts: OutputFacts,
  targets: Targets,
  outputs: Outputs,
  { clusters, measures }: ProfileModelOptions,
): QualityProfile {
  for (const [name, count] of [
    ["targets", targets.rows] as const,
    ["clusters", clusters?.length ?? outputs.rows] as const,
  ])
    if (count !== outputs.rows)
      throw new InvalidArgumentError("model profile", `${outputs.rows} ${name}, one an output`, count);
  const values = new Map<string, number[]>();
  const kept: string[] = [];
  for (let row = 0; row < outputs.rows; row++) {
    if (unansweredAt(outputs, row) !== undefined) continue;
    const numbers = measureRow(facts, targetAt(targets, row), outputAt(outputs, row), measures);
    if (numbers === undefined) continue;
    kept.push(clusters?.[row] ?? String(row));
    for (const [name, value] of Object.entries(numbers)) {
      const known = values.get(name);
      if (known === undefined) values.set(name, [value]);
      else known.push(value);
    }
  }
  return summarize(values, clusters && kept);
}

function summarize(
  values: ReadonlyMap<string, readonly number[]>,
  clusters: readonly string[] | undefined,
): QualityProfile {
  const found = [...values].flatMap(([name, numbers]) => {
    const mean = clusterRobustMean(numbers, clusters);
    return mean === undefined ? [] : [{ name, mean }];
  });
  return {
    rows: found[0]?.mean.rows ?? 0,
    clusters: found[0]?.mean.clusters ?? 0,
    measures: Object.fromEntries(
      found.map(({ name, mean }) => [name, { value: mean.estimate, standardError: mean.standardError ?? null }]),
    ),
  };
}
