import type { Decided } from "../model/index.js";

/** What a router answers. */
export interface Answer<Target> {
  /** The probability of yes, or the number; undefined only when a fallback says so. */
  readonly value: Target extends boolean ? number : Target extends number ? number : Target;
  readonly decision: Decided;
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
