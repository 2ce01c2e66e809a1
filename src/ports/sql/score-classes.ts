import { InvalidArgumentError } from "../../core/index.js";
import type { EngineMetric } from "../engine.js";
import { averageScores, pairedScores } from "./average-scores.js";
import { calibrationGap } from "./calibration-gap.js";
import { classMean } from "./class-means.js";
import { type ClassRows, columnOf, likeliestOf } from "./class-rows.js";
import { rowOf } from "./connection.js";
import { type MeasuredRows, weightedSum } from "./measured-rows.js";
import { rankedScore } from "./ranked-score.js";
import { Unsayable } from "./unsaid.js";

const rankings = ["ROC-AUC", "average precision", "PR-AUC"];

/**
 * What classes' probabilities are worth by a metric.
 * @param supports How much the rows of each class weigh.
 * @param fractionalWeights Whether weights are more than how often rows were drawn.
 * @throws {Unsayable} it is none of those that are written here.
 */
export async function scoreClasses(
  rows: ClassRows,
  metric: EngineMetric,
  supports: readonly number[],
  fractionalWeights: boolean,
): Promise<number | undefined> {
  const { name, params } = metric;
  if (rows.rows === 0) return undefined;
  const mean = classMean(rows, metric);
  if (mean !== undefined) {
    if (rows.weight === 0) return undefined;
    const from = mean.name === undefined ? rows.table : `(SELECT *, ${mean.name} FROM ${rows.table}) AS x`;
    const [sum = 0] = await rowOf(rows.connection, `SELECT ${weightedSum(rows, mean.value)} FROM ${from}`, rows.signal);
    return ((mean.factor ?? 1) * sum) / rows.weight;
  }
  if (name === "expected calibration error") return calibrationOf(rows, params);
  const score = rankings.includes(name) ? rankedScore(name) : undefined;
  if (score === undefined || "maxFalsePositiveRate" in params)
    throw new Unsayable("it is none of those of classes that are written in SQL");
  const ranked = (of: MeasuredRows) => score(of, params);
  const { average = "macro", multiClass = "ovr" } = params;
  if (average === "samples") throw new Unsayable("a ranking of each row's classes is none of rows");
  const by = average === "micro" || average === "weighted" ? average : "macro";
  if (multiClass === "ovr" || by === "micro") return averageScores(rows, ranked, by, supports);
  if (fractionalWeights)
    throw new InvalidArgumentError(name, 'no `weights` for "ovo"', undefined, "weights that are no whole numbers");
  return pairedScores(rows, ranked, by, supports);
}

async function calibrationOf(rows: ClassRows, { bins, strategy, classes = "likeliest" }: EngineMetric["params"]) {
  const gap = (of: MeasuredRows) => calibrationGap(of, Number(bins), strategy === "quantile" ? "quantile" : "uniform");
  if (classes === "likeliest") return gap(likeliestOf(rows));
  if (typeof classes === "object" && classes !== null && "of" in classes) {
    const column = rows.labels.indexOf(String(classes.of));
    if (column >= 0) return gap(columnOf(rows, column));
    throw new InvalidArgumentError(
      "expected calibration error",
      `\`of\` to be one of ${rows.labels.join(", ")}`,
      classes.of,
    );
  }
  let sum = 0;
  for (const column of rows.labels.keys()) {
    const one = await gap(columnOf(rows, column));
    if (one === undefined) return undefined;
    sum += one;
  }
  return sum / rows.labels.length;
}
