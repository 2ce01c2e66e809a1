import type { Json } from "../core/index.js";

/** What was right for some rows, in the shape that outputs of the same task have. */
export type Targets =
  | NumberTargets
  | ClassTargets
  | LabelSetTargets
  | RankingTargets
  | VectorTargets
  | TextTargets
  | JsonTargets;

/** Targets of those rows of some that have one. */
export interface TargetRows {
  readonly targets: Targets;
  /** Index of each row among all. */
  readonly rows: Uint32Array;
  /** How many rows have no target; they are left out. */
  readonly withoutTarget: number;
  /** How many training rows have a target that was not yet known when the test rows begin; they are left out, too. */
  readonly notYetKnown: number;
}

/** 0 and 1 for no and yes, or the numbers. */
export interface NumberTargets {
  readonly task: "binary" | "number";
  readonly rows: number;
  readonly values: Float64Array;
}

export interface ClassTargets {
  readonly task: "classes";
  readonly rows: number;
  /** Positions in `labels`. */
  readonly values: Int32Array;
  /** The classes a model may say, then those that only these rows have. */
  readonly labels: readonly string[];
}

export interface LabelSetTargets {
  readonly task: "label-sets";
  readonly rows: number;
  /** 1 where the row has the label: `rows` × `labels.length`, row by row. */
  readonly values: Uint8Array;
  readonly labels: readonly string[];
}

export interface RankingTargets {
  readonly task: "ranking";
  readonly rows: number;
  /** How relevant each row is, from 0. */
  readonly values: Float64Array;
  /** Which rows are ranked against each other: a code per row. */
  readonly groups: Int32Array;
}

export interface VectorTargets {
  readonly task: "vector";
  readonly rows: number;
  readonly width: number;
  readonly values: Float64Array;
}

export interface TextTargets {
  readonly task: "text";
  readonly rows: number;
  readonly values: readonly string[];
}

export interface JsonTargets<T = Json> {
  readonly task: "json";
  readonly rows: number;
  readonly values: readonly T[];
}
