import { type OptionRules, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import type { BleuCounts } from "./bleu-counts.js";

export interface BleuOfOptions {
  /**
   * What stands in for a precision of 0 (Chen & Cherry 2014): `exp` halves from order to order (mteval's), `floor` puts
   * `smoothingValue` for the count, `add-k` adds it to matched and total from order 2 on, `none` makes the score 0.
   * @default "exp"
   */
  readonly smoothing?: "exp" | "floor" | "add-k" | "none";
  /** For `floor` (up to 1) and `add-k`. @default 0.1 for `floor`, 1 for `add-k` */
  readonly smoothingValue?: number;
  /**
   * Whether orders longer than the answer are left out of the mean, instead of making the score 0.
   * @default false; true for one text
   */
  readonly effectiveOrder?: boolean;
}

export const bleuOfRules: OptionRules<BleuOfOptions> = {
  smoothing: option.oneOf("exp", "floor", "add-k", "none"),
  smoothingValue: option.number({ above: 0 }),
  effectiveOrder: option.flag,
};

/**
 * BLEU from counts, 0 to 1: the geometric mean of the precisions of runs of 1 to 4 tokens, times the brevity penalty. The number of
 * sacreBLEU's `BLEU.compute_bleu` / 100.
 * @throws {InvalidArgumentError} `smoothingValue` is above 1 for `floor`.
 */
export function bleuOf(counts: BleuCounts, options: BleuOfOptions = {}): number {
  const { smoothing = "exp", effectiveOrder = false } = options;
  const { smoothingValue = smoothing === "floor" ? 0.1 : 1 } = options;
  if (smoothing === "floor" && smoothingValue > 1)
    throw new InvalidArgumentError("BLEU", "`smoothingValue` for `floor` to be at most 1", smoothingValue);
  if (counts.matched.every((count) => count === 0)) return 0;
  const added = smoothing === "add-k" ? smoothingValue : 0;
  let logarithms = 0;
  let halved = 1;
  for (const [index, count] of counts.matched.entries()) {
    const matched = count + (index === 0 ? 0 : added);
    const total = (counts.total[index] ?? 0) + (index === 0 ? 0 : added);
    if (total === 0) return effectiveOrder && index > 0 ? penalised(logarithms / index, counts) : 0;
    if (matched > 0) logarithms += Math.log(matched / total);
    else if (smoothing === "none") return 0;
    else if (smoothing === "floor") logarithms += Math.log(smoothingValue / total);
    else {
      halved *= 2;
      logarithms += Math.log(1 / (halved * total));
    }
  }
  return penalised(logarithms / counts.matched.length, counts);
}

function penalised(logarithm: number, { answerLength, goldLength }: BleuCounts): number {
  const brevity = answerLength < goldLength ? 1 - goldLength / answerLength : 0;
  return Math.exp(brevity + logarithm);
}
