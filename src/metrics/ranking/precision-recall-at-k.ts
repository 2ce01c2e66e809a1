import { InvalidArgumentError } from "../../core/index.js";
import {
  checkDepth,
  meanOfQueries,
  type Query,
  type QueryOptions,
  type QueryRows,
  rankedRelevance,
} from "./queries.js";

/**
 * Over queries, the share of the highest `k` documents that are relevant (relevance above 0). The divisor is `k` also where a query has
 * fewer documents. Of equal scores the document given first stands higher. Undefined of no queries.
 *
 * @throws {InvalidArgumentError} lengths differ, a relevance is below 0, a value is not finite, or `k` is not a whole number above 0.
 */
export function precisionAtK(
  relevances: QueryRows,
  scores: QueryRows,
  options: QueryOptions & { readonly k: number },
): number | undefined {
  return atK("precision at k", relevances, scores, options, (found) => found / options.k);
}

/** Over queries, the share of relevant documents that are among the highest `k`. @throws {InvalidArgumentError} as `precisionAtK`. */
export function recallAtK(
  relevances: QueryRows,
  scores: QueryRows,
  options: QueryOptions & { readonly k: number },
): number | undefined {
  return atK("recall at k", relevances, scores, options, (found, relevant) => found / relevant);
}

function atK(
  place: string,
  relevances: QueryRows,
  scores: QueryRows,
  options: QueryOptions & { readonly k: number },
  share: (found: number, relevant: number) => number,
): number | undefined {
  const depth = checkDepth(place, options.k);
  if (depth === Number.POSITIVE_INFINITY) throw new InvalidArgumentError(place, "`k`", options.k);
  return meanOfQueries(place, relevances, scores, options, (query: Query) => {
    const ranked = rankedRelevance(query);
    const relevant = ranked.filter(Boolean).length;
    return relevant === 0 ? undefined : share(ranked.slice(0, depth).filter(Boolean).length, relevant);
  });
}
