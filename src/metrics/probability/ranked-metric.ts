import { InvalidArgumentError, type JsonObject } from "../../core/index.js";
import type { Task } from "../../model/index.js";
import { fallingOrder } from "../../stats/house.js";
import type { Sample } from "../engine/sample.js";
import { keptMetric } from "../kept-metric.js";
import type { Metric, MetricInput } from "../metric.js";
import type { ClassLabel } from "../rows/class-label.js";
import { scorePacking } from "../rows/packing.js";
import { readScores, type ScoreRows } from "../rows/read-scores.js";
import type { YesNoRows } from "../rows/yes-no-rows.js";
import { shareRange, type ValueRange } from "../value-range.js";
import { averageColumns, type ColumnAverage } from "./average-columns.js";
import { oneAgainstOne } from "./one-against-one.js";

export interface RankedParts {
  readonly name: string;
  readonly params: JsonObject;
  /** @default a share */
  readonly range?: ValueRange;
  readonly tasks: readonly Task[];
  readonly test?: "delong";
  /** Of yes and no; of weighted rows the weights are used. @param order The rows by falling output, where it is known. */
  ofYesNo(rows: YesNoRows, order?: Uint32Array): number | undefined;
  readonly average?: ColumnAverage | undefined;
  readonly multiClass?: "ovr" | "ovo" | undefined;
  readonly labels?: readonly ClassLabel[] | undefined;
  /** What outputs of classes must be. @default any scores */
  readonly demand?: "scores" | "sums";
  readonly quick?: (rows: YesNoRows) => Pick<Sample, "value" | "withoutEach" | "swapParts">;
}

/** A metric of how well outputs rank yes above no; of several classes or labels averaged. */
export function rankedMetric(parts: RankedParts): Metric<boolean | string | readonly string[]> {
  const {
    name,
    params,
    range = shareRange,
    tasks,
    test,
    ofYesNo,
    average = "macro",
    multiClass = "ovr",
    labels,
    quick = rankedOnce(parts.ofYesNo),
    demand = "scores",
  } = parts;
  if (multiClass === "ovo" && average !== "macro" && average !== "weighted")
    throw new InvalidArgumentError(name, '`average` "macro" or "weighted" for "ovo"', average);
  return keptMetric({
    name,
    better: "higher",
    range,
    tasks,
    params,
    ...(test && { test }),
    packing: scorePacking,
    anyOrder: true,
    read: (input: MetricInput) => readScores(name, input, { tasks, labels, outputs: demand }),
    value(rows) {
      if (rows.task === "binary") return ofYesNo(rows);
      if (rows.task === "classes" && multiClass === "ovo") return oneAgainstOne(name, rows, ofYesNo, average);
      if (rows.task === "classes" && average === "samples" && name === "ROC-AUC")
        throw new InvalidArgumentError(name, '`average` "macro", "weighted" or "micro" for classes', average);
      return averageColumns(ofYesNo, rows, average);
    },
    quick: (rows: ScoreRows) => (rows.task === "binary" ? quick(rows) : undefined),
  });
}

/** Rows are ranked once, whatever they count. */
function rankedOnce(ofYesNo: RankedParts["ofYesNo"]): NonNullable<RankedParts["quick"]> {
  return (rows) => {
    const order = fallingOrder(rows.outputs);
    return {
      value: (times) => ofYesNo(times === undefined ? rows : { ...rows, weights: Float64Array.from(times) }, order),
    };
  };
}
