import type { Clock } from "../clock.js";
import { checkOptions } from "../options/check-options.js";
import * as option from "../options/option-rule.js";
import type { TrackedRun, Tracker } from "../ports/tracker.js";
import { createSegmentWriter, type SegmentWriter } from "../segments/segment-writer.js";
import type { Store } from "../store.js";
import { systemClock } from "../system-clock.js";
import type { TrackingRow } from "./tracking.js";

/** The log that this and other processes open logs below, one for each time they track a run: `tracking/<runId>/000001` and so on. */
export function trackingLog(runId: string): string {
  return `tracking/${runId}`;
}

const mostPending = 50_000;

/**
 * The tracker that is always there: many entries a segment, so that a hundred thousand steps are cheap, read by `readTracking`.
 * A run that tells nothing leaves nothing. With a crash the entries of the last second may be lost.
 */
export function createStoreTracker(store: Store, options: { readonly clock?: Clock } = {}): Tracker {
  checkOptions("tracker", options, { clock: option.noun });
  const { clock = systemClock } = options;
  const started = new Map<string, TrackingRow>();
  const writers = new Map<string, Promise<SegmentWriter>>();

  async function write(runId: string, rows: readonly TrackingRow[]): Promise<void> {
    const known = writers.get(runId);
    const opened = known ?? createSegmentWriter(store, trackingLog(runId), { clock });
    if (known === undefined) writers.set(runId, opened);
    const writer = await opened.catch((error: unknown) => {
      writers.delete(runId); // The next call tries again.
      throw error;
    });
    const start = started.get(runId);
    if (start !== undefined) writer.write(start);
    started.delete(runId);
    for (const row of rows) {
      writer.write(row);
      if (writer.pending >= mostPending) await writer.flush();
    }
  }

  async function flush(runId: string): Promise<void> {
    const writer = writers.get(runId);
    writers.delete(runId);
    await (await writer)?.close();
  }

  return {
    specificationVersion: "v1",
    async start({ runId, name, parent, time }: TrackedRun) {
      started.set(runId, { type: "run-started", name, ...(parent !== undefined && { parent }), time });
      if (parent === undefined) return;
      await write(parent, [{ type: "run-nested", runId }]);
      await write(runId, []);
    },
    log: write,
    flush,
    async finish(runId, status, time) {
      if (!started.delete(runId)) await write(runId, [{ type: "run-ended", status, time }]);
      await flush(runId);
    },
  };
}
