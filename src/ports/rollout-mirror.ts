/** Where a model's rollout stands; what `status()` of a router tells. */
export interface MirroredRollout {
  readonly model: string;
  /** Counts the changes of who answers whom, over all processes and restarts. */
  readonly epoch: number;
  /** The version that answers all others, e.g. `late-flights@3`. */
  readonly champion: string;
  /** Its share of the units, from 0 to 1. */
  readonly canary: { readonly version: string; readonly share: number } | undefined;
  /** The version that answers the same requests unseen. */
  readonly shadow: { readonly version: string } | undefined;
}

/** What was made true, and what is still to come. */
export interface RolloutMirrorOutcome {
  /** The epoch that stands there now: a newer one than what was told, where another process was faster; nothing is changed then. */
  readonly epoch: number;
  /** Readable, in the order in which it was done; empty when all was true already. */
  readonly changes: readonly string[];
  /** What that system is still busy with: once it is done, the next call goes on. Undefined when all is there. */
  readonly pending: string | undefined;
  /** What cannot be told there, and why, e.g. a shadow beside a canary where there is no place for both. */
  readonly skipped: readonly { readonly what: string; readonly reason: string }[];
}

/** A place that serves as our rollout says: who is champion, how much the canary gets, who shadows. `rolloutMirrorChecks` of the testing room is its contract. */
export interface RolloutMirror {
  readonly specificationVersion: "v1";
  /**
   * Makes true there what the rollout says, as far as that goes at once: traffic first, then what serves it. Rejects when that system is gone or refuses, with
   * some of it done: the next call does the rest.
   */
  sync(rollout: MirroredRollout): Promise<RolloutMirrorOutcome>;
}
