import { InvalidArgumentError } from "../../core/index.js";
import type { ClassTargets, LabelSetTargets, NumberTargets } from "../../model/house.js";
import type { NumericOutputs, Task } from "../../model/index.js";
import type { MetricInput } from "../metric.js";
import { type ClassLabel, compareLabels, isRows, type Labels } from "./class-label.js";
import { encodeLabels } from "./encode-labels.js";
import { flatRows } from "./flat-rows.js";
import { checkLength, isNoun, rowWeights } from "./inputs.js";
import { readLabelSets } from "./read-label-sets.js";
import { checkUnitInterval, yesNoProbabilities, yesNoRows } from "./yes-no-rows.js";

/** Checked outputs that say how likely something is, beside what was so. */
export interface ScoreRows {
  readonly task: "binary" | "classes" | "label-sets";
  readonly rows: number;
  /** Numbers per row of `outputs`: 1, the classes, or the labels. */
  readonly width: number;
  /** 0 and 1; of classes each row's column, −1 of a class that has none; of label sets 0 and 1, row by row. */
  readonly targets: Float64Array;
  readonly outputs: Float64Array;
  readonly labels: readonly ClassLabel[] | undefined;
  /** Undefined when every row counts once. */
  readonly weights: Float64Array | undefined;
}

export interface ScoreDemands {
  readonly tasks: readonly Task[];
  /** The classes of the columns of plain rows. @default those that occur in the targets, sorted */
  readonly labels?: readonly ClassLabel[] | undefined;
  /** Any scores, such as sum to 1 over classes, or probabilities, which do too. */
  readonly outputs: "scores" | "sums" | "probabilities";
}

// What scikit-learn's log_loss allows float32 rows, whose softmax does not sum to 1: the root of their epsilon.
const sumTolerance = Math.sqrt(2 ** -23);

/** @throws {InvalidArgumentError} lengths, labels or tasks differ, or a value is none of its task's; the row is named. */
export function readScores(
  place: string,
  [targets, outputs, { weights } = {}]: MetricInput,
  demands: ScoreDemands,
): ScoreRows {
  const task = taskOf(place, targets, outputs, demands.tasks) as ScoreRows["task"];
  if (task === "binary") {
    const answers = isNoun<NumberTargets>(targets) ? targets.values : targets;
    const said = isNoun<NumericOutputs>(outputs) ? outputs.values : outputs;
    const read = demands.outputs === "probabilities" ? yesNoProbabilities : yesNoRows;
    const rows = read(place, answers as ArrayLike<number>, said as ArrayLike<number>, weights);
    return { task, rows: rows.targets.length, width: 1, labels: undefined, ...rows };
  }
  const table =
    task === "classes"
      ? readClasses(place, targets as Labels | ClassTargets, outputs as NumericOutputs, demands)
      : readLabelSets(place, targets as LabelSetTargets, outputs as NumericOutputs, demands.labels);
  if (demands.outputs === "probabilities") checkUnitInterval(place, table.outputs, table.width);
  if (task === "classes" && demands.outputs !== "scores") checkSums(place, table.outputs, table.width);
  return { task, ...table, weights: rowWeights(place, weights, table.rows) };
}

type Table = Omit<ScoreRows, "task" | "weights">;

function readClasses(
  place: string,
  targets: Labels | ClassTargets,
  outputs: NumericOutputs | ArrayLike<ArrayLike<number>>,
  demands: ScoreDemands,
): Table {
  const flat = flatRows(place, outputs);
  const rows = flat.rows;
  const encoded = isNoun<ClassTargets>(targets)
    ? { labels: targets.labels as readonly ClassLabel[], targets: targets.values }
    : encodeLabels(place, targets, targets);
  checkLength(place, "rows of outputs, as of targets", flat, encoded.targets.length);
  const given = isNoun<NumericOutputs>(outputs)
    ? outputs.labels
    : isNoun(targets)
      ? encoded.labels.slice(0, flat.width)
      : demands.labels && [...demands.labels].sort(compareLabels);
  const labels: readonly ClassLabel[] = given ?? encoded.labels;
  if (new Set(labels).size !== labels.length) throw new InvalidArgumentError(place, "each of `labels` once", labels);
  if (flat.width !== labels.length && rows > 0)
    throw new InvalidArgumentError(
      place,
      `a score for each of ${labels.length} classes (name those that do not occur by \`labels\`)`,
      flat.width,
      `${flat.width} at row 0`,
    );
  const columnOf = new Map(labels.map((label, column) => [String(label), column]));
  const columns = Float64Array.from(encoded.labels, (label) => columnOf.get(String(label)) ?? -1);
  const stranger = columns.indexOf(-1);
  // A noun may hold classes that no model knew; plain targets beyond the labels are a mistake.
  if (stranger >= 0 && !isNoun(targets))
    throw new InvalidArgumentError(place, "targets among `labels`", encoded.labels[stranger]);
  return {
    rows,
    width: labels.length,
    labels,
    targets: Float64Array.from(encoded.targets, (code) => columns[code] as number),
    outputs: flat.values,
  };
}

function checkSums(place: string, outputs: Float64Array, width: number): void {
  for (let start = 0; start < outputs.length; start += width) {
    let sum = 0;
    for (let index = start; index < start + width; index++) sum += outputs[index] as number;
    if (!(Math.abs(sum - 1) <= sumTolerance))
      throw new InvalidArgumentError(place, "probabilities that sum to 1", sum, `${sum} at row ${start / width}`);
  }
}

/** The task of nouns, or of plain arrays by their shape. @throws {InvalidArgumentError} the metric has none of that task. */
export function taskOf(place: string, targets: MetricInput[0], outputs: MetricInput[1], tasks: readonly Task[]): Task {
  const stated = isNoun<{ readonly task: Task }>(targets) ? targets.task : undefined;
  const said = isNoun<{ readonly task: Task }>(outputs) ? outputs.task : undefined;
  if (stated !== undefined && said !== undefined && stated !== said)
    throw new InvalidArgumentError(place, `outputs of the task ${stated}, as the targets are`, said);
  const task = stated ?? said ?? taskOfArrays(targets as ArrayLike<unknown>, outputs as ArrayLike<unknown>, tasks);
  if (!tasks.includes(task))
    throw new InvalidArgumentError(place, `targets and outputs of the task ${tasks.join(" or ")}`, task);
  return task;
}

function taskOfArrays(targets: ArrayLike<unknown>, outputs: ArrayLike<unknown>, tasks: readonly Task[]): Task {
  // Nothing is of any task.
  if (targets.length === 0 && outputs.length === 0 && !tasks.includes("binary")) return tasks[0] as Task;
  if (!isRows(outputs)) return "binary";
  return isRows(targets) ? "label-sets" : "classes";
}
