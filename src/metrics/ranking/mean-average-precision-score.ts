import { checkDepth, meanOfQueries, type QueryOptions, type QueryRows, rankedRelevance } from "./queries.js";

export interface MeanAveragePrecisionOptions extends QueryOptions {
  /** Only the highest so many documents count. @default all */
  readonly k?: number;
  /**
   * What the sum of precisions at relevant documents is divided by: all relevant documents, so that a `k` below their number cannot reach
   * 1, or as many as `k` leaves room for. Without `k` both are the same. @default "relevant"
   */
  readonly denominator?: "relevant" | "reachable";
}

/**
 * Mean average precision (MAP): over queries, the mean of the precision at each relevant document (relevance above 0). Of one query
 * without equal scores it is scikit-learn's average_precision_score. Of equal scores the document given first stands higher. Undefined of
 * no queries.
 *
 * @throws {InvalidArgumentError} lengths differ, a relevance is below 0, a value is not finite, or `k` is not a whole number above 0.
 */
export function meanAveragePrecisionScore(
  relevances: QueryRows,
  scores: QueryRows,
  options: MeanAveragePrecisionOptions = {},
): number | undefined {
  const place = "mean average precision";
  const depth = checkDepth(place, options.k);
  return meanOfQueries(place, relevances, scores, options, (query) => {
    const ranked = rankedRelevance(query);
    let [found, sum] = [0, 0];
    for (let rank = 1; rank <= Math.min(depth, ranked.length); rank++) {
      if (!ranked[rank - 1]) continue;
      found++;
      sum += found / rank;
    }
    const relevant = ranked.filter(Boolean).length;
    if (relevant === 0) return undefined;
    return sum / (options.denominator === "reachable" ? Math.min(depth, relevant) : relevant);
  });
}
