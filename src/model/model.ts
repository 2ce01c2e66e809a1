import type { Digest, Json, JsonObject } from "../core/index.js";
import type { ExpressionNode } from "../schema/house.js";
import type { Contract } from "../schema/index.js";
import type { Contributions } from "./contributions.js";
import type { FeatureMatrix } from "./features/features.js";
import type { ModelDefinition } from "./model-definition.js";
import type { Outputs } from "./outputs.js";
import type { Task } from "./task.js";

declare const targetType: unique symbol;

/** What predicts: a trained model, an ONNX file, a remote endpoint, a language model with its prompt. */
export type Model = MatrixModel | RowModel;

/** Reads engineered features. */
export interface MatrixModel {
  /** Which decoder reads its bytes, e.g. `gradient-boosting@1`. */
  readonly kind: string;
  readonly reads: "matrix";
  /** What its bytes tell of how it was made, e.g. whether the training converged. It is registered with it. */
  readonly facts?: JsonObject;
  /** Outputs of its model name's task, one per row of the matrix. */
  predict(matrix: FeatureMatrix, signal?: AbortSignal): Outputs | Promise<Outputs>;
  /** What each feature added to its scores, which `explainDataset` tells. @default it cannot say */
  contributions?(matrix: FeatureMatrix): Contributions;
}

/** Reads rows as the contract has them, without their label columns. */
export interface RowModel {
  /** Which decoder reads its bytes, e.g. `filing-answers@1`. */
  readonly kind: string;
  readonly reads: "rows";
  /** What its bytes tell of how it was made, e.g. the parameters of a prompt. It is registered with it. */
  readonly facts?: JsonObject;
  /** Outputs of its model name's task, one per row. */
  predict(rows: readonly object[], signal?: AbortSignal): Outputs | Promise<Outputs>;
}

/** Reads a model's immutable bytes back. */
export interface ModelKind<in Target = never> {
  /** Lower-case words joined by `-` and a number, e.g. `gradient-boosting@1`: another number when the same bytes come to mean something else. */
  readonly kind: string;
  /** @throws {DamagedError} the bytes are not of this kind. */
  decode(bytes: Uint8Array): Model;
  readonly [targetType]?: ((target: Target) => void) | undefined;
}

/** What is predicted, as data. */
export interface ModelTarget {
  readonly node: ExpressionNode;
  /** The classes or labels, where they are stated; learned from the training rows otherwise. */
  readonly labels?: readonly string[];
  /** For rankings: rows with equal values of it are ranked against each other. */
  readonly group?: ExpressionNode;
}

/** The typed name that both ends share: what `register` writes and what a router in a fresh process reads back. */
export interface ModelName<Row, Label extends string, Target> {
  readonly kind: "model-name";
  /** Lower-case words joined by `-`; part of log names. */
  readonly name: string;
  readonly contract: Contract<Row, Label>;
  readonly task: Task;
  readonly target: ModelTarget;
  /** The decoders a serving process may need. */
  readonly kinds: readonly ModelKind<never>[];
  /** sha256 over name, contract, task and target. */
  readonly fingerprint: string;
  readonly [targetType]?: { readonly target: Target } | undefined;
}

/** What is done with a model's output: one versioned decision that goes with it. */
export interface Decision {
  /** Yes/no: probabilities at or above it say yes. Label sets: labels at or above it are taken. */
  readonly threshold?: number;
  /** Classes: where the most probable one is less probable, the row is left to a person. @default 0 */
  readonly minimumProbability?: number;
  /** Recalibration of the probability on the logit scale: logit(p) × slope + intercept. */
  readonly calibration?: { readonly slope: number; readonly intercept: number };
  /** Probabilities within (low, high) are not decided but left to a person. */
  readonly abstain?: { readonly low: number; readonly high: number };
}

/** What is known of a registered version; its bytes never change. */
export interface ModelManifest {
  readonly format: "model@1";
  readonly name: string;
  /** Fingerprint of the `ModelName`. */
  readonly fingerprint: string;
  /** What that is of, so that a process whose model is another is told what differs; absent where a manifest was made by hand. */
  readonly definition?: ModelDefinition;
  /** The candidate's version: model kind and bytes, fitted features and decision together. */
  readonly candidate: string;
  readonly kind: string;
  readonly task: Task;
  /** The classes or labels it says, in the order of its outputs. */
  readonly labels?: readonly string[];
  /** The model's bytes. */
  readonly model: Digest;
  /** The fitted features as canonical JSON; absent for models that read rows. */
  readonly features?: { readonly fingerprint: string; readonly fitted: Digest };
  readonly decision: Decision;
  readonly trainer: {
    readonly id: string;
    readonly version: string;
    /** Of a model that needs no training, the parameters it was made of. */
    readonly hyperparameters: JsonObject;
    /** What the training told, e.g. whether it converged. */
    readonly facts?: JsonObject;
  };
  /** The contract's fingerprint and the versions of the datasets; `train` is absent where nothing was learned here. */
  readonly data: { readonly contract: string; readonly train?: string; readonly test: string };
  /** Name to value on the test rows. */
  readonly metrics: { readonly [name: string]: number };
  readonly report: Digest;
  /** What was normal when it was made (a `ModelProfile` as canonical JSON): what monitors compare with. Absent for applications. */
  readonly profile?: Digest;
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
  readonly [targetType]?: { readonly row: Row; readonly label: Label; readonly target: Target } | undefined;
}
