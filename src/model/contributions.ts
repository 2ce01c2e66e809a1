/** What each feature added to a model's scores, row by row: for each score, base and contributions add up to it. */
export interface Contributions {
  /** Of what the scores are: the logarithm of odds, or the target's own unit. Of several classes, what softmax makes probabilities of. */
  readonly unit: "log-odds" | "target";
  /** Names of the feature columns, in the order of the contributions. */
  readonly features: readonly string[];
  readonly scores: readonly {
    /** The class or label that the score speaks for; undefined of one number. */
    readonly label: string | undefined;
    /** The score when nothing is known of a row. */
    readonly base: number;
    /** One number a feature, row by row. */
    readonly values: Float64Array;
  }[];
}
