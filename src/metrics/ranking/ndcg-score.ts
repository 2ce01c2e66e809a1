import { InvalidArgumentError } from "../../core/index.js";
import { discountedGain, type GainOptions, idealGain } from "./discounted-gain.js";
import { checkDepth, meanOfQueries, type QueryOptions, type QueryRows } from "./queries.js";

/**
 * Mean discounted cumulative gain, Σ gain / log2(1 + rank), over queries (scikit-learn's dcg_score, which is defined for relevances below
 * 0 too). Undefined of no queries.
 *
 * @throws {InvalidArgumentError} lengths differ, a relevance is below 0, a value is not finite, or `k` is not a whole number above 0.
 */
export function dcgScore(
  relevances: QueryRows,
  scores: QueryRows,
  options: GainOptions & Pick<QueryOptions, "weights"> = {},
): number | undefined {
  checkDepth("DCG", options.k);
  return meanOfQueries("DCG", relevances, scores, options, (query) => discountedGain(query, options));
}

/**
 * The same divided by the most that each query's relevances can gain, from 0 to 1 (scikit-learn's ndcg_score, which counts queries without
 * relevant documents as 0). Undefined of no queries.
 *
 * @throws {InvalidArgumentError} as `dcgScore`, and, as there, when no query has more than one document.
 */
export function ndcgScore(
  relevances: QueryRows,
  scores: QueryRows,
  options: GainOptions & QueryOptions = {},
): number | undefined {
  const place = "NDCG";
  checkDepth(place, options.k);
  if (relevances.length > 0 && Array.from(relevances).every((documents) => documents.length <= 1))
    throw new InvalidArgumentError(place, "a query with more than one document", relevances[0]?.length);
  return meanOfQueries(place, relevances, scores, options, (query) => {
    const most = idealGain(query, options);
    return most === 0 ? undefined : discountedGain(query, options) / most;
  });
}
