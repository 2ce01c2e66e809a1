import { InvalidArgumentError } from "../../core/index.js";
import { normal, studentT } from "../distributions/distributions.js";
import { type ClusterRows, clusterRows } from "./cluster-rows.js";
import { midranks } from "./midranks.js";
import type { Interval } from "./t-interval.js";

export interface DelongOptions {
  /** Rows of one cluster are alike (Obuchowski 1997). @default every row a cluster of its own */
  readonly clusters?: ArrayLike<string | number>;
  /** Of the interval. @default 0.95 */
  readonly confidence?: number;
}

export interface DelongResult {
  /** The two areas under the ROC curve, and a's minus b's. */
  readonly a: number;
  readonly b: number;
  readonly difference: number;
  readonly standardError: number | undefined;
  readonly interval: Interval | undefined;
  /** Two-sided; undefined where a difference has no variance, as of a perfect and a constant model. */
  readonly pValue: number | undefined;
  readonly clusters: number;
}

/**
 * DeLong's test of two models' areas under the ROC curve on the same rows (DeLong and others 1988, Biometrics 44:837; by midranks as in
 * Sun and Xu 2014), z against the normal. With clusters, structural components are summed within them (Obuchowski 1997, Biometrics
 * 53:567) and z is held against Student's t with clusters − 1 degrees of freedom. Equal models give p = 1. Undefined unless both answers occur.
 *
 * @param targets 0 and 1.
 * @throws {InvalidArgumentError} lengths differ, or a target is neither.
 */
export function delongTest(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  targets: ArrayLike<number>,
  options: DelongOptions = {},
): DelongResult | undefined {
  const { clusters, confidence = 0.95 } = options;
  for (const [name, values] of Object.entries({ a, b }))
    if (values.length !== targets.length)
      throw new InvalidArgumentError("DeLong test", `${targets.length} outputs of ${name}`, values.length);
  const stranger = Array.prototype.findIndex.call(targets, (target) => target !== 0 && target !== 1);
  if (stranger >= 0)
    throw new InvalidArgumentError("DeLong test", `0 or 1 as target of row ${stranger}`, targets[stranger]);
  const positives = Array.prototype.reduce.call(targets, (sum, target) => Number(sum) + Number(target), 0) as number;
  const negatives = targets.length - positives;
  if (positives === 0 || negatives === 0) return undefined;
  const groups = clusterRows("DeLong test", targets.length, clusters);
  const [ofA, ofB] = [components(targets, a, positives), components(targets, b, positives)];
  const difference = ofA.area - ofB.area;
  const parts = ofA.parts.map((part, row) => part - (ofB.parts[row] as number));
  const known = { a: ofA.area, b: ofB.area, difference, clusters: groups.clusters };
  const variance = varianceOf(parts, targets, difference, groups, positives, negatives);
  if (variance === undefined) return { ...known, standardError: undefined, interval: undefined, pValue: undefined };
  const standardError = Math.sqrt(variance);
  const freedom = clusters === undefined ? Number.POSITIVE_INFINITY : groups.clusters - 1;
  const reach = studentT.quantile(0.5 + confidence / 2, freedom) * standardError;
  return {
    ...known,
    standardError,
    interval: { low: difference - reach, high: difference + reach, confidence },
    pValue: pValueOf(difference, standardError, freedom),
  };
}

function pValueOf(difference: number, standardError: number, freedom: number): number | undefined {
  if (standardError === 0) return difference === 0 ? 1 : undefined;
  const distance = Math.abs(difference) / standardError;
  const tail =
    freedom === Number.POSITIVE_INFINITY ? normal.upperTail(distance) : studentT.upperTail(distance, freedom);
  return Math.min(1, 2 * tail);
}

/** Each row's share of rows with the other answer that it is on the right side of, ties half; their mean over either answer is the area. */
function components(
  targets: ArrayLike<number>,
  outputs: ArrayLike<number>,
  positives: number,
): { readonly area: number; readonly parts: Float64Array } {
  const values = Float64Array.from(outputs);
  const negatives = values.length - positives;
  const ranks = midranks(values);
  const parts = new Float64Array(values.length);
  let rankSum = 0;
  for (const answer of [0, 1]) {
    const rows = Uint32Array.from(values.keys()).filter((row) => targets[row] === answer);
    const within = midranks(Float64Array.from(rows, (row) => values[row] as number));
    rows.forEach((row, index) => {
      const rank = ranks[row] as number;
      const below = rank - (within[index] as number);
      parts[row] = answer === 1 ? below / negatives : (positives - below) / positives;
      if (answer === 1) rankSum += rank;
    });
  }
  return { area: (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives), parts };
}

/** Obuchowski's variance, S10/M + S01/N + 2 S11/(MN); with one row a cluster, where S11 is zero, it is DeLong's. */
function varianceOf(
  parts: Float64Array,
  targets: ArrayLike<number>,
  difference: number,
  { clusters, codes }: ClusterRows,
  positives: number,
  negatives: number,
): number | undefined {
  const [sums, present] = [
    [new Float64Array(clusters), new Float64Array(clusters)] as const,
    [new Uint8Array(clusters), new Uint8Array(clusters)] as const,
  ];
  codes.forEach((code, row) => {
    const answer = targets[row] === 1 ? 1 : 0;
    sums[answer][code] = (sums[answer][code] as number) + (parts[row] as number) - difference;
    present[answer][code] = 1;
  });
  let [noSquares, yesSquares, products] = [0, 0, 0];
  for (let code = 0; code < clusters; code++) {
    const [no, yes] = [sums[0][code] as number, sums[1][code] as number];
    noSquares += no * no;
    yesSquares += yes * yes;
    products += no * yes;
  }
  const [withNo, withYes] = present.map((flags) => flags.reduce((sum, flag) => sum + flag, 0)) as [number, number];
  if (withNo < 2 || withYes < 2) return undefined;
  const variance =
    (withYes / (withYes - 1)) * (yesSquares / (positives * positives)) +
    (withNo / (withNo - 1)) * (noSquares / (negatives * negatives)) +
    (clusters / (clusters - 1)) * ((2 * products) / (positives * negatives));
  // With few clusters the estimate may fall below zero, which says nothing.
  return variance < 0 ? undefined : variance;
}
