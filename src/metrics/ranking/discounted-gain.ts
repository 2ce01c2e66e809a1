import type { Query } from "./queries.js";

export interface GainOptions {
  /** Only the highest so many documents count. @default all */
  readonly k?: number;
  /** What a relevance r gains: r, or 2^r − 1. @default "linear" */
  readonly gain?: "linear" | "exponential";
  /**
   * Documents of equal score share the mean of their gains. When ignored, the one given last stands highest, as in scikit-learn's
   * documented example; in general it leaves their order to an unstable sort. @default false
   */
  readonly ignoreTies?: boolean;
}

/** Σ gain / log2(1 + rank) of one query's documents. */
export function discountedGain({ relevances, scores }: Query, options: GainOptions): number {
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

/** The most that these relevances can gain. */
export function idealGain({ relevances }: Query, options: GainOptions): number {
  return discountedGain({ relevances, scores: relevances }, { ...options, ignoreTies: true });
}
