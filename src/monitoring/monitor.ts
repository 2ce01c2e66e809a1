import { InvalidArgumentError } from "../core/index.js";
import { DDSketch } from "../stats/index.js";
import { type CheckOptions, checkWindow } from "./check-window.js";
import { ClusterTotals } from "./cluster-totals.js";
import { countsLike } from "./column-counts.js";
import type { MonitorReport } from "./monitor-report.js";
import type { MonitorState } from "./monitor-state.js";
import type { MonitorReference } from "./reference.js";

/** What is seen of one answered request. */
export interface Observation {
  readonly row: object;
  readonly output?: number | undefined;
  readonly latencyMilliseconds?: number;
  readonly error?: boolean;
  readonly fallback?: boolean;
  /** Milliseconds since 1970. */
  readonly time: number;
}

/** What turned out for an answered request. */
export interface Outcome {
  readonly output: number;
  /** 1 for yes, 0 for no. */
  readonly target: number;
  /** Rows of one cluster, e.g. a day, are not independent. */
  readonly cluster: string;
}

/** Watches one window of traffic against a reference. Merging two windows' monitors gives the monitor of both. */
export interface Monitor {
  observe(observation: Observation): void;
  label(outcome: Outcome): void;
  /** @throws {InvalidArgumentError} the other has another reference. */
  merge(other: Monitor): void;
  /** What the window looks like so far; the monitor goes on. */
  report(): MonitorReport;
  /** @internal What `merge` reads. */
  readonly state: MonitorState;
}

export function createMonitor(options: { readonly reference: MonitorReference } & CheckOptions): Monitor {
  const { reference } = options;
  const state: MonitorState = {
    reference,
    columns: new Map(Object.entries(reference.columns).map(([name, column]) => [name, countsLike(column)])),
    outputs: reference.outputs && countsLike(reference.outputs),
    totals: new ClusterTotals(),
    latency: new DDSketch(),
    counts: { rows: 0, errors: 0, fallbacks: 0, from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY },
  };
  const { columns, outputs, totals, latency, counts } = state;
  return {
    state,
    observe({ row, output, latencyMilliseconds, error, fallback, time }) {
      counts.rows++;
      counts.from = Math.min(counts.from, time);
      counts.to = Math.max(counts.to, time);
      if (error) counts.errors++;
      if (fallback) counts.fallbacks++;
      for (const [name, column] of columns) column.add((row as Readonly<Record<string, unknown>>)[name]);
      if (output !== undefined) outputs?.add(output);
      if (latencyMilliseconds !== undefined) latency.add(latencyMilliseconds);
    },
    label: (outcome) => totals.add(outcome),
    merge({ state: other }) {
      if (JSON.stringify(other.reference) !== JSON.stringify(reference))
        throw new InvalidArgumentError("monitoring", "a monitor with the same reference", "another reference");
      for (const [name, column] of columns) {
        const theirs = other.columns.get(name);
        if (theirs) column.merge(theirs);
      }
      if (other.outputs) outputs?.merge(other.outputs);
      totals.merge(other.totals);
      latency.merge(other.latency);
      counts.rows += other.counts.rows;
      counts.errors += other.counts.errors;
      counts.fallbacks += other.counts.fallbacks;
      counts.from = Math.min(counts.from, other.counts.from);
      counts.to = Math.max(counts.to, other.counts.to);
    },
    report: () => checkWindow(state, options),
  };
}
