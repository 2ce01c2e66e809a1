import { checkDepth, meanOfQueries, type QueryOptions, type QueryRows, rankedRelevance } from "./queries.js";

/**
 * Mean reciprocal rank (MRR): over queries, 1 / the rank of the first relevant document (relevance above 0), 0 when none is among the
 * highest `k`. Of equal scores the document given first stands higher. Undefined of no queries.
 *
 * @throws {InvalidArgumentError} lengths differ, a relevance is below 0, a value is not finite, or `k` is not a whole number above 0.
 */
export function reciprocalRankScore(
  relevances: QueryRows,
  scores: QueryRows,
  options: QueryOptions & { readonly k?: number } = {},
): number | undefined {
  const place = "reciprocal rank";
  const depth = checkDepth(place, options.k);
  return meanOfQueries(place, relevances, scores, options, (query) => {
    const first = rankedRelevance(query).indexOf(true);
    if (first < 0) return undefined;
    return first < depth ? 1 / (first + 1) : 0;
  });
}
