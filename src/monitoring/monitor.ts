import { checkOptions, checkPort, fingerprint, option } from "../core/house.js";
import { InvalidArgumentError, type Json } from "../core/index.js";
import { layoutOf } from "../dataset/house.js";
import { type ProfileState, type ProfileStateJson, profileReducer } from "../dataset/index.js";
import { measureRow, outputRow, QualityState, type QualityStateJson } from "../model/house.js";
import type { ModelProfile, Task } from "../model/index.js";
import type { WatchedWindow } from "../ports/index.js";
import { deepFreeze } from "../schema/house.js";
import { DDSketch, type DDSketchJson } from "../stats/index.js";
import { checkObservation, checkOutcome } from "./check-observation.js";
import { defaultDetectors } from "./detectors/default-detectors.js";
import { type MonitorOptions, monitorRules } from "./monitor-options.js";
import type { MonitorReport } from "./monitor-report.js";
import type { Observation } from "./observation.js";
import { type Outcome, readOutcome } from "./read-outcome.js";
import { reportWindow } from "./report-window.js";
import { watchedReference } from "./watched-reference.js";

/** What a monitor has counted, as plain JSON without rows: for another process, a store, a restart. */
export interface MonitorJson {
  readonly format: "monitor@1";
  /** Fingerprint of the bins and words it was counted into. */
  readonly reference: string;
  readonly from: number | null;
  readonly to: number | null;
  readonly requests: number;
  readonly errors: number;
  readonly fallbacks: number;
  readonly inputs: ProfileStateJson;
  readonly outputs?: ProfileStateJson;
  readonly quality: QualityStateJson;
  readonly latency: DDSketchJson;
}

/** Watches one window of traffic against a reference. Merging the monitors of parts gives, to the bit, the monitor of the whole. */
export interface Monitor {
  /** @throws {InvalidArgumentError} a field is unknown, or of another kind or unit: a time in seconds, a probability in percent. Then nothing is counted. */
  observe(observation: Observation): void;
  /** @throws {InvalidArgumentError} neither the monitor nor the label says what is right or which cluster it belongs to, or a field is unknown or of another unit. */
  label(outcome: Outcome): void;
  /** @throws {InvalidArgumentError} the other was counted against another reference. */
  merge(other: Monitor | MonitorJson): void;
  /** What detectors judge. */
  window(): WatchedWindow;
  /** What the window looks like so far; the monitor goes on. */
  report(): MonitorReport;
  toJSON(): MonitorJson;
}

/**
 * Watches inputs, answers, quality and service of a model, or of any service.
 * @param options.from What an earlier monitor gave as JSON: it is gone on from there.
 * @throws {InvalidArgumentError} the reference is none, a column is not in it, or `from` was counted against another one.
 */
export function createMonitor<Row, Label extends string, Target>(
  options: MonitorOptions<Row, Label, Target> & { readonly from?: MonitorJson },
): Monitor {
  checkOptions<object>("monitoring", options, { ...monitorRules, from: option.noun });
  // A snapshot: neither the caller nor a detector changes what is counted into.
  const reference = deepFreeze(structuredClone(watchedReference(options)));
  const detectors = options.detectors ?? defaultDetectors();
  for (const detector of detectors) checkPort("monitor", "detectors", detector, ["check"]);
  const outcome = readOutcome(options, reference);
  const id = referenceId(reference, options);
  const facts = reference.outputs;
  const inputs = profileReducer({ reference: reference.inputs }).create();
  const outputs: ProfileState | undefined = facts && profileReducer({ reference: facts.profile }).create();
  const quality = new QualityState();
  const latency = new DDSketch();
  const counts = { requests: 0, errors: 0, fallbacks: 0 };
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const span = () => (to < from ? { from: null, to: null } : { from, to });

  const monitor: Monitor = {
    observe(observation) {
      checkObservation(observation, facts, options.clock);
      const { row, output, decision, latencyMilliseconds, error, fallback, time } = observation;
      counts.requests++;
      if (time < from) from = time;
      if (time > to) to = time;
      if (error) counts.errors++;
      if (fallback) counts.fallbacks++;
      inputs.add(row);
      if (outputs && facts && !fallback) outputs.add(outputRow(facts, output as Json | undefined, decision as Json));
      if (latencyMilliseconds !== undefined) latency.add(latencyMilliseconds);
    },
    label(given) {
      checkOutcome(given, facts ?? options.model);
      const { cluster, output, target, task } = outcome(given);
      quality.add(cluster, measureRow(task, target, output, options.measures));
    },
    merge(other) {
      const json = "observe" in other ? other.toJSON() : other;
      if (json?.format !== "monitor@1" || json.reference !== id)
        throw new InvalidArgumentError(
          "monitoring",
          "a monitor with the same reference",
          json,
          json?.format === "monitor@1" ? "one with another reference" : undefined,
        );
      for (const count of ["requests", "errors", "fallbacks"] as const) counts[count] += json[count];
      from = Math.min(from, json.from ?? Number.POSITIVE_INFINITY);
      to = Math.max(to, json.to ?? Number.NEGATIVE_INFINITY);
      inputs.merge(json.inputs);
      if (json.outputs) outputs?.merge(json.outputs);
      quality.merge(json.quality);
      latency.merge(DDSketch.fromJSON(json.latency));
    },
    window: () => ({
      format: "window@1",
      ...span(),
      ...counts,
      inputs: inputs.value(),
      ...(outputs && { outputs: outputs.value() }),
      quality: { unusable: quality.unusable, clusters: quality.value() },
      latency: latency.toJSON(),
    }),
    report: () => reportWindow(reference, monitor.window(), detectors),
    toJSON: () => ({
      format: "monitor@1",
      reference: id,
      ...span(),
      ...counts,
      inputs: inputs.toJSON(),
      ...(outputs && { outputs: outputs.toJSON() }),
      quality: quality.toJSON(),
      latency: latency.toJSON(),
    }),
  };
  if (options.from) monitor.merge(options.from);
  return monitor;
}

/** Names what rows, answers and labels are counted into: counts of other measures are no parts of one mean. */
function referenceId(
  { inputs, outputs }: ModelProfile,
  { model, measures }: Pick<MonitorOptions, "measures"> & { readonly model?: { readonly task: Task } },
): string {
  const { task = model?.task, labels, profile } = outputs ?? {};
  return fingerprint({
    inputs: layoutOf({ reference: inputs }),
    outputs: profile && layoutOf({ reference: profile }),
    task,
    labels,
    measures: measures?.map(({ name }) => name).sort(),
  });
}
