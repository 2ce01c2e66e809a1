import type { Random } from "../../core/index.js";
import type { AnyOutputs } from "../../metrics/house.js";
import { clipInterval, differenceRange } from "../../metrics/house.js";
import type { Metric } from "../../metrics/index.js";
import { metricValue, pick } from "../evaluation-rows.js";
import { takeOutputs, takeTargets } from "../task-rows.js";
import type { AlignedPredictions, PairedRows } from "./align-predictions.js";
import type { ComparisonTest } from "./comparison.js";
import type { UndecidedResult } from "./decide-results.js";
import { readPair, valuesOfRows } from "./read-pair.js";
import { rightRows, runTest, type TestSettings } from "./run-test.js";

/** Compares two models by one metric on these rows; what follows from it is decided over all results together. */
export function compareRows(
  metric: Metric<never>,
  asked: ComparisonTest | "auto",
  rows: PairedRows,
  settings: TestSettings,
  random: Random,
): UndecidedResult {
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
    ...(warnings.length > 0 && { warnings }),
  };
}

/** The rows of a slice. */
export function sliceRows({ a, b, targets, clusters, labels, task }: AlignedPredictions, mask: Uint8Array): PairedRows {
  const kept = Uint32Array.from(mask.keys()).filter((row) => mask[row] === 1);
  return {
    a: pick(a, kept),
    b: pick(b, kept),
    targets: pick(targets, kept),
    labels,
    task: task && {
      targets: takeTargets(task.targets, kept),
      a: takeOutputs(task.a, kept),
      b: takeOutputs(task.b, kept),
    },
    clusters: clusters && Array.from(kept, (row) => clusters[row] as string),
  };
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
