import { InvalidArgumentError } from "../../core/index.js";
import type { ChrFCounts } from "./chr-f-counts.js";

export interface ChrFOfOptions {
  /** How much recall weighs against precision. @default 2 */
  readonly beta?: number;
}

/**
 * chrF from counts, 0 to 1: the F of mean precision and mean recall over the orders that both sides have. The number of sacreBLEU's
 * `CHRF` / 100, without its `eps_smoothing`.
 * @throws {InvalidArgumentError} `beta` is none.
 */
export function chrFOf(counts: ChrFCounts, options: ChrFOfOptions = {}): number {
  const { beta = 2 } = options;
  if (!(beta > 0 && beta <= 100)) throw new InvalidArgumentError("chrF", "`beta` to be above 0 and at most 100", beta);
  let [precisions, recalls, orders] = [0, 0, 0];
  for (const [order, matched] of counts.matched.entries()) {
    const [ofPrediction, ofGold] = [counts.prediction[order] ?? 0, counts.gold[order] ?? 0];
    if (ofPrediction === 0 || ofGold === 0) continue;
    precisions += matched / ofPrediction;
    recalls += matched / ofGold;
    orders++;
  }
  if (precisions + recalls === 0) return 0;
  const [precision, recall, factor] = [precisions / orders, recalls / orders, beta * beta];
  return Math.min(1, ((1 + factor) * precision * recall) / (factor * precision + recall));
}
