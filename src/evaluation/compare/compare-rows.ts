import type { Random } from "../../core/index.js";
import type { AnyOutputs } from "../../metrics/house.js";
import { clipInterval, differenceRange } from "../../metrics/house.js";
import type { Metric } from "../../metrics/index.js";
import { metricValue } from "../evaluation-rows.js";
import type { AlignedPredictions, PairedRows } from "./align-predictions.js";
import type { ComparisonTest } from "./comparison.js";
import type { UndecidedResult } from "./decide-results.js";
import { readPair, valuesOfRows } from "./read-pair.js";
import { rightRows, runTest, type TestSettings } from "./run-test.js";
import { answeredPairs, takePairs, type UnansweredSettings } from "./unanswered-pairs.js";

/** Compares two models by one metric on these rows; what follows from it is decided over all results together. */
export function compareRows(
  metric: Metric<never>,
  asked: ComparisonTest | "auto",
  given: PairedRows,
  settings: TestSettings & UnansweredSettings,
  random: Random,
): UndecidedResult {
  const { rows, doubts } = answeredPairs(metric, given, settings);
  const test = asked === "auto" ? chooseTest(metric, rows) : asked;
  const read = readPair(metric, rows);
  const metricOf = (outputs: AnyOutputs): number | undefined =>
    rows.targets.length === 0 ? undefined : metricValue(metric, read.targets, outputs);
  const [a, b] = [metricOf(read.a), metricOf(read.b)];
  const known = { metric: metric.name, test, rows: rows.targets.length, clusters: clusterCount(rows) };
  if (a === undefined || b === undefined)
    return { ...known, ...(a !== undefined && { a }), ...(b !== undefined && { b }), method: "no value on these rows" };
  const { pValue, interval, warnings = [], ...found } = runTest(test, metric, rows, settings, random);
  return {
    ...known,
    a,
    b,
    difference: (metric.better === "higher" ? 1 : -1) * (a - b),
    ...(interval && { interval: clipInterval(interval, metric.range && differenceRange(metric.range)) }),
    ...(pValue !== undefined && { pValue }),
    ...found,
    ...(doubts && { doubts }),
    ...(warnings.length > 0 && { warnings }),
  };
}

/** The rows of a slice. */
export function sliceRows(rows: AlignedPredictions, mask: Uint8Array): PairedRows {
  return takePairs(
    rows,
    Uint32Array.from(mask.keys()).filter((row) => mask[row] === 1),
  );
}

/** Of rows without stated clusters, the rows. */
export function clusterCount({ clusters, targets }: PairedRows): number {
  return clusters === undefined ? targets.length : new Set(clusters).size;
}

function chooseTest(metric: Metric<never>, rows: PairedRows): ComparisonTest {
  if (rightRows(metric, rows) !== undefined) return "mcnemar";
  if (
    metric.test === "delong" &&
    (rows.task === undefined || rows.task.targets.task === "binary") &&
    rows.targets.every((target) => target === 0 || target === 1)
  )
    return "delong";
  const { targets, a } = readPair(metric, rows);
  return rows.clusters !== undefined || valuesOfRows(metric, targets, a) !== undefined ? "t" : "bootstrap";
}
