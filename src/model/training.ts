import type { JsonObject, Random, StageTracker } from "../core/index.js";
import type { Dataset, Split } from "../dataset/index.js";
import type { EvaluationReport } from "./evaluation-report.js";
import type { FeatureMatrix, Features, FittedFeatures } from "./features/features.js";
import type { Decision, ModelKind, ModelName } from "./model.js";
import type { ModelProfile } from "./profile/model-profile.js";
import type { TargetRows } from "./targets.js";
import type { Task } from "./task.js";

declare const engineered: unique symbol;

/** Features of a split, engineered the way serving will engineer them. Nothing else can be trained on. */
export interface FeatureSets<Row, Label extends string, Target> {
  readonly [engineered]?: Target | undefined;
  readonly kind: "feature-sets";
  readonly name: ModelName<Row, Label, Target>;
  readonly split: Split<Row, Label>;
  readonly features: Features<Row, Label>;
  readonly fitted: FittedFeatures;
  readonly train: LabelledMatrix;
  readonly test: LabelledMatrix;
}

/** A feature matrix with the targets of its rows, whose indexes are those of the dataset. */
export interface LabelledMatrix extends TargetRows {
  readonly matrix: FeatureMatrix;
}

/** What is recorded of how a model was made. */
export interface TrainerFacts {
  readonly id: string;
  readonly version: string;
  readonly kind: string;
  /** Of a model that needs no training, the parameters it was made of. */
  readonly hyperparameters: JsonObject;
  /** What the training told, e.g. whether it converged. */
  readonly facts?: JsonObject;
}

/** Fits a model kind. Stateless: the same matrix, target and random stream give the same bytes. */
export interface Trainer<in Target> extends ModelKind<Target> {
  readonly specificationVersion: "v1";
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
      /** Takes the loss as it falls, and what else is worth seeing; absent where nobody listens. */
      readonly tracker?: StageTracker;
    },
  ): Promise<Uint8Array>;
}

/** A model that nobody has judged yet: trained, or made of parameters. */
export interface Candidate<Row, Label extends string, Target> {
  readonly kind: "candidate";
  readonly name: ModelName<Row, Label, Target>;
  /** sha256 over model bytes, fitted features and decision. */
  readonly version: string;
  /** What it is judged on, and what it learned from, if anything. */
  readonly data: { readonly train?: Dataset<Row, Label>; readonly test: Dataset<Row, Label> };
  /** Targets of the test rows. */
  readonly targets: TargetRows;
  /** The engineered features of both; absent for a model that reads rows. */
  readonly sets?: FeatureSets<Row, Label, Target>;
  /** What made it, with every hyperparameter. */
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
