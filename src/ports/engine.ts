import type { JsonObject } from "../core/index.js";
import type { Profile } from "../dataset/index.js";
import type { ClassTargets } from "../model/house.js";
import type { NumericOutputs } from "../model/index.js";
import type { Contract } from "../schema/index.js";

/** A table or view: its name, or the parts of a qualified one, e.g. `["lake", "public", "flights"]`. Parts are quoted, never parsed. */
export type RelationName = string | readonly string[];

/** What the engine has no way to say, and why: it was left out, and nothing else. */
export interface Unsaid {
  /** E.g. `column picture`, `rule "lands after it departs"`, `metric expected calibration error`. */
  readonly what: string;
  readonly reason: string;
}

export interface EngineCallOptions {
  /** Interrupts what runs there; the call then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

export interface EngineCheckOptions extends EngineCallOptions {
  /** How many keys are told of each reason, the first in order of their code points. @default 0 */
  readonly examples?: number;
  /** The column that names a row, of text or whole numbers; needed with `examples`. */
  readonly key?: string;
}

/** What `checkRows` says of the rows, counted where they are. */
export interface EngineCheck {
  readonly rows: number;
  /** Rows without any reason; with something in `unsupported` there may be fewer. */
  readonly valid: number;
  readonly invalid: number;
  /** Rows by reason, e.g. `delay at-most`, `gate missing`, `rule goes somewhere`; those that occur. */
  readonly reasons: { readonly [reason: string]: number };
  /** The share of valid rows without a value, by column; those that lack any. */
  readonly missing: { readonly [column: string]: number };
  /** Keys of rows by reason; empty without `examples`. */
  readonly examples: { readonly [reason: string]: readonly string[] };
  readonly unsupported: readonly Unsaid[];
}

export interface EngineProfileOptions extends EngineCallOptions {
  /** Counts into its bins and words, so that the two can be compared. @default the rows' own */
  readonly reference?: Profile;
  /** Bins of about equal share for numbers and times, besides those of frequent values. @default 10 */
  readonly bins?: number;
  /** Words listed for text, the most frequent first. @default 100 */
  readonly categories?: number;
}

/** Rows of a metric: numbers beside numbers, of classes what was so beside their probabilities or what was decided. */
export type EngineMetricInput =
  | [targets: readonly number[], outputs: readonly number[], options?: EngineMetricOptions]
  | [targets: ClassTargets, outputs: ClassTargets | NumericOutputs, options?: EngineMetricOptions];

interface EngineMetricOptions {
  readonly weights?: readonly number[];
}

/** A metric by its shape: those of `golden-pipeline/metrics` have it. */
export interface EngineMetric {
  readonly name: string;
  readonly params: JsonObject;
  readonly decides?: true | undefined;
  create(): { add(...rows: EngineMetricInput): void; value(): number | undefined };
}

export interface EngineMeasureOptions extends EngineCallOptions {
  /** What the outputs are: `binary` are probabilities of yes, `classes` one of each class, or the class that was decided for. */
  readonly task: "binary" | "number" | "classes";
  /** The column that says what happened: yes/no, 1/0, or numbers; of classes text, whole numbers or yes/no, each a class by its text. */
  readonly target: string;
  /** The column of the outputs; of classes that of what was decided, or by class the column of its probability. */
  readonly output: string | { readonly [label: string]: string };
  /** A column of how much each row counts, at least 0. @default every row counts once */
  readonly weights?: string;
  readonly metrics: readonly EngineMetric[];
}

/** How often a class was said where it was so, or another. */
export interface EngineDecision {
  readonly target: string;
  readonly output: string;
  readonly rows: number;
  /** Of the rows together; their number where none is given. */
  readonly weight: number;
}

export interface EngineMeasures {
  /** Rows with a target, outputs and a weight: those that count. */
  readonly rows: number;
  /** Rows that lack one of them. */
  readonly incomplete: number;
  /** By name; undefined where the metric says so of too little data. */
  readonly values: { readonly [metric: string]: number | undefined };
  /** Of classes: the confusion matrix, those cells that occur, by target and output. Of equally likely classes the first was decided for. */
  readonly decisions?: readonly EngineDecision[];
  readonly unsupported: readonly Unsaid[];
}

/**
 * Computes profiles, checks and metrics where the data is. What it says equals what this library says of the same rows: counts exactly, numbers to
 * 1e-9 of their size. `engineChecks` of the testing room is its contract. Calls reject with an `InvalidArgumentError` for a relation or column
 * that is not there, with a `ServiceError` when the engine fails.
 */
export interface Engine {
  readonly specificationVersion: "v1";
  /** As `profileRows` does it; compare it with its reference by `profileDistances`. */
  profile<Row, Label extends string>(
    relation: RelationName,
    contract: Contract<Row, Label>,
    options?: EngineProfileOptions,
  ): Promise<Profile>;
  /** As `checkRows` does it, without what tells nothing to a table: values are of the types that the relation says. */
  check<Row, Label extends string>(
    relation: RelationName,
    contract: Contract<Row, Label>,
    options?: EngineCheckOptions,
  ): Promise<EngineCheck>;
  /** Metrics of outputs that stand beside their targets. Outputs and targets have to be finite. */
  measure(relation: RelationName, options: EngineMeasureOptions): Promise<EngineMeasures>;
}
