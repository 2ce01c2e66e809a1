import type { DecidedOf, OutputOf } from "../model/index.js";

/** What a router answers. */
export interface Answer<Target> {
  /** The probability of yes, the number, probabilities by class or label, a score, a text …: what the model's task gives. */
  readonly value: OutputOf<Target>;
  /** What was decided, e.g. `yes`; null leaves it to a person. */
  readonly decision: DecidedOf<Target>;
  /** The version that answered, e.g. `late-flights@3`. */
  readonly version: string;
  readonly arm: "champion" | "canary";
  readonly epoch: number;
  /** The prediction's id in the log; undefined when nothing is logged, or the log did not take it. */
  readonly id: string | undefined;
  /** Why this is not the assigned model's own answer: `canary-error`, `error` or `timeout`. */
  readonly fallback?: string;
  /** Features that were missing. */
  readonly missing: readonly string[];
}
