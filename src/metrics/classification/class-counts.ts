import { InvalidArgumentError } from "../../core/index.js";
import type { ClassLabel } from "../rows/class-label.js";
import type { DecidedSets } from "../rows/read-decided.js";
import type { PairCounts } from "./pair-counts.js";

/**
 * What metrics of decisions need to know of rows: by label, how many (or how much weight) were rightly said, said at all, and so in truth.
 */
export interface ClassCounts {
  /** Sorted; of single labels those that occur. */
  readonly labels: readonly ClassLabel[];
  readonly truePositives: Float64Array;
  readonly predicted: Float64Array;
  readonly actual: Float64Array;
  /** Rows that are right in all their labels. */
  readonly correct: number;
  readonly total: number;
  /** How often each pair of labels met; undefined of label sets. */
  readonly pairs: PairCounts | undefined;
}

/** The counts of pairs; labels that do not occur in them are left out, as if the rows had been counted alone. */
export function countsOfPairs(pairs: PairCounts): ClassCounts {
  const size = pairs.labels.length;
  const [truePositives, predicted, actual] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  let [correct, total] = [0, 0];
  for (let pair = 0; pair < pairs.counts.length; pair++) {
    const [target, output, count] = [
      pairs.targets[pair] as number,
      pairs.outputs[pair] as number,
      pairs.counts[pair] as number,
    ];
    actual[target] = (actual[target] as number) + count;
    predicted[output] = (predicted[output] as number) + count;
    total += count;
    if (target !== output) continue;
    truePositives[target] = (truePositives[target] as number) + count;
    correct += count;
  }
  const counts = { labels: pairs.labels, truePositives, predicted, actual, correct, total, pairs };
  for (let label = 0; label < size; label++) if (!isPresent(counts, label)) return onlyPresent(counts);
  return counts;
}

function isPresent({ actual, predicted, pairs }: ClassCounts, label: number): boolean {
  return (actual[label] as number) + (predicted[label] as number) > 0 || pairs?.weightless?.includes(label) === true;
}

function onlyPresent(counts: ClassCounts): ClassCounts {
  const { labels, truePositives, predicted, actual, pairs, ...totals } = counts;
  const present = [...labels.keys()].filter((label) => isPresent(counts, label));
  const pick = (values: Float64Array): Float64Array => Float64Array.from(present, (label) => values[label] as number);
  const place = new Int32Array(labels.length).fill(-1);
  present.forEach((label, position) => {
    place[label] = position;
  });
  const kept = present.map((label) => labels[label] as ClassLabel);
  const occurring = pairs && [...pairs.counts.keys()].filter((pair) => pairs.counts[pair] !== 0);
  return {
    labels: kept,
    truePositives: pick(truePositives),
    predicted: pick(predicted),
    actual: pick(actual),
    ...totals,
    pairs: pairs &&
      occurring && {
        labels: kept,
        targets: Int32Array.from(occurring, (pair) => place[pairs.targets[pair] as number] as number),
        outputs: Int32Array.from(occurring, (pair) => place[pairs.outputs[pair] as number] as number),
        counts: Float64Array.from(occurring, (pair) => pairs.counts[pair] as number),
      },
  };
}

/** The counts of label sets. @param weightOf How much each row counts. */
export function countSets(
  { rows, labels, targets, outputs }: DecidedSets,
  weightOf: (row: number) => number,
): ClassCounts {
  const size = labels.length;
  const [truePositives, predicted, actual] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  let [correct, total] = [0, 0];
  for (let row = 0; row < rows; row++) {
    const weight = weightOf(row);
    let isRight = true;
    for (let label = 0; label < size; label++) {
      const [is, said] = [targets[row * size + label] as number, outputs[row * size + label] as number];
      actual[label] = (actual[label] as number) + is * weight;
      predicted[label] = (predicted[label] as number) + said * weight;
      truePositives[label] = (truePositives[label] as number) + is * said * weight;
      if (is !== said) isRight = false;
    }
    total += weight;
    if (isRight) correct += weight;
  }
  return { labels, truePositives, predicted, actual, correct, total, pairs: undefined };
}

/** Rows (or weight) of one class, or of several together: rightly said to be of it, said to be, and of it in truth. */
export interface ClassTotals {
  readonly both: number;
  readonly predicted: number;
  readonly actual: number;
}

/** The counts of one class. Yes and no are 1 and 0, and labels may be told by their text. */
export function totalsOf({ labels, truePositives, predicted, actual }: ClassCounts, label: ClassLabel): ClassTotals {
  const text = String(typeof label === "boolean" ? Number(label) : label);
  const position = labels.findIndex((one) => String(typeof one === "boolean" ? Number(one) : one) === text);
  return {
    both: truePositives[position] ?? 0,
    predicted: predicted[position] ?? 0,
    actual: actual[position] ?? 0,
  };
}

/** The class that stands for yes. @throws {InvalidArgumentError} there are more than two classes, or none of two is yes. */
export function positiveOf(place: string, { labels, pairs }: ClassCounts): ClassLabel {
  if (pairs === undefined)
    throw new InvalidArgumentError(
      place,
      '`average` "micro", "macro", "weighted" or "samples", or `of`, for label sets',
      undefined,
      "neither",
    );
  if (labels.length > 2)
    throw new InvalidArgumentError(
      place,
      '`average` "micro", "macro" or "weighted", or `of`, for more than two classes',
      undefined,
      "neither",
    );
  const yes = labels.find((label) => label === 1 || label === true);
  if (labels.length === 2 && yes === undefined)
    throw new InvalidArgumentError(place, `\`of\` to be one of ${labels.join(" and ")}`, undefined);
  return yes ?? 1;
}
