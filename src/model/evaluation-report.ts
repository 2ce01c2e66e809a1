import type { JsonObject } from "../core/index.js";
import type { UnansweredKind, UnansweredRow } from "./unanswered.js";

/** What a model gave beside what was right, aligned by id: what every evaluation layer reads. */
export interface Predictions<Out, Target> {
  readonly ids: readonly string[];
  readonly outputs: ArrayLike<Out>;
  readonly targets: ArrayLike<Target>;
  /** Rows of one cluster (a day, a user) are not independent. */
  readonly clusters?: readonly string[];
  /** For each slice, whether the row belongs to it. */
  readonly slices?: { readonly [name: string]: Uint8Array };
  /** The dataset version they were made on. */
  readonly dataset?: string;
  /** The version of the model or application that gave them. */
  readonly version?: string;
  /** What was asked, where a layer can use it: the question of an answer. */
  readonly inputs?: readonly string[];
  /** How bad it is to get each row wrong, e.g. `critical`: gates bound new failures by it. @default every row `failure` */
  readonly severities?: readonly string[];
  /** Rows that could not be answered, by rising row; what stands among `outputs` for them means nothing. Outputs of a task say it themselves. @default every row was */
  readonly unanswered?: readonly UnansweredRow[];
}

export interface MetricValue {
  readonly value: number | undefined;
  readonly interval?: { readonly low: number; readonly high: number; readonly confidence: number };
  readonly rows: number;
  readonly clusters?: number;
}

/** Which comparison a rule makes; with a rule's numbers it is all that is needed to decide again. */
export type GateRuleKind =
  | "superior"
  | "non-inferior"
  | "at-least"
  | "at-most"
  | "slice-guard"
  | "new-failures"
  | "judge-trust"
  | "class-count";

export type GateDecision = "pass" | "fail" | "inconclusive";

/** A verdict that can be recomputed from its own numbers. */
export interface GateEvidence {
  readonly decision: GateDecision;
  /** Each rule with what it saw. */
  readonly rules: readonly {
    readonly rule: string;
    readonly kind: GateRuleKind;
    readonly decision: GateDecision;
    readonly message: string;
    readonly numbers: { readonly [name: string]: number | undefined };
  }[];
  /** The smallest true difference of the primary metric that this evaluation would have found, in the metric's unit. */
  readonly minimumDetectableEffect: number | undefined;
}

/** What one layer of an evaluation did: how many rows came to it, how many it decided, and by which rules. */
export interface LayerFlow {
  readonly layer: string;
  readonly kind: "standard" | "task" | "llm";
  readonly seen: number;
  readonly decided: number;
  /** The mean score of the rows it decided. */
  readonly meanScore: number | undefined;
  /** How many rows each rule decided. */
  readonly rules: { readonly [rule: string]: number };
}

/** What reports draw; left out where it has no meaning. */
export interface EvaluationCurves {
  readonly calibration?: readonly {
    readonly predicted: number;
    readonly observed: number;
    readonly rows: number;
    /** The bin's edges. */
    readonly low?: number;
    readonly high?: number;
  }[];
  /** [false positive rate, true positive rate]. */
  readonly roc?: readonly (readonly [number, number])[];
  /** [recall, precision]. */
  readonly precisionRecall?: readonly (readonly [number, number])[];
}

/** One of the worst rows, for a reviewer to read. Outputs and targets are numbers, labels, or texts that may be cut. */
export interface Disagreement {
  readonly id: string;
  /** What was asked: a question, or what the row says without its labels. */
  readonly inputs?: string | JsonObject;
  /** From 0 to 1, or the row's loss; undefined when no layer decided. */
  readonly score: number | undefined;
  readonly championScore?: number;
  readonly output: number | string;
  readonly championOutput?: number | string;
  readonly target: number | string;
  /** Which layer decided, by which rule. */
  readonly layer?: string;
  readonly rule?: string;
  readonly reason?: string;
}

/** Candidate and champion on the same rows. */
export interface PairedComparison {
  readonly metric: string;
  /** Candidate minus champion, so that higher is better (losses are negated). */
  readonly difference: number;
  readonly interval: { readonly low: number; readonly high: number; readonly confidence: number } | undefined;
  readonly pValue: number | undefined;
  readonly clusters: number | undefined;
  readonly standardError: number | undefined;
}

/** How many rows had no answer, and why. */
export interface UnansweredCount {
  readonly rows: number;
  readonly byReason: { readonly [kind in UnansweredKind]?: number };
}

/** Rows without an answer of a candidate, and of the champion beside it. */
export interface UnansweredReport extends UnansweredCount {
  /** Of the rows that the candidate did not answer. */
  readonly ids: readonly string[];
  /** What went wrong, of as many of them as the report shows examples. */
  readonly examples: readonly { readonly id: string; readonly kind: UnansweredKind; readonly reason: string }[];
  /** Left out where the champion answered every row, or there is none. */
  readonly champion?: UnansweredCount;
}

/** What evaluation found, as plain JSON; the registry asks for it at promotion. */
export interface EvaluationReport {
  readonly format: "evaluation@1";
  /** The candidate's version. */
  readonly candidate: string;
  /** The champion's version it was compared with. */
  readonly champion: string | undefined;
  readonly dataset: string;
  readonly rows: number;
  readonly metrics: { readonly [name: string]: MetricValue };
  readonly slices: readonly {
    readonly slice: string;
    readonly metrics: { readonly [name: string]: MetricValue };
    readonly small: boolean;
    /** With a champion; its `adjustedPValue` is Holm's over the slices. */
    readonly comparison?: PairedComparison & { readonly adjustedPValue: number | undefined };
  }[];
  readonly comparison?: PairedComparison;
  readonly gate: GateEvidence;
  /** Left out where every row was answered. */
  readonly unanswered?: UnansweredReport;
  /** For layered evaluations: which layer decided how many, in the order they were asked. */
  readonly layers?: readonly LayerFlow[];
  /** The worst rows, worst first. */
  readonly disagreements?: readonly Disagreement[];
  /** How often each class was taken for each: rows are targets, columns outputs. */
  readonly confusion?: {
    readonly labels: readonly string[];
    readonly counts: readonly (readonly number[])[];
    /** Outputs from here on were taken for a yes. */
    readonly threshold?: number;
  };
  /** Of classes and label sets: how well each of them is told from the others; what is undefined was never said, or never right. */
  readonly classes?: readonly {
    readonly label: string;
    readonly precision?: number | undefined;
    readonly recall?: number | undefined;
    readonly fScore?: number | undefined;
    /** Rows it was right of. */
    readonly rows: number;
  }[];
  readonly curves: EvaluationCurves;
  readonly warnings: readonly string[];
  /** sha256 of the canonical JSON of the rest. */
  readonly digest: string;
}
