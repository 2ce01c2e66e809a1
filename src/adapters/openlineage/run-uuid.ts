import { digestOf } from "../../core/house.js";

/**
 * The UUID of a run, or of one stage of it: always the same for the same names, so that whoever tells of a run again tells of the same run.
 * Version 8 of RFC 9562, made of the sha256 of the names.
 */
export function runUuid(...names: readonly string[]): string {
  const hex = digestOf(JSON.stringify(names)).replace(/^\w+:/, "");
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `${variant}${hex.slice(17, 20)}`];
  return [...parts, hex.slice(20, 32)].join("-");
}
