import type { Json } from "../../core/index.js";
import type { Task } from "../../model/index.js";

/**
 * How far two outputs of one task are apart: of numbers and probabilities of yes the absolute difference, of probabilities by class the total
 * variation (half the sum of absolute differences), by label and of vectors the mean absolute difference. Undefined of texts and JSON.
 */
export function outputDistance(task: Task, one: Json, other: Json): number | undefined {
  if (task === "text" || task === "json") return undefined;
  if (typeof one === "number" && typeof other === "number") return Math.abs(one - other);
  const [left, right] = [numbersOf(one), numbersOf(other)];
  const keys = new Set([...left.keys(), ...right.keys()]);
  if (keys.size === 0) return undefined;
  let sum = 0;
  for (const key of keys) sum += Math.abs((left.get(key) ?? 0) - (right.get(key) ?? 0));
  return task === "classes" ? sum / 2 : sum / keys.size;
}

/** Numbers by class, label or place. */
function numbersOf(output: Json): ReadonlyMap<string, number> {
  if (typeof output !== "object" || output === null) return new Map();
  return new Map(Object.entries(output).filter((entry): entry is [string, number] => typeof entry[1] === "number"));
}
