import type { Store } from "../../core/index.js";
import { type RolloutEvent, readRolloutEvent } from "./rollout-event.js";

/** One line of a rollout's history. */
export interface RolloutHistoryEntry {
  readonly sequence: number;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly type: RolloutEvent["type"];
  /** Readable: what happened and why. */
  readonly summary: string;
}

/** What routers recorded of a model's rollouts, oldest first. */
export async function readRolloutHistory(store: Store, model: string): Promise<readonly RolloutHistoryEntry[]> {
  const entries: RolloutHistoryEntry[] = [];
  for await (const stored of store.read(`rollouts/${model}`)) {
    const event = readRolloutEvent(stored);
    // What newer writers say is nothing that this reader could put in words.
    if (event === undefined) continue;
    entries.push({ sequence: stored.sequence, time: stored.time, type: event.type, summary: summarize(event) });
  }
  return entries;
}

function summarize(event: RolloutEvent): string {
  switch (event.type) {
    case "rollout-started":
      return `${event.data.version} answers everybody`;
    case "champion-flipped":
      return `flipped from ${event.data.from} to ${event.data.to}${inSpite(event.data)}`;
    case "registry-followed":
      return `${event.data.version} answers everybody, as the registry says`;
    case "canary-started":
      return `canary ${event.data.version} answers ${percent(event.data.share)}${inSpite(event.data)}`;
    case "canary-share-changed":
      return `canary ${event.data.version} answers ${percent(event.data.share)}`;
    case "canary-ended":
      return `canary ${event.data.version} ended`;
    case "canary-promoted":
      return `canary ${event.data.version} answers everybody`;
    case "canary-rolled-back": {
      const { version, verdict, requests, units } = event.data;
      return `canary ${version} rolled back after ${requests} requests of ${units} units: ${verdict.guardrail}: ${verdict.message}`;
    }
    case "shadow-started":
      return `shadow ${event.data.version} started`;
    case "shadow-stopped":
      return `shadow ${event.data.version} stopped`;
  }
}

/** Shares stand in parts per million. */
function percent(share: number): string {
  return `${share / 10_000} %`;
}

function inSpite({ evenIfRolledBack }: { readonly evenIfRolledBack?: string }): string {
  return evenIfRolledBack === undefined ? "" : `, though it was rolled back before: ${evenIfRolledBack}`;
}
