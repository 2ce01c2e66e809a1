import { fingerprint } from "../../core/house.js";
import type { JsonObject } from "../../core/index.js";

/**
 * What tells requests apart when the caller names no key: who asks, when, and all of what is asked, as one digest. Whoever knows all of that could
 * compute it: give a key of your own, e.g. the request's id, where rows are personal.
 */
export function defaultKey(unit: string | undefined, time: number, json: JsonObject): string {
  return fingerprint({ unit: unit ?? null, time, row: json });
}
