import { fingerprint } from "../core/house.js";
import { requestJson } from "./request-json.js";

/** What tells requests apart when the caller names no key: who asks, when, and all of what is asked. */
export function defaultKey(unit: string | undefined, time: number, row: Readonly<Record<string, unknown>>): string {
  return `${unit ?? ""}@${time}#${fingerprint(requestJson(row)).slice(0, 16)}`;
}
