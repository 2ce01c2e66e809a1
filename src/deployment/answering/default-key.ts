import { fingerprint } from "../../core/house.js";
import type { JsonObject } from "../../core/index.js";

/** What tells requests apart when the caller names no key: who asks, when, and all of what is asked. */
export function defaultKey(unit: string | undefined, time: number, json: JsonObject): string {
  return `${unit ?? ""}@${time}#${fingerprint(json).slice(0, 16)}`;
}
