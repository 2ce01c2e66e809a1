import type { ClassTargets } from "../../model/house.js";
import type { NumericOutputs, Task } from "../../model/index.js";
import type { MetricInput } from "../metric.js";
import { type ClassLabel, compareLabels, isRows, type Labels } from "./class-label.js";
import { encodeLabels } from "./encode-labels.js";
import { isNoun, rowWeights } from "./inputs.js";
import { readLabelSets } from "./read-label-sets.js";
import { readScores, type ScoreRows, taskOf } from "./read-scores.js";

/** What was decided beside what was so. */
export type DecidedRows = DecidedClasses | DecidedSets;

export interface DecidedClasses {
  readonly sets: false;
  readonly rows: number;
  readonly labels: readonly ClassLabel[];
  /** Positions in `labels`. */
  readonly targets: Int32Array;
  readonly outputs: Int32Array;
  readonly weights: Float64Array | undefined;
}

export interface DecidedSets {
  readonly sets: true;
  readonly rows: number;
  readonly labels: readonly ClassLabel[];
  /** 0 and 1, row by row. */
  readonly targets: Uint8Array;
  readonly outputs: Uint8Array;
  readonly weights: Float64Array | undefined;
}

export interface DecisionDemands {
  readonly tasks: readonly Task[];
  /** Probabilities at or above it are a yes. */
  readonly threshold: number;
  /** The classes of the columns of plain rows of probabilities. */
  readonly labels?: readonly ClassLabel[] | undefined;
}

/**
 * Decisions as they are, or taken from probabilities: at the threshold, or for the likeliest class (of equally likely ones the first).
 * Plain outputs are probabilities of yes when one of them is not a whole number.
 *
 * @throws {InvalidArgumentError} as `readScores`, or labels are of several types.
 */
export function readDecided(place: string, input: MetricInput, demands: DecisionDemands): DecidedRows {
  const [targets, outputs, { weights } = {}] = input;
  if (!isNoun(targets) && !isNoun(outputs) && !isRows(outputs)) {
    if (isRows(targets) && targets.length > 0) readLabelSets(place, targets as never, outputs as never, undefined);
    return areLabels(outputs as ArrayLike<unknown>)
      ? decidedLabels(place, targets as Labels, outputs as Labels, weights)
      : yesNoAt(readScores(place, input, { ...demands, outputs: "probabilities" }), demands.threshold);
  }
  const task = taskOf(place, targets, outputs, demands.tasks);
  if (task === "label-sets") {
    const {
      labels,
      rows,
      targets: truth,
      outputs: said,
    } = readLabelSets(place, targets as never, outputs as never, demands.labels);
    return {
      sets: true,
      rows,
      labels,
      targets: Uint8Array.from(truth),
      outputs: Uint8Array.from(said, (output) => (output >= demands.threshold ? 1 : 0)),
      weights: rowWeights(place, weights, rows),
    };
  }
  if (
    task === "classes" &&
    isNoun<ClassTargets>(targets) &&
    isNoun<ClassTargets | NumericOutputs>(outputs) &&
    !("width" in outputs)
  )
    return decidedNouns(place, targets, outputs, weights);
  const scores = readScores(place, input, { ...demands, outputs: "probabilities" });
  return task === "binary" ? yesNoAt(scores, demands.threshold) : likeliest(place, input, scores);
}

function areLabels(outputs: ArrayLike<unknown>): boolean {
  if (outputs instanceof Int32Array || outputs instanceof Uint8Array) return true;
  for (let row = 0; row < outputs.length; row++)
    if (typeof outputs[row] === "number" && !Number.isInteger(outputs[row])) return false;
  return true;
}

function decidedLabels(
  place: string,
  targets: Labels,
  outputs: Labels,
  weights: ArrayLike<number> | undefined,
): DecidedClasses {
  const mixed =
    typeof targets[0] !== typeof outputs[0] && [targets[0], outputs[0]].every((one) => typeof one !== "string");
  const [truth, said] = mixed ? [Array.from(targets, Number), Array.from(outputs, Number)] : [targets, outputs];
  const { labels, targets: codes, predictions } = encodeLabels(place, truth, said);
  const rows = codes.length;
  return { sets: false, rows, labels, targets: codes, outputs: predictions, weights: rowWeights(place, weights, rows) };
}

function decidedNouns(
  place: string,
  targets: ClassTargets,
  outputs: ClassTargets,
  weights: ArrayLike<number> | undefined,
): DecidedClasses {
  const labels = [...new Set([...targets.labels, ...outputs.labels])].sort(compareLabels);
  const code = new Map(labels.map((label, position) => [label, position]));
  const coded = ({ labels: own, values }: ClassTargets): Int32Array => {
    const positions = own.map((label) => code.get(label) as number);
    return values.map((value) => positions[value] as number);
  };
  return {
    sets: false,
    rows: targets.rows,
    labels,
    targets: coded(targets),
    outputs: coded(outputs),
    weights: rowWeights(place, weights, targets.rows),
  };
}

function yesNoAt({ rows, targets, outputs, weights }: ScoreRows, threshold: number): DecidedClasses {
  return {
    sets: false,
    rows,
    labels: [0, 1],
    targets: Int32Array.from(targets),
    outputs: Int32Array.from(outputs, (output) => (output >= threshold ? 1 : 0)),
    weights,
  };
}

function likeliest(
  place: string,
  [given]: MetricInput,
  { rows, width, labels = [], outputs, weights, targets }: ScoreRows,
): DecidedClasses {
  const decided = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    let best = row * width;
    for (let index = best + 1; index < (row + 1) * width; index++)
      if ((outputs[index] as number) > (outputs[best] as number)) best = index;
    decided[row] = best - row * width;
  }
  if (!isNoun<ClassTargets>(given))
    return { sets: false, rows, labels, targets: Int32Array.from(targets), outputs: decided, weights };
  const names = labels.map(String);
  return decidedNouns(place, given, { task: "classes", rows, values: decided, labels: names }, weights);
}
