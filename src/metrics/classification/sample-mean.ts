import { InvalidArgumentError } from "../../core/index.js";
import type { countMetric } from "../count-metric.js";
import { eachRow, meanMetric } from "../mean-metric.js";
import type { Metric, MetricInput } from "../metric.js";
import type { ClassLabel } from "../rows/class-label.js";
import { readDecided } from "../rows/read-decided.js";
import type { ClassTotals } from "./class-counts.js";

/** The mean over label sets of each row's share. */
export function sampleMean(
  facts: Omit<Parameters<typeof countMetric>[0], "score">,
  wanted: readonly ClassLabel[] | undefined,
  divide: (totals: ClassTotals) => number,
): Metric<boolean | string | readonly string[]> {
  const { name, better, range, tasks, params } = facts;
  return meanMetric({
    name,
    better,
    range,
    tasks: tasks.filter((task) => task === "label-sets"),
    params,
    decides: true,
    leavesOut: true,
    read: (input: MetricInput) => {
      const rows = readDecided(name, input, facts);
      if (!rows.sets && rows.rows > 0)
        throw new InvalidArgumentError(name, 'label sets for `average` "samples"', undefined, "one label a row");
      return rows;
    },
    values: ({ labels, targets, outputs }) => {
      const columns = (wanted ?? labels).map((label) => labels.indexOf(label));
      const ofRow = (row: number): number => {
        let [both, predicted, actual] = [0, 0, 0];
        for (const column of columns) {
          const [is, said] = [targets[row * labels.length + column] ?? 0, outputs[row * labels.length + column] ?? 0];
          actual += is;
          predicted += said;
          both += is * said;
        }
        return divide({ both, predicted, actual });
      };
      return [eachRow(ofRow)];
    },
  });
}
