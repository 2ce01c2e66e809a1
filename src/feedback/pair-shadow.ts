import { checkOptions, type OptionRules, option } from "../core/house.js";
import type { Json } from "../core/index.js";
import {
  compileTarget,
  isLoggedOutput,
  type LabelledOutputs,
  loggedLabels,
  outputsFromLog,
  readLoggedRow,
  targetsOf,
} from "../model/house.js";
import type { ModelName, Prediction } from "../model/index.js";
import { batchFromRows } from "../schema/index.js";
import type { JoinedPrediction } from "./join-labels.js";

/** Two models' outputs for the same labelled requests, in the same order: what a paired comparison reads. */
export interface ShadowPairs {
  readonly candidate: LabelledOutputs;
  readonly champion: LabelledOutputs;
  /** The shadow's answers that are in no pair, by the first reason that holds. */
  readonly leftOut: {
    readonly unlabelled: number;
    /** On either side: nobody's judgement is compared with a default, or with nothing. */
    readonly fallback: number;
    /** The champion's answer is not there, e.g. because a canary answered. */
    readonly unpaired: number;
    /** The label says nothing of the target, or what cannot be one. */
    readonly withoutTarget: number;
  };
}

export interface PairShadowOptions {
  /** The shadow's version, e.g. `late-flights@3`. */
  readonly candidate: string;
  /** The version it is compared with, where several answered. @default whichever was champion */
  readonly champion?: string;
  /** Rows of one cluster are not independent. @default the cluster that the router recorded */
  readonly cluster?: (prediction: Prediction) => string;
  /** What was asked, for layers that look at it. @default nothing */
  readonly question?: (prediction: Prediction) => string;
}

const rules: OptionRules<PairShadowOptions> = {
  candidate: option.required(option.text),
  champion: option.text,
  cluster: option.callback,
  question: option.callback,
};

interface Pair {
  readonly id: string;
  readonly candidate: Json;
  readonly champion: Json;
  readonly row: Readonly<Record<string, unknown>>;
  readonly cluster: string | undefined;
  readonly question: string | undefined;
}

/**
 * Pairs what a shadow said with what the champion answered live, where a label is known; for every task. Targets are the model's own, clusters are
 * given only when every pair has one. Probabilities by class or label stand in one order for both, and what a model does not know has probability 0.
 */
export function pairShadow<Row, Label extends string, Target>(
  name: ModelName<Row, Label, Target>,
  joined: readonly JoinedPrediction[],
  options: PairShadowOptions,
): ShadowPairs {
  checkOptions("pair shadow", options, rules);
  const { candidate, champion } = options;
  const clusterOf: (prediction: Prediction) => string | undefined = options.cluster ?? (({ cluster }) => cluster);
  const target = compileTarget(name);
  const live = new Map<string, Prediction>();
  for (const { prediction, request } of joined)
    if (prediction.arm === "champion" && (champion === undefined || prediction.version === champion))
      live.set(request, prediction);
  const leftOut = { unlabelled: 0, fallback: 0, unpaired: 0, withoutTarget: 0 };
  const pairs: Pair[] = [];
  for (const { prediction, request, label } of joined) {
    if (prediction.arm !== "shadow" || prediction.version !== candidate) continue;
    const answered = live.get(request);
    const row = { ...prediction.row, ...label?.values };
    if (label === undefined) leftOut.unlabelled++;
    else if (answered === undefined) leftOut.unpaired++;
    else if (!isOwnAnswer(name, prediction) || !isOwnAnswer(name, answered)) leftOut.fallback++;
    else if (target(row) === null) leftOut.withoutTarget++;
    else
      pairs.push({
        id: request,
        candidate: prediction.output as Json,
        champion: answered.output as Json,
        row,
        cluster: clusterOf(answered),
        question: options.question?.(answered),
      });
  }
  return { ...alignPairs(name, pairs), leftOut };
}

function isOwnAnswer(
  { task }: Pick<ModelName<never, never, never>, "task">,
  { output, fallback }: Prediction,
): boolean {
  return fallback === undefined && isLoggedOutput(task, output);
}

function alignPairs<Row, Label extends string, Target>(
  name: ModelName<Row, Label, Target>,
  pairs: readonly Pair[],
): Pick<ShadowPairs, "candidate" | "champion"> {
  const place = `pair shadow ${name.name}`;
  const said = { candidate: pairs.map((pair) => pair.candidate), champion: pairs.map((pair) => pair.champion) };
  const labels = name.target.labels ?? loggedLabels([...said.candidate, ...said.champion]);
  const read = readLoggedRow(name.contract);
  const rows = pairs.map(({ row }) => read(row));
  const { targets } = targetsOf(name, batchFromRows(name.contract.columns, rows), labels);
  const clusters = pairs.flatMap(({ cluster }) => cluster ?? []);
  const inputs = pairs.flatMap(({ question }) => question ?? []);
  const shared = {
    ids: pairs.map(({ id }) => id),
    targets,
    dataset: "live traffic",
    ...(clusters.length === pairs.length && { clusters }),
    ...(inputs.length === pairs.length && { inputs }),
  };
  return {
    candidate: { ...shared, outputs: outputsFromLog(place, name.task, said.candidate, labels) },
    champion: { ...shared, outputs: outputsFromLog(place, name.task, said.champion, labels) },
  };
}
