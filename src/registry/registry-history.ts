import type { Digest, Store } from "../core/index.js";
import { type RegistryEvent, readRegistryEvent } from "./registry-event.js";
import { registryLogName } from "./registry-log.js";
import { formatVersion } from "./version-id.js";

/** One line of a model's history. */
export interface RegistryHistoryEntry {
  readonly sequence: number;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly type: RegistryEvent["type"];
  readonly version: string;
  /** The name that points at the version from here on, e.g. `challenger`; `champion` of promotions and rollbacks, undefined of registrations. */
  readonly alias: string | undefined;
  readonly by: string | undefined;
  /** Why, as it was stated: of overrides and rollbacks. */
  readonly reason: string | undefined;
  /** Digests of the evaluation reports a promotion was decided on. */
  readonly evidence: readonly Digest[];
  /** Readable: what happened and why. */
  readonly summary: string;
}

export async function readHistory(store: Store, model: string): Promise<readonly RegistryHistoryEntry[]> {
  const entries: RegistryHistoryEntry[] = [];
  for await (const stored of store.read(registryLogName(model))) {
    const { sequence, time } = stored;
    const event = readRegistryEvent(stored);
    // What newer writers say is nothing that this reader could put in words.
    if (event === undefined) continue;
    const version = formatVersion(model, event.data.number);
    const alias = aliasOf(event);
    const by = "by" in event.data ? event.data.by : undefined;
    const reason = "reason" in event.data ? event.data.reason : undefined;
    const evidence = "evidence" in event.data ? event.data.evidence : [];
    const summary = summarize(model, version, event);
    entries.push({ sequence, time, type: event.type, version, alias, by, reason, evidence, summary });
  }
  return entries;
}

function aliasOf({ type, data }: RegistryEvent): string | undefined {
  if (type === "version-registered") return undefined;
  return type === "alias-set" ? data.alias : "champion";
}

function summarize(model: string, version: string, event: RegistryEvent): string {
  switch (event.type) {
    case "version-registered":
      return `${version} registered`;
    case "alias-set":
      return `${version} is now ${event.data.alias}`;
    case "version-promoted": {
      const { previous, decision, reason } = event.data;
      const before = previous === null ? "the first champion" : `champion after ${formatVersion(model, previous)}`;
      return `${version} promoted: ${before}, ${decision === "pass" ? "its gate passed" : `by override: ${reason ?? ""}`}`;
    }
    case "version-rolled-back":
      return `rolled back from ${formatVersion(model, event.data.previous)} to ${version}: ${event.data.reason}`;
  }
}
