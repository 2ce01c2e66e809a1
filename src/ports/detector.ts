import type { Profile } from "../dataset/index.js";
import type { ClusterQuality } from "../model/house.js";
import type { ModelProfile } from "../model/index.js";
import type { DDSketchJson } from "../stats/index.js";

/** A live window as it is judged: plain JSON without rows, counted into the bins of its reference. */
export interface WatchedWindow {
  readonly format: "window@1";
  /** Its first and last request, milliseconds since 1970; null when there was none. */
  readonly from: number | null;
  readonly to: number | null;
  readonly requests: number;
  readonly errors: number;
  readonly fallbacks: number;
  readonly inputs: Profile;
  /** Absent when the reference has no outputs. */
  readonly outputs?: Profile;
  readonly quality: {
    /** Labelled answers that could not be used: NaN, or of another kind than the task's. */
    readonly unusable: number;
    readonly clusters: readonly ClusterQuality[];
  };
  /** Milliseconds. */
  readonly latency: DDSketchJson;
}

/** What a check found: `drift` only when it is both beyond chance and large enough to matter. Plain JSON. */
export interface Finding {
  /** What alarms are told apart by, e.g. `input origin`, `calibration`. The same in every window. */
  readonly check: string;
  readonly status: "ok" | "drift" | "insufficient-data";
  readonly message: string;
  /** What it was decided on. `limit` is, where there is one, what the first of `value`, `part`, `index`, `share`, `p95`, `perHour` was held against: people are shown both. */
  readonly numbers: { readonly [name: string]: number | undefined };
}

/**
 * Compares a live window with what was normal. Pure: the same two give the same findings, whoever asks.
 * `detectorChecks` of the testing room is its contract.
 */
export interface Detector {
  readonly specificationVersion: "v1";
  /** Lower-case words joined by `-`, e.g. `input-drift`. */
  readonly id: string;
  check(compared: { readonly reference: ModelProfile; readonly window: WatchedWindow }): readonly Finding[];
}
