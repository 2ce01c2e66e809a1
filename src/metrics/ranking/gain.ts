import { type OptionRules, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import type { Relevance } from "../../model/index.js";
import { checkMetricOptions } from "../check-metric-options.js";
import type { Metric } from "../metric.js";
import { queryRules } from "../metric-rules.js";
import type { Query } from "../rows/read-queries.js";
import { type QueryOptions, queryMetric } from "./query-metric.js";

export interface GainOptions extends Pick<QueryOptions, "k"> {
  /** What a relevance r gains: r, or 2^r − 1. @default "linear" */
  readonly gain?: "linear" | "exponential";
  /**
   * Documents of equal score share the mean of their gains. When ignored, the one given last stands highest, as in scikit-learn's
   * documented example; in general it leaves their order to an unstable sort. @default false
   */
  readonly ignoreTies?: boolean;
}

const gainRules: OptionRules<GainOptions> = {
  k: option.count,
  gain: option.oneOf("linear", "exponential"),
  ignoreTies: option.flag,
};

/** Mean discounted cumulative gain, Σ gain / log2(1 + rank), over queries (scikit-learn's dcg_score); relevances may be below 0. */
export function dcg(options: GainOptions = {}): Metric<Relevance> {
  checkMetricOptions("DCG", options, gainRules);
  return queryMetric({
    name: "DCG",
    options,
    negative: true,
    value: (query) => discountedGain(query, options),
  });
}

/**
 * The same divided by the most that each query's relevances can gain, from 0 to 1 (scikit-learn's ndcg_score, which counts queries without
 * relevant documents as 0). As there, queries of one document alone are refused.
 */
export function ndcg(options: GainOptions & QueryOptions = {}): Metric<Relevance> {
  checkMetricOptions("NDCG", options, { ...gainRules, ...queryRules });
  return queryMetric({
    name: "NDCG",
    options,
    value(query) {
      const most = discountedGain({ ...query, scores: query.relevances }, { ...options, ignoreTies: true });
      return most === 0 ? undefined : discountedGain(query, options) / most;
    },
    check({ queries }) {
      if (queries.length > 0 && queries.every(({ relevances }) => relevances.length <= 1))
        throw new InvalidArgumentError("NDCG", "a query with more than one document", queries[0]?.relevances.length);
    },
  });
}

/** Σ gain / log2(1 + rank) of one query's documents. */
function discountedGain({ relevances, scores }: Query, options: GainOptions): number {
  const { k = Number.POSITIVE_INFINITY, gain = "linear", ignoreTies = false } = options;
  const order = Array.from(scores, (_, document) => document).sort(
    (left, right) => (scores[right] as number) - (scores[left] as number) || right - left,
  );
  let total = 0;
  for (let start = 0, end = 0; start < order.length && start < k; start = end) {
    let [gains, discounts] = [0, 0];
    for (end = start; end < order.length; end++) {
      const document = order[end] as number;
      if (end > start && (ignoreTies || scores[document] !== scores[order[start] as number])) break;
      const relevance = relevances[document] as number;
      gains += gain === "linear" ? relevance : Math.expm1(relevance * Math.LN2);
      if (end < k) discounts += Math.LN2 / Math.log(end + 2);
    }
    total += (gains / (end - start)) * discounts;
  }
  return total;
}
