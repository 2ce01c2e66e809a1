import type { MirroredEvent } from "./registry-mirror.js";

/** Which version every name points at by the end of a history. */
export function aliasesOf(history: readonly MirroredEvent[]): ReadonlyMap<string, string> {
  return new Map(history.flatMap(({ alias, version }) => (alias === undefined ? [] : [[alias, version] as const])));
}
