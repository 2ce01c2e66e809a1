import { InvalidArgumentError } from "../core/index.js";
import { quantileSorted } from "../stats/house.js";
import { type ColumnCounts, type ColumnReference, countsLike } from "./column-counts.js";

/** What was normal: fixed bins and their counts, kept with the model version; plain JSON without raw rows. */
export interface MonitorReference {
  readonly format: "monitor-reference@1";
  readonly rows: number;
  readonly columns: { readonly [name: string]: ColumnReference };
  /** Of the model's outputs; absent when only inputs are watched. */
  readonly outputs?: ColumnReference;
  /** Mean of target minus output, and mean log loss, on the reference; absent without labels. */
  readonly quality?: { readonly calibration: number; readonly logLoss: number };
}

export interface ReferenceOptions {
  /** Rows of the time that counts as normal. */
  readonly rows: Iterable<Readonly<Record<string, unknown>>>;
  /** The columns to watch. @default all columns of the first row that hold numbers, text or yes/no */
  readonly columns?: readonly string[];
  /** The model's outputs for these rows, in order. */
  readonly outputs?: ArrayLike<number>;
  /** 0 or 1 for each row, in order. */
  readonly targets?: ArrayLike<number>;
  /** Bins of numbers, cut at quantiles. @default 10 */
  readonly bins?: number;
}

const mostCategories = 100;

/** Describes what is normal, from plain rows. @throws {InvalidArgumentError} there are no rows. */
export function monitorReference(options: ReferenceOptions): MonitorReference {
  const rows = [...options.rows];
  const [first] = rows;
  if (first === undefined) throw new InvalidArgumentError("monitoring", "at least one reference row", "none");
  const { bins = 10, outputs, targets } = options;
  const names =
    options.columns ??
    Object.keys(first).filter((name) => ["number", "string", "boolean"].includes(typeof first[name]));
  const columns = Object.fromEntries(
    names.map((name) => [
      name,
      describeColumn(
        rows.map((row) => row[name]),
        bins,
      ),
    ]),
  );
  const described = outputs && describeColumn(Array.from(outputs), bins);
  const quality = outputs && targets && qualityOf(outputs, targets);
  return {
    format: "monitor-reference@1",
    rows: rows.length,
    columns,
    ...(described && { outputs: described }),
    ...(quality && { quality }),
  };
}

function describeColumn(values: readonly unknown[], bins: number): ColumnReference {
  const numbers = values.filter((value): value is number => typeof value === "number" && !Number.isNaN(value));
  const empty: ColumnReference =
    numbers.length > 0
      ? { kind: "number", edges: quantileEdges(numbers, bins), counts: [], missing: 0, rows: 0 }
      : { kind: "category", categories: frequent(values), counts: [], missing: 0, rows: 0 };
  const counts: ColumnCounts = countsLike(empty);
  for (const value of values) counts.add(value);
  return { ...empty, counts: counts.toJSON().counts, missing: counts.missing, rows: counts.rows };
}

/** Inner edges at quantiles, each once: a value that is very frequent gets a bin of its own. */
function quantileEdges(numbers: readonly number[], bins: number): readonly number[] {
  const sorted = Float64Array.from(numbers).sort();
  const edges = Array.from({ length: bins - 1 }, (_, index) => quantileSorted(sorted, (index + 1) / bins) as number);
  return [...new Set(edges)];
}

function frequent(values: readonly unknown[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const value of values)
    if (value !== null && value !== undefined) counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
  return [...counts]
    .sort(([left, a], [right, b]) => b - a || (left < right ? -1 : 1))
    .slice(0, mostCategories)
    .map(([category]) => category);
}

function qualityOf(
  outputs: ArrayLike<number>,
  targets: ArrayLike<number>,
): { readonly calibration: number; readonly logLoss: number } {
  let [distance, loss] = [0, 0];
  for (let row = 0; row < outputs.length; row++) {
    distance += (targets[row] as number) - (outputs[row] as number);
    loss += logLossOf(outputs[row] as number, targets[row] as number);
  }
  return { calibration: distance / outputs.length, logLoss: loss / outputs.length };
}

/** Negative log likelihood of one answer, the probability clipped to [2^−52, 1 − 2^−52]. */
export function logLossOf(output: number, target: number): number {
  const probability = Math.min(Math.max(output, Number.EPSILON), 1 - Number.EPSILON);
  return target === 1 ? -Math.log(probability) : -Math.log(1 - probability);
}
