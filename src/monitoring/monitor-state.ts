import type { DDSketch } from "../stats/index.js";
import type { ClusterTotals } from "./cluster-totals.js";
import type { ColumnCounts } from "./column-counts.js";
import type { MonitorReference } from "./reference.js";

/** What a monitor has counted so far. */
export interface MonitorState {
  readonly reference: MonitorReference;
  readonly columns: ReadonlyMap<string, ColumnCounts>;
  readonly outputs: ColumnCounts | undefined;
  readonly totals: ClusterTotals;
  readonly latency: DDSketch;
  readonly counts: { rows: number; errors: number; fallbacks: number; from: number; to: number };
}
