import { thresholdCounts } from "../curves/threshold-counts.js";
import { countWonPairs } from "./count-won-pairs.js";
import type { YesNoRows } from "./yes-no-rows.js";

/** The area under the ROC curve; undefined unless both answers occur with weight. */
export function binaryRocAuc(rows: YesNoRows, maximum = 1): number | undefined {
  if (rows.weights === undefined && maximum === 1) {
    const { won, pairs } = countWonPairs(rows.outputs, rows.targets);
    return pairs === 0 ? undefined : won / pairs;
  }
  const { truePositives, falsePositives } = thresholdCounts(rows);
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

/** Mean precision over steps of recall; undefined when no yes occurs with weight. */
export function binaryAveragePrecision(rows: YesNoRows): number | undefined {
  const { truePositives, falsePositives } = thresholdCounts(rows);
  const all = truePositives.at(-1) ?? 0;
  if (all === 0) return undefined;
  let [sum, last] = [0, 0];
  for (let index = 0; index < truePositives.length; index++) {
    const [yes, no] = [truePositives[index] as number, falsePositives[index] as number];
    sum += ((yes - last) * yes) / (yes + no);
    last = yes;
  }
  return sum / all;
}
