import { type OptionRules, option } from "../../core/house.js";
import type { ChrFCounts } from "./chr-f-counts.js";

export interface ChrFOfOptions {
  /** How much recall weighs against precision. @default 2 */
  readonly beta?: number;
}

export const chrFOfRules: OptionRules<ChrFOfOptions> = { beta: option.number({ above: 0, maximum: 100 }) };

/**
 * chrF from counts, 0 to 1: the F of mean precision and mean recall over the orders that both sides have. The number of sacreBLEU's
 * `CHRF` / 100, without its `eps_smoothing`.
 */
export function chrFOf(counts: ChrFCounts, options: ChrFOfOptions = {}): number {
  const { beta = 2 } = options;
  let [precisions, recalls, orders] = [0, 0, 0];
  for (const [order, matched] of counts.matched.entries()) {
    const [ofAnswer, ofGold] = [counts.answer[order] ?? 0, counts.gold[order] ?? 0];
    if (ofAnswer === 0 || ofGold === 0) continue;
    precisions += matched / ofAnswer;
    recalls += matched / ofGold;
    orders++;
  }
  if (precisions + recalls === 0) return 0;
  const [precision, recall, factor] = [precisions / orders, recalls / orders, beta * beta];
  return Math.min(1, ((1 + factor) * precision * recall) / (factor * precision + recall));
}
