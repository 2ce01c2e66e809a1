import type { JsonObject, Random } from "../core/index.js";
import type { Split } from "../dataset/index.js";
import type { EvaluationReport } from "./evaluation-report.js";
import type { FeatureMatrix, Features, FittedFeatures } from "./features/features.js";
import type { Decision, ModelKind, ModelName } from "./model.js";
import type { ModelProfile } from "./profile/model-profile.js";
import type { Targets } from "./targets.js";
import type { Task } from "./task.js";

declare const engineered: unique symbol;

/** Features of a split, engineered the way serving will engineer them. Nothing else can be trained on. */
export interface FeatureSets<Row, Label extends string, Target> {
  readonly [engineered]?: Target;
  readonly kind: "feature-sets";
  readonly name: ModelName<Row, Label, Target>;
  readonly split: Split<Row, Label>;
  readonly features: Features<Row, Label>;
  readonly fitted: FittedFeatures;
  readonly train: LabelledMatrix;
  readonly test: LabelledMatrix;
}

/** A feature matrix with its targets. Rows without a target are left out, and counted. */
export interface LabelledMatrix {
  readonly matrix: FeatureMatrix;
  readonly targets: Targets;
  /** Index of each row in its dataset. */
  readonly rows: Uint32Array;
  /** How many rows of the dataset had no target. */
  readonly withoutTarget: number;
}

/** What is recorded of a trainer. */
export interface TrainerFacts {
  readonly id: string;
  readonly version: string;
  readonly kind: string;
  readonly hyperparameters: JsonObject;
}

/** Fits a model kind. Stateless: the same matrix, target and random stream give the same bytes. */
export interface Trainer<in Target> extends ModelKind<Target> {
  readonly id: string;
  readonly version: string;
  /** What it can be trained for. */
  readonly tasks: readonly Task[];
  /** Every hyperparameter with its resolved default. */
  readonly hyperparameters: JsonObject;
  fit(
    data: LabelledMatrix,
    context: {
      readonly random: Random;
      readonly signal: AbortSignal;
      readonly progress: (done: number, total?: number) => void;
    },
  ): Promise<Uint8Array>;
}

/** A trained model that nobody has judged yet. */
export interface Candidate<Row, Label extends string, Target> {
  readonly kind: "candidate";
  readonly name: ModelName<Row, Label, Target>;
  /** sha256 over model bytes, fitted features and decision. */
  readonly version: string;
  readonly sets: FeatureSets<Row, Label, Target>;
  /** What trained it, with every hyperparameter. */
  readonly trainer: TrainerFacts;
  readonly bytes: Uint8Array;
  readonly decision: Decision;
}

/** A candidate with its evidence. */
export interface Evaluated<Row, Label extends string, Target> extends Omit<Candidate<Row, Label, Target>, "kind"> {
  readonly kind: "evaluated";
  readonly report: EvaluationReport;
  /** What was normal: its training rows, and what it said of the test rows. Saved with the version. */
  readonly profile: ModelProfile;
}
