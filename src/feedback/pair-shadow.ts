import type { ModelName, Prediction, Predictions } from "../model/index.js";
import { compileRow } from "../schema/house.js";
import type { JoinedPrediction } from "./join-labels.js";
import { readTimes } from "./read-times.js";

/** Two models' outputs for the same labelled requests: what a paired comparison reads. */
export interface ShadowPairs {
  readonly candidate: Predictions<number, number>;
  readonly champion: Predictions<number, number>;
}

export interface PairShadowOptions {
  /** The shadow's version, e.g. `late-flights@3`. */
  readonly candidate: string;
  /** The version it is compared with, where several answered. @default whichever was champion */
  readonly champion?: string;
  /** Rows of one cluster are not independent. @default the cluster that the router recorded */
  readonly cluster?: (prediction: Prediction) => string;
}

/**
 * Pairs what a shadow said with what the champion answered live, where a label is known; a canary's answers, fallbacks on either side and
 * rows without a target are left out. Clusters are given only when every pair has one.
 */
export function pairShadow<Row, Label extends string, Target>(
  name: ModelName<Row, Label, Target>,
  joined: readonly JoinedPrediction[],
  options: PairShadowOptions,
): ShadowPairs {
  const {
    candidate,
    champion,
    cluster = (prediction) => prediction.cluster,
  } = options as PairShadowOptions & {
    readonly cluster?: (prediction: Prediction) => string | undefined;
  };
  const target = compileRow(name.target.node);
  const read = readTimes(name.contract);
  const live = new Map<string, { readonly output: number; readonly cluster: string | undefined }>();
  for (const { prediction, request } of joined) {
    const { arm, version, output } = prediction;
    if (arm === "champion" && typeof output === "number" && prediction.fallback === undefined)
      if (champion === undefined || version === champion) live.set(request, { output, cluster: cluster(prediction) });
  }
  const ids: string[] = [];
  const outputs: number[] = [];
  const beside: number[] = [];
  const targets: number[] = [];
  const clusters: string[] = [];
  for (const { prediction, request, label } of joined) {
    const { arm, version, output, fallback, row } = prediction;
    if (arm !== "shadow" || version !== candidate || label === undefined) continue;
    const answered = live.get(request);
    const value = target(read({ ...row, ...label.values }));
    if (answered === undefined || typeof output !== "number" || fallback !== undefined || value === null) continue;
    ids.push(request);
    outputs.push(output);
    beside.push(answered.output);
    targets.push(Number(value));
    if (answered.cluster !== undefined) clusters.push(answered.cluster);
  }
  const shared = { ids, targets, dataset: "live traffic", ...(clusters.length === ids.length && { clusters }) };
  return { candidate: { ...shared, outputs }, champion: { ...shared, outputs: beside } };
}
