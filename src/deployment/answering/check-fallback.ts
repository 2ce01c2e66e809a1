import { InvalidArgumentError, type Json } from "../../core/index.js";
import { checkOutputs } from "../../model/house.js";
import type { Outputs, Task } from "../../model/index.js";
import { deepFreeze } from "../../schema/house.js";

/** What is given when nobody answers. */
export interface Fallback {
  readonly value: Json;
  /** The value itself where there is nothing to decide; null, which leaves it to a person, of probabilities. */
  readonly decision: Json;
}

/**
 * A declared fallback, checked against the model's task.
 * @param labels The classes or labels, where the model states them.
 * @throws {InvalidArgumentError} it is no output of the task.
 */
export function checkFallback(
  place: string,
  task: Task,
  labels: readonly string[] | undefined,
  value: unknown,
): Fallback {
  checkOutputs(`${place} fallback`, outputsOf(place, task, labels, value));
  const kept = deepFreeze(structuredClone(value)) as Json;
  return { value: kept, decision: task === "binary" || task === "classes" || task === "label-sets" ? null : kept };
}

function outputsOf(place: string, task: Task, stated: readonly string[] | undefined, value: unknown): Outputs {
  const refuse = (expected: string): never => {
    throw new InvalidArgumentError(place, `\`fallback.value\` to be ${expected}, as the task is ${task}`, value);
  };
  switch (task) {
    case "json":
      return { task, rows: 1, values: [value as Json] };
    case "text":
      return typeof value === "string" ? { task, rows: 1, values: [value] } : refuse("a text");
    case "vector":
      if (!Array.isArray(value) || !value.every((number) => typeof number === "number")) return refuse("numbers");
      return { task, rows: 1, width: value.length, values: Float64Array.from(value) };
    case "classes":
    case "label-sets": {
      if (typeof value !== "object" || value === null || Array.isArray(value)) return refuse("probabilities by label");
      const numbers = new Map(Object.entries(value));
      const labels = [...numbers.keys()];
      if (stated !== undefined && (stated.length !== labels.length || !stated.every((label) => numbers.has(label))))
        return refuse(`probabilities of ${stated.join(", ")}`);
      return { task, rows: 1, width: labels.length, values: Float64Array.from(numbers.values(), Number), labels };
    }
    default:
      if (typeof value !== "number") return refuse("a number");
      return { task, rows: 1, width: 1, values: Float64Array.of(value) };
  }
}
