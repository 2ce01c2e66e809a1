import type { Json, JsonObject } from "../core/index.js";
import { checkOutputs, type Outputs } from "./outputs.js";
import type { Task } from "./task.js";

/** Whether a logged output is one of the task's: a number, probabilities by label, numbers, a text or JSON. Nothing is none. */
export function isLoggedOutput(task: Task, output: Json | undefined): boolean {
  if (output === undefined || output === null) return false;
  if (task === "json") return true;
  if (task === "text") return typeof output === "string";
  if (task === "vector") return isNumbers(output);
  if (task === "classes" || task === "label-sets") return isObject(output) && isNumbers(Object.values(output));
  return typeof output === "number";
}

/** The labels that logged probabilities name, in the order in which they first stand. */
export function loggedLabels(outputs: readonly Json[]): readonly string[] {
  const labels = new Set<string>();
  for (const output of outputs) if (isObject(output)) for (const label of Object.keys(output)) labels.add(label);
  return [...labels];
}

/**
 * The opposite of `outputAt`: outputs of rows as they were logged.
 * @param values What `isLoggedOutput` holds for.
 * @param labels For `classes` and `label-sets`: the order of the probabilities; one that a row does not name is 0. @default as the rows have them
 * @throws {InvalidArgumentError} a probability is none, or vectors have different lengths.
 */
export function outputsFromLog(
  place: string,
  task: Task,
  values: readonly Json[],
  labels?: readonly string[],
): Outputs {
  const rows = values.length;
  switch (task) {
    case "text":
      return { task, rows, values: values as readonly string[] };
    case "json":
      return { task, rows, values };
    case "classes":
    case "label-sets": {
      const named = labels ?? loggedLabels(values);
      const probabilities = values.flatMap((value) => named.map((label) => probabilityOf(value as JsonObject, label)));
      return checkOutputs(place, {
        task,
        rows,
        width: named.length,
        values: Float64Array.from(probabilities),
        labels: named,
      });
    }
    case "vector": {
      const vectors = values as readonly (readonly number[])[];
      const width = vectors[0]?.length ?? 0;
      return checkOutputs(place, { task, rows, width, values: Float64Array.from(vectors.flat()) });
    }
    default:
      return checkOutputs(place, { task, rows, width: 1, values: Float64Array.from(values as readonly number[]) });
  }
}

function probabilityOf(output: JsonObject, label: string): number {
  return Object.hasOwn(output, label) ? (output[label] as number) : 0;
}

function isNumbers(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === "number");
}

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
