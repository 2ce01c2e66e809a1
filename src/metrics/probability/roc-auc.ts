import { type OptionRules, option } from "../../core/house.js";
import { checkMetricOptions } from "../check-metric-options.js";
import { thresholdCounts } from "../curves/threshold-counts.js";
import { paramsOf } from "../define-metric.js";
import type { Metric } from "../metric.js";
import { rankedRules } from "../metric-rules.js";
import type { ClassLabel } from "../rows/class-label.js";
import type { YesNoRows } from "../rows/yes-no-rows.js";
import { aucWithoutClusters } from "./auc-without-clusters.js";
import type { ColumnAverage } from "./average-columns.js";
import { countWonPairs } from "./count-won-pairs.js";
import { rankedMetric } from "./ranked-metric.js";
import { rankedPool } from "./ranked-pool.js";
import { swapParts } from "./swap-parts.js";

export interface RocAucOptions {
  /** Only the curve up to this false positive rate, above 0 and at most 1, scaled so that chance gives 0.5 (McClish 1989). Of yes/no and label sets. @default 1 */
  readonly maxFalsePositiveRate?: number;
  /** Of classes: each against the rest, or each pair (Hand and Till 2001), which takes no weights. @default "ovr" */
  readonly multiClass?: "ovr" | "ovo";
  /** Over classes or labels: of classes one against one `macro` or `weighted`, against the rest `micro` too, of label sets any. @default "macro" */
  readonly average?: ColumnAverage;
  /** The classes of the columns of plain rows, sorted. @default those of the targets */
  readonly labels?: readonly ClassLabel[];
}

const rules: OptionRules<RocAucOptions> = {
  ...rankedRules,
  maxFalsePositiveRate: option.number({ above: 0, maximum: 1 }),
  multiClass: option.oneOf("ovr", "ovo"),
};

/**
 * The chance that a random yes gets a higher output than a random no, ties counting half: the area under the ROC curve (scikit-learn's
 * roc_auc_score). Undefined where a class that counts, or all others, do not occur.
 */
export function rocAuc(options: RocAucOptions = {}): Metric<boolean | string | readonly string[]> {
  checkMetricOptions("ROC-AUC", options, rules);
  const { maxFalsePositiveRate: maximum = 1, multiClass, average, labels } = options;
  const whole = maximum === 1;
  return rankedMetric({
    name: "ROC-AUC",
    params: paramsOf({ ...options }),
    tasks: whole ? ["binary", "classes", "label-sets"] : ["binary", "label-sets"],
    ...(whole && { test: "delong" as const }),
    ofYesNo: (rows, order) => areaUnder(rows, maximum, order),
    demand: "sums",
    multiClass,
    average,
    labels,
    ...(whole && {
      quick: (rows: YesNoRows) => ({
        value: rankedPool(rows),
        swapParts: () => swapParts(rows),
        withoutEach: (codes: Int32Array, groups: number) =>
          aucWithoutClusters(rows.targets, rows.outputs, codes, groups),
      }),
    }),
  });
}

function areaUnder(rows: YesNoRows, maximum: number, order?: Uint32Array): number | undefined {
  if (rows.weights === undefined && maximum === 1) {
    const { won, pairs } = countWonPairs(rows.targets, rows.outputs);
    return pairs === 0 ? undefined : won / pairs;
  }
  const { truePositives, falsePositives } = thresholdCounts(rows, order);
  const [allYes, allNo] = [truePositives.at(-1) ?? 0, falsePositives.at(-1) ?? 0];
  if (allYes === 0 || allNo === 0) return undefined;
  const end = maximum * allNo;
  let [area, yes, no] = [0, 0, 0];
  for (let index = 0; index < truePositives.length && no < end; index++) {
    const [nextYes, nextNo] = [truePositives[index] as number, falsePositives[index] as number];
    const share = nextNo > end ? (end - no) / (nextNo - no) : 1;
    area += ((nextNo - no) * share * (2 * yes + (nextYes - yes) * share)) / 2;
    [yes, no] = [nextYes, nextNo];
  }
  const part = area / (allYes * allNo);
  if (maximum === 1) return part;
  // McClish 1989: chance gives 0.5 and a perfect order 1, whatever the range.
  const least = (maximum * maximum) / 2;
  return 0.5 * (1 + (part - least) / (maximum - least));
}
