import { checkArguments, counted, option } from "../core/house.js";
import { InvalidArgumentError, type Json } from "../core/index.js";
import { checkUnanswered, type UnansweredRow, unansweredAt } from "./unanswered.js";

/** Tasks whose outputs are numbers. */
export type NumericTask = "binary" | "number" | "classes" | "label-sets" | "ranking" | "vector";

/** What outputs of every task may say. */
export interface MayBeUnanswered {
  /** Rows that could not be answered, by rising row: what stands for them in `values` means nothing. Left out where every row was. */
  readonly unanswered?: readonly UnansweredRow[];
}

/** Outputs that are numbers: `rows` × `width` of them, row by row. */
export interface NumericOutputs extends MayBeUnanswered {
  readonly task: NumericTask;
  readonly rows: number;
  /** Numbers per row: 1, the classes, the labels, or the vector's length. */
  readonly width: number;
  readonly values: Float64Array;
  /** What each number of a row is the probability of; for `classes` and `label-sets` only. */
  readonly labels?: readonly string[];
}

/** Outputs that are texts, one per row. */
export interface TextOutputs extends MayBeUnanswered {
  readonly task: "text";
  readonly rows: number;
  readonly values: readonly string[];
}

/** Outputs that are JSON, one per row. */
export interface JsonOutputs<T = Json> extends MayBeUnanswered {
  readonly task: "json";
  readonly rows: number;
  readonly values: readonly T[];
}

/** What any model gives, for some rows. */
export type Outputs = NumericOutputs | TextOutputs | JsonOutputs;

/** Outputs of one number per row. @throws {InvalidArgumentError} one is NaN, or a probability is outside of [0, 1]. */
export function numericOutputs(task: "binary" | "number" | "ranking", values: Float64Array): NumericOutputs {
  checkArguments("outputs", { values }, { values: option.numbers });
  return checkOutputs("outputs", { task, rows: values.length, width: 1, values });
}

/**
 * Outputs with a probability for each class, or for each label on its own.
 * @param values Row by row, in the order of the labels.
 * @throws {InvalidArgumentError} there is not one for each label and row, one is outside of [0, 1], or those of a row's classes do not sum to 1.
 */
export function labelledOutputs(
  task: "classes" | "label-sets",
  labels: readonly string[],
  values: Float64Array,
): NumericOutputs {
  checkArguments("outputs", { labels, values }, { labels: option.rows, values: option.numbers });
  const rows = values.length / labels.length;
  return checkOutputs("outputs", { task, rows, width: labels.length, values, labels });
}

/** Outputs that are texts. */
export function textOutputs(values: readonly string[]): TextOutputs {
  checkArguments("outputs", { values }, { values: option.rows });
  return { task: "text", rows: values.length, values };
}

/** Outputs that are JSON. */
export function jsonOutputs<T extends Json>(values: readonly T[]): JsonOutputs<T> {
  checkArguments("outputs", { values }, { values: option.rows });
  return { task: "json", rows: values.length, values };
}

/** The output of one row as it is answered and logged; null where there is none. */
export function outputAt(outputs: Outputs, row: number): Json {
  // Called for each row and each request, so nothing is made for the check where there is a task.
  if (typeof outputs?.task !== "string")
    checkArguments("outputs", { outputs }, { outputs: option.having("outputs of a task", "task", "values") });
  if (unansweredAt(outputs, row) !== undefined) return null;
  if (outputs.task === "text" || outputs.task === "json") return outputs.values[row] ?? null;
  const { task, width, values, labels } = outputs;
  if (task === "vector") return [...values.subarray(row * width, (row + 1) * width)];
  if (labels === undefined) return values[row] as number;
  return Object.fromEntries(labels.map((label, index) => [label, values[row * width + index] as number]));
}

// Float32 softmax sums miss 1 by this much; scikit-learn takes them as they are.
const sumTolerance = 1e-4;

/**
 * Outputs as they were given.
 * @param rows How many rows were asked for. @default as many as there are
 * @throws {InvalidArgumentError} there are more or fewer, one is NaN, a probability is none, or unanswered rows do not rise or do not say why.
 */
export function checkOutputs<T extends Outputs>(place: string, outputs: T, rows = outputs.rows): T {
  if (outputs.rows !== rows || !Number.isInteger(rows))
    throw new InvalidArgumentError(place, `outputs for ${counted(rows, "row")}`, outputs.rows);
  checkUnanswered(place, outputs, rows);
  if (outputs.task === "text" || outputs.task === "json") {
    if (outputs.values.length !== rows)
      throw new InvalidArgumentError(place, `${counted(rows, "value")}, one a row`, outputs.values.length);
    return outputs;
  }
  const { task, width, values, labels } = outputs;
  if (values.length !== rows * width)
    throw new InvalidArgumentError(place, `${rows * width} numbers, ${width} a row`, values.length);
  if ((task === "classes" || task === "label-sets") && labels?.length !== width)
    throw new InvalidArgumentError(place, `${counted(width, "label")}, one for each number of a row`, labels);
  const isProbability = task === "binary" || labels !== undefined;
  for (const [index, value] of values.entries()) {
    if (outputs.unanswered !== undefined && unansweredAt(outputs, Math.floor(index / width)) !== undefined) continue;
    if (Number.isNaN(value))
      throw new InvalidArgumentError(place, `a number for row ${Math.floor(index / width)}`, value);
    if (isProbability && !(value >= 0 && value <= 1))
      throw new InvalidArgumentError(
        place,
        `a probability from 0 to 1 for row ${Math.floor(index / width)}${value > 1 && value <= 100 ? " (percent? divide by 100)" : ""}`,
        value,
      );
  }
  if (task === "classes") checkSums(place, outputs);
  return outputs;
}

function checkSums(place: string, outputs: NumericOutputs): void {
  const { rows, width, values } = outputs;
  for (let row = 0; row < rows; row++) {
    if (unansweredAt(outputs, row) !== undefined) continue;
    let sum = 0;
    for (let index = row * width; index < (row + 1) * width; index++) sum += values[index] as number;
    if (!(Math.abs(sum - 1) <= sumTolerance))
      throw new InvalidArgumentError(place, `probabilities of classes that sum to 1 in row ${row}`, sum);
  }
}
