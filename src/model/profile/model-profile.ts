import type { Profile } from "../../dataset/index.js";
import type { Decision } from "../model.js";
import type { Task } from "../task.js";

/** What was normal when a version was made: saved with it, and what live windows are compared with. Plain JSON without rows. */
export interface ModelProfile {
  readonly format: "model-profile@1";
  /** The training rows, without what is known only later. */
  readonly inputs: Profile;
  /** What the version said of its test rows; absent where only inputs are watched. */
  readonly outputs?: OutputsProfile;
  /** How good that was; absent without labels. */
  readonly quality?: QualityProfile;
}

/** What answers look like, as columns: see `outputColumns`. */
export interface OutputsProfile {
  readonly task: Task;
  /** Classes or labels, in the order of the outputs. */
  readonly labels?: readonly string[];
  readonly decision: Decision;
  readonly profile: Profile;
}

/** Means over labelled rows, with what they may be off by. */
export interface QualityProfile {
  readonly rows: number;
  readonly clusters: number;
  /** By the measure's name, e.g. `log loss`. */
  readonly measures: { readonly [measure: string]: QualityMeasure };
}

export interface QualityMeasure {
  readonly value: number;
  /** By cluster; null of fewer than two. */
  readonly standardError: number | null;
}
