import type { Json } from "../core/index.js";
import type { Targets } from "./targets.js";

/** What was right for one row: 0 or 1, a number, a class, a list of labels, numbers, a text or JSON. */
export function targetAt(targets: Targets, row: number): Json {
  switch (targets.task) {
    case "classes":
      return targets.labels[targets.values[row] as number] ?? null;
    case "label-sets": {
      const { labels, values } = targets;
      return labels.filter((_, code) => values[row * labels.length + code] === 1);
    }
    case "vector":
      return [...targets.values.subarray(row * targets.width, (row + 1) * targets.width)];
    default:
      return targets.values[row] ?? null;
  }
}
