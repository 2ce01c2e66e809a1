import type { Digest, Json, JsonObject } from "../core/index.js";
import type { Contract, ExpressionNode } from "../schema/index.js";
import type { FeatureMatrix, FittedFeatures } from "./features/features.js";

declare const targetType: unique symbol;

/** What predicts: a trained model, an ONNX file, a remote endpoint. One output per row of the matrix; a yes/no target gives its probability. */
export interface Model {
  /** Which decoder reads its bytes, e.g. `gradient-boosting@1`. */
  readonly kind: string;
  predict(matrix: FeatureMatrix, signal?: AbortSignal): Float64Array | Promise<Float64Array>;
}

/** Reads a model's immutable bytes back. */
export interface ModelKind<in Target = never> {
  readonly kind: string;
  decode(bytes: Uint8Array): Model;
  readonly [targetType]?: (target: Target) => void;
}

/** The typed name that both ends share: what `register` writes and what a router in a fresh process reads back. */
export interface ModelName<Row, Label extends string, Target> {
  /** Lower-case words joined by `-`; part of log names. */
  readonly name: string;
  readonly contract: Contract<Row, Label>;
  readonly target: { readonly node: ExpressionNode; readonly type: "boolean" | "number" };
  /** The decoders a serving process may need. */
  readonly kinds: readonly ModelKind<never>[];
  /** sha256 over name, contract and target. */
  readonly fingerprint: string;
  readonly [targetType]?: { readonly target: Target };
}

/** What is done with a model's output: one versioned decision that goes with it. */
export interface Decision {
  /** Outputs at or above it say yes. Absent for numbers. */
  readonly threshold?: number;
  /** Recalibration of the probability on the logit scale: logit(p) × slope + intercept. */
  readonly calibration?: { readonly slope: number; readonly intercept: number };
  /** Probabilities within (low, high) are not decided but left to a person. */
  readonly abstain?: { readonly low: number; readonly high: number };
}

/** What a prediction decides: yes, no, left open (`abstain`), or the number itself. */
export type Decided = "yes" | "no" | "abstain" | number;

/** Everything that serves, together: a bare model cannot enter a router. */
export interface ServingBundle {
  readonly features: FittedFeatures;
  readonly model: Model;
  readonly decision: Decision;
}

/** What is known of a registered version; its bytes never change. */
export interface ModelManifest {
  readonly format: "model@1";
  readonly name: string;
  /** Fingerprint of the `ModelName`. */
  readonly fingerprint: string;
  /** The candidate's version: model bytes, fitted features and decision together. */
  readonly candidate: string;
  readonly kind: string;
  /** The model's bytes. */
  readonly model: Digest;
  /** The fitted features as canonical JSON. */
  readonly features: { readonly fingerprint: string; readonly fitted: Digest };
  readonly decision: Decision;
  readonly trainer: {
    readonly id: string;
    readonly version: string;
    readonly hyperparameters: JsonObject;
  };
  readonly data: { readonly contract: string; readonly train: string; readonly test: string };
  /** Name to value on the test rows. */
  readonly metrics: { readonly [name: string]: number };
  readonly report: Digest;
  readonly git: { readonly commit: string; readonly dirty: boolean } | { readonly override: string };
  /** The run that made it; its record holds the seed, the inputs and the runtime. */
  readonly runId: string;
  readonly extra?: { readonly [fact: string]: Json };
}

/** An immutable registered version. */
export interface ModelVersion<Row = unknown, Label extends string = string, Target = unknown> {
  readonly kind: "model-version";
  /** `<name>@<number>`, e.g. `late-flights@3`. */
  readonly id: string;
  readonly number: number;
  /** sha256 of the manifest's canonical JSON. */
  readonly digest: string;
  readonly manifest: ModelManifest;
  readonly [targetType]?: { readonly row: Row; readonly label: Label; readonly target: Target };
}
