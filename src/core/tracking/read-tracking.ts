import { MissingError } from "../errors/index.js";
import { checkArguments } from "../options/check-arguments.js";
import * as option from "../options/option-rule.js";
import { readSegments } from "../segments/read-segments.js";
import type { Store } from "../store.js";
import { trackingLog } from "./create-store-tracker.js";
import { type Tracking, TrackingFold, type TrackingRow } from "./tracking.js";

/** What a run has told the store's tracker, also while it is under way. @throws {MissingError} it has told nothing. */
export async function readTracking(store: Store, runId: string): Promise<Tracking> {
  checkArguments("tracking", { store }, { store: option.store });
  const log = trackingLog(runId);
  const fold = new TrackingFold(runId);
  let found = false;
  for (const name of await store.logs(`${log}/`)) {
    // Runs nested in this one stand below it too.
    if (!/^\/\d{6,}$/.test(name.slice(log.length))) continue;
    for await (const segment of readSegments(store, name)) {
      for (const row of await segment.values()) fold.add(row as TrackingRow);
      found = true;
    }
  }
  if (!found) throw new MissingError("tracking", `entries of run ${runId}`);
  return fold.value;
}
