import { compileRow, type ModelName, type Predictions } from "../data/index.js";
import type { JoinedPrediction } from "./join-labels.js";

/** Two models' outputs for the same labelled requests: what a paired comparison reads. */
export interface ShadowPairs {
  readonly candidate: Predictions<number, number>;
  readonly champion: Predictions<number, number>;
}

/**
 * Pairs what a shadow said with what the champion answered live, where a label is known; a canary's answers and fallbacks are left out. Clusters are those the router recorded.
 * @param options.candidate The shadow's version, e.g. `late-flights@3`.
 */
export function pairShadow<Row, Label extends string, Target>(
  name: ModelName<Row, Label, Target>,
  joined: readonly JoinedPrediction[],
  options: { readonly candidate: string },
): ShadowPairs {
  const target = compileRow(name.target.node);
  const live = new Map(
    joined.flatMap(({ prediction }) => (prediction.arm !== "champion" ? [] : [[prediction.id, prediction] as const])),
  );
  const [ids, outputs, beside, targets, clusters]: [string[], number[], number[], number[], string[]] = [
    [],
    [],
    [],
    [],
    [],
  ];
  for (const { prediction, label } of joined) {
    if (
      prediction.arm !== "shadow" ||
      prediction.version !== options.candidate ||
      label === undefined ||
      prediction.shadowOf === undefined
    )
      continue;
    const answered = live.get(prediction.shadowOf);
    const value = target({ ...prediction.row, ...label.values });
    if (
      answered?.output === undefined ||
      answered.fallback !== undefined ||
      prediction.output === undefined ||
      value === null
    )
      continue;
    ids.push(answered.id);
    outputs.push(prediction.output);
    beside.push(answered.output);
    targets.push(Number(value));
    if (prediction.cluster !== undefined) clusters.push(prediction.cluster);
  }
  const shared = { ids, targets, dataset: "live traffic", ...(clusters.length === ids.length && { clusters }) };
  return { candidate: { ...shared, outputs }, champion: { ...shared, outputs: beside } };
}
