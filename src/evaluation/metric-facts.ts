import type { JsonObject } from "../core/index.js";

/** A metric as params name it: what it is called, and every option that its value depends on. */
export function metricFacts({ name, params }: { readonly name: string; readonly params: JsonObject }): JsonObject {
  return { name, params };
}
