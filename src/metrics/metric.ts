import type { Json, JsonObject } from "../core/index.js";
import type { ClassTargets, LabelSetTargets, NumberTargets, RankingTargets, VectorTargets } from "../model/house.js";
import type { Outputs, Relevance, Targets, Task } from "../model/index.js";
import type { Reducer, ReducerState } from "../stats/index.js";
import type { Sample } from "./engine/sample.js";
import type { ValueRange } from "./value-range.js";

/** Numbers, a row for each row. */
export type NumberRows = ArrayLike<ArrayLike<number>>;

/** For each row whether each label holds (scikit-learn's multi-label indicator), or the labels that hold. */
export type LabelSets = ArrayLike<ArrayLike<number> | ArrayLike<boolean> | readonly string[]>;

/** The targets that a metric of a kind of target is called with. */
export type TargetsFor<Target> = Target extends boolean
  ? ArrayLike<boolean> | ArrayLike<number> | NumberTargets
  : Target extends number
    ? ArrayLike<number> | NumberTargets
    : Target extends string
      ? ArrayLike<string> | ArrayLike<number> | ArrayLike<boolean> | ClassTargets
      : Target extends Relevance
        ? NumberRows | RankingTargets
        : Target extends readonly string[]
          ? LabelSets | LabelSetTargets
          : Target extends readonly number[]
            ? NumberRows | VectorTargets
            : AnyTargets;

/** The outputs that go with them: probabilities, scores or numbers, a row of them for each row, or what was decided. */
export type OutputsFor<Target> = Target extends boolean
  ? ArrayLike<number> | ArrayLike<boolean> | Outputs
  : Target extends number
    ? ArrayLike<number> | Outputs
    : Target extends string
      ? ArrayLike<string> | ArrayLike<number> | ArrayLike<boolean> | NumberRows | Outputs | ClassTargets
      : Target extends Relevance
        ? NumberRows | Outputs
        : Target extends readonly string[]
          ? NumberRows | LabelSets | Outputs | LabelSetTargets
          : Target extends readonly number[]
            ? NumberRows | Outputs
            : AnyOutputs;

export type AnyTargets = ArrayLike<boolean> | ArrayLike<number> | ArrayLike<string> | NumberRows | LabelSets | Targets;
export type AnyOutputs = AnyTargets | Outputs;

export interface MetricOptions {
  /** A weight a row (of rankings, a query), at least 0. @default every row counts once */
  readonly weights?: ArrayLike<number>;
}

/** What a metric's state adds. */
export type MetricInput = [targets: AnyTargets, outputs: AnyOutputs, options?: MetricOptions];

/** What a metric has seen so far. */
export interface MetricState extends ReducerState<MetricInput, number | undefined> {
  remove(...input: MetricInput): void;
}

/**
 * A number that says how good outputs are. Call it as in scikit-learn, targets first; or let it count batch by batch (`create`), in several
 * processes (`toJSON`, `fromJSON`, `merge`) or over a window (`remove`): the number is the same to the last bit.
 * Undefined where scikit-learn would warn or fail: no rows, one class only where two are needed.
 *
 * @example f1Score({ average: "macro" })(["ham", "spam"], ["ham", "ham"])
 * @throws {InvalidArgumentError} when called: lengths differ, a value is none of its task's (which row is said), an option is unknown.
 */
export interface Metric<Target> extends Reducer<MetricInput, number | undefined> {
  (targets: TargetsFor<Target>, outputs: OutputsFor<Target>, options?: MetricOptions): number | undefined;
  /** In words, as it stands in reports, e.g. `log loss`. */
  readonly name: string;
  readonly better: "higher" | "lower";
  /** Between what its value lies: intervals end there, and gates refuse limits beyond. @default not known */
  readonly range?: ValueRange | undefined;
  /** What it can be asked of. */
  readonly tasks: readonly Task[];
  /** All that tells it from another metric of its name; goes into fingerprints. */
  readonly params: JsonObject;
  /** Whether it reads what is decided, right or wrong, so that a row without an answer is wrong; others leave such rows out. @default false */
  readonly decides?: true | undefined;
  /** The test that `compare` takes for it when it may choose. @default by the metric's values of rows */
  readonly test?: "delong" | undefined;
  create(): MetricState;
  fromJSON(json: Json): MetricState;
  /** The rows as intervals, bootstrap and tests draw from them. */
  sample(...input: MetricInput): Sample;
}
