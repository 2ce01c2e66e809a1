import { InvalidArgumentError, type Json, type JsonObject } from "../../core/index.js";
import { isLoggedOutput, outputsFromLog } from "../../model/house.js";
import type { Outputs, Task, UnansweredRow } from "../../model/index.js";

export interface About {
  readonly task: Task;
  readonly labels?: readonly string[];
}

/** What became of a row: an output of the task as it is logged, or why there is none. */
export type SaidRow = { readonly said: Json } | Omit<UnansweredRow, "row">;

/**
 * What was said of one row as an output of a task is logged: a class counts as its certainty, named labels as theirs, yes and no as 1 and 0.
 * @throws {InvalidArgumentError} something else was said than the task asks for, e.g. a class that is none.
 */
export function saidOutput(place: string, { task, labels }: About, said: Json): Json {
  const output = outputOf(task, said);
  if (!isLoggedOutput(task, output) || !allFinite(output)) return refuse(place, expected(task, labels), said);
  if (task === "classes" || task === "label-sets")
    for (const name of Object.keys(output as JsonObject))
      if (labels && !labels.includes(name)) refuse(place, `one of ${labels.join(", ")}`, name);
  outputsFromLog(place, task, [output], labels);
  return output;
}

/** What was said of rows, in their order, as outputs of a task. Of vectors those of another length than most cannot be read. */
export function saidOutputs(place: string, { task, labels }: About, rows: readonly SaidRow[]): Outputs {
  const read = task === "vector" ? withOneLength(rows) : rows;
  const unanswered = read.flatMap((one, row) => ("said" in one ? [] : [{ row, ...one }]));
  const places = read.flatMap((one, row) => ("said" in one ? [row] : []));
  const said = read.flatMap((one) => ("said" in one ? [one.said] : []));
  const outputs = outputsFromLog(place, task, said, labels);
  return unanswered.length === 0 ? outputs : { ...spread(outputs, places, rows.length), unanswered };
}

/** Answers at their places among all rows; between them stands what means nothing, and is refused where it is read as a number. */
function spread(outputs: Outputs, places: readonly number[], rows: number): Outputs {
  if (outputs.task === "text") {
    const values = new Array<string>(rows).fill("");
    for (const [index, place] of places.entries()) values[place] = outputs.values[index] as string;
    return { ...outputs, rows, values };
  }
  if (outputs.task === "json") {
    const values = new Array<Json>(rows).fill(null);
    for (const [index, place] of places.entries()) values[place] = outputs.values[index] ?? null;
    return { ...outputs, rows, values };
  }
  const { width } = outputs;
  const values = new Float64Array(rows * width).fill(Number.NaN);
  for (const [index, place] of places.entries())
    values.set(outputs.values.subarray(index * width, (index + 1) * width), place * width);
  return { ...outputs, rows, values };
}

function withOneLength(rows: readonly SaidRow[]): readonly SaidRow[] {
  const lengthOf = (row: SaidRow): number | undefined =>
    "said" in row ? (row.said as readonly Json[]).length : undefined;
  const counts = new Map<number, number>();
  for (const length of rows.flatMap((row) => lengthOf(row) ?? [])) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [most] = [...counts].sort(([, left], [, right]) => right - left)[0] ?? [];
  return rows.map((row) => {
    const length = lengthOf(row);
    if (length === undefined || length === most) return row;
    return { kind: "unreadable", reason: `${length} numbers, where most rows have ${most}` };
  });
}

function outputOf(task: Task, said: Json): Json {
  if (task === "binary" && typeof said === "boolean") return Number(said);
  if (task === "classes" && typeof said === "string") return { [said]: 1 };
  if (task === "label-sets" && Array.isArray(said)) return Object.fromEntries(said.map((name) => [String(name), 1]));
  return said;
}

/** Metrics have no value of what is infinite. */
function allFinite(output: Json): boolean {
  const numbers = typeof output === "object" && output !== null ? Object.values(output) : [output];
  return numbers.every((value) => typeof value !== "number" || Number.isFinite(value));
}

function expected(task: Task, labels: readonly string[] = []): string {
  switch (task) {
    case "classes":
    case "label-sets":
      return `names or probabilities of ${labels.join(", ")}`;
    case "binary":
      return "true, false or a probability";
    case "vector":
      return "numbers";
    case "text":
      return "a text";
    case "json":
      return "JSON that is not null";
    default:
      return "a number";
  }
}

function refuse(place: string, wanted: string, said: unknown): never {
  throw new InvalidArgumentError(place, `a reply that says ${wanted}`, said);
}
