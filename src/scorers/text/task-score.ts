/** What a task metric says of one answer. Plain JSON; `taskLayer` takes it as it is. */
export interface TaskScore<Rule extends string, Details> {
  /** Whether the score reaches the threshold. */
  readonly match: boolean;
  /** 0 to 1. */
  readonly score: number;
  /** The metric that gave the score, or why there was nothing to measure. */
  readonly rule: Rule;
  /** What a reader of the score should know; warnings change no score. */
  readonly warnings: readonly string[];
  /** The numbers behind the score; undefined where nothing was measured. */
  readonly details: Details | undefined;
}
