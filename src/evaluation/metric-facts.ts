import type { JsonObject } from "../core/index.js";
import type { Metric } from "../metrics/index.js";

/** A metric as params name it: what it is called, and every option that its value depends on. */
export function metricFacts({ name, params }: Pick<Metric<never>, "name" | "params">): JsonObject {
  return { name, params };
}
