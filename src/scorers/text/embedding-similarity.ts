import { checkArguments, checkOptions, type OptionRules, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import type { TaskScore } from "./task-score.js";

export interface EmbeddingSimilarityOptions {
  /** From which score on it is a match: there is no value that fits all models, so find it on pairs that people have judged. @default 1 */
  readonly threshold?: number;
  /**
   * The cosine that scores 0; what lies between it and 1 is spread from 0 to 1. Many models give any two texts 0.7 and more. -1 or
   * above, below 1.
   * @default 0
   */
  readonly lowestCosine?: number;
}

export interface EmbeddingDetails {
  /** -1 to 1. */
  readonly cosine: number;
}

const rules: OptionRules<EmbeddingSimilarityOptions> = {
  threshold: option.share,
  lowestCosine: option.number({ minimum: -1, below: 1 }),
};
const place = "embedding similarity";

/**
 * The cosine of two vectors, which the caller brings (scikit-learn's `cosine_similarity`), cut to 0 and spread by `lowestCosine`. No
 * overflow or underflow. Symmetric. A cosine below `lowestCosine` scores 0, which a warning says.
 * @throws {InvalidArgumentError} the gold is empty, zero or holds a number that is not finite; the lengths differ, so that the vectors
 * are not of one model; an option is none.
 */
export function embeddingSimilarity(
  gold: ArrayLike<number>,
  answer: ArrayLike<number>,
  options: EmbeddingSimilarityOptions = {},
): TaskScore<"embedding-similarity" | "zero-vector" | "not-finite", EmbeddingDetails> {
  checkArguments(place, { gold, answer }, { gold: option.numbers, answer: option.numbers });
  checkOptions(place, options, rules);
  const { threshold = 1, lowestCosine = 0 } = options;
  const ofGold = largest(gold);
  if (!(ofGold > 0 && ofGold < Infinity))
    throw new InvalidArgumentError(place, "a gold of finite numbers that are not all 0", gold);
  if (answer.length !== gold.length)
    throw new InvalidArgumentError(place, `an answer of ${gold.length} numbers, like the gold`, answer.length);
  const ofAnswer = largest(answer);
  if (!(ofAnswer > 0 && ofAnswer < Infinity))
    return {
      match: false,
      score: 0,
      rule: ofAnswer === 0 ? "zero-vector" : "not-finite",
      warnings: [],
      details: undefined,
    };
  let [product, mine, theirs] = [0, 0, 0];
  for (let index = 0; index < gold.length; index++) {
    const [left, right] = [(answer[index] ?? 0) / ofAnswer, (gold[index] ?? 0) / ofGold];
    product += left * right;
    mine += left * left;
    theirs += right * right;
  }
  const cosine = Math.max(-1, Math.min(1, product / Math.sqrt(mine * theirs)));
  const score = Math.max(0, (cosine - lowestCosine) / (1 - lowestCosine));
  return {
    match: score >= threshold,
    score,
    rule: "embedding-similarity",
    warnings: cosine < lowestCosine ? ["below-lowest-cosine"] : [],
    details: { cosine },
  };
}

/** The largest absolute value, NaN where there is any. */
function largest(vector: ArrayLike<number>): number {
  let most = 0;
  for (let index = 0; index < vector.length; index++) most = Math.max(most, Math.abs(vector[index] ?? Number.NaN));
  return most;
}
