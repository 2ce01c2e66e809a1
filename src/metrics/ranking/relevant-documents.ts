import { option } from "../../core/house.js";
import type { Relevance } from "../../model/index.js";
import { checkMetricOptions } from "../check-metric-options.js";
import type { Metric } from "../metric.js";
import { queryRules } from "../metric-rules.js";
import { type QueryOptions, queryMetric, rankedRelevance } from "./query-metric.js";

/**
 * Mean average precision (MAP): over queries, the mean of the precision at each relevant document (relevance above 0). Of one query
 * without equal scores it is scikit-learn's average_precision_score. Of equal scores the document given first stands higher.
 */
export function meanAveragePrecision(
  options: QueryOptions & {
    /**
     * What the sum of precisions at relevant documents is divided by: all relevant documents, so that a `k` below their number cannot reach
     * 1, or as many as `k` leaves room for. Without `k` both are the same. @default "relevant"
     */
    readonly denominator?: "relevant" | "reachable";
  } = {},
): Metric<Relevance> {
  checkMetricOptions("MAP", options, { ...queryRules, denominator: option.oneOf("relevant", "reachable") });
  const { denominator = "relevant" } = options;
  return queryMetric({
    name: "MAP",
    options,
    value(query, depth) {
      const ranked = rankedRelevance(query);
      let [found, sum] = [0, 0];
      for (let rank = 1; rank <= Math.min(depth, ranked.length); rank++) {
        if (!ranked[rank - 1]) continue;
        found++;
        sum += found / rank;
      }
      const relevant = ranked.filter(Boolean).length;
      if (relevant === 0) return undefined;
      return sum / (denominator === "reachable" ? Math.min(depth, relevant) : relevant);
    },
  });
}

/** Mean reciprocal rank (MRR): over queries, 1 / the rank of the first relevant document (relevance above 0), 0 when none is among the highest `k`. */
export function meanReciprocalRank(options: QueryOptions = {}): Metric<Relevance> {
  checkMetricOptions("MRR", options, queryRules);
  return queryMetric({
    name: "MRR",
    options,
    value(query, depth) {
      const first = rankedRelevance(query).indexOf(true);
      if (first < 0) return undefined;
      return first < depth ? 1 / (first + 1) : 0;
    },
  });
}

/**
 * Over queries, the share of the highest `k` documents that are relevant (relevance above 0). The divisor is `k` also where a query has
 * fewer documents. Of equal scores the document given first stands higher.
 */
export function precisionAtK(options: QueryOptions & { readonly k: number }): Metric<Relevance> {
  return atK("precision", options, (found) => found / options.k);
}

/** Over queries, the share of relevant documents that are among the highest `k`. */
export function recallAtK(options: QueryOptions & { readonly k: number }): Metric<Relevance> {
  return atK("recall", options, (found, relevant) => found / relevant);
}

function atK(
  name: string,
  options: QueryOptions & { readonly k: number },
  share: (found: number, relevant: number) => number,
): Metric<Relevance> {
  checkMetricOptions(name, options, { ...queryRules, k: option.required(option.count) });
  return queryMetric({
    name,
    options,
    value(query, depth) {
      const ranked = rankedRelevance(query);
      const relevant = ranked.filter(Boolean).length;
      return relevant === 0 ? undefined : share(ranked.slice(0, depth).filter(Boolean).length, relevant);
    },
  });
}
