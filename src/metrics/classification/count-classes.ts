import { rowWeights } from "../inputs.js";
import { type ClassLabel, isRows, type LabelSets, type Labels } from "./class-label.js";
import type { ClassTotals } from "./class-totals.js";
import { countLabelSets } from "./count-label-sets.js";
import { countPairs } from "./count-pairs.js";
import { encodeLabels } from "./encode-labels.js";

/** Counts rows of one label each, or of label sets (whose labels are 0, 1, …). */
export function countClasses(
  targets: Labels | LabelSets,
  predictions: Labels | LabelSets,
  options: { readonly weights?: ArrayLike<number> } = {},
): ClassTotals {
  const place = "class totals";
  if (isRows(targets) || isRows(predictions))
    return countLabelSets(place, targets as LabelSets, predictions as LabelSets, options.weights);
  const pairs = countPairs(place, targets as Labels, predictions as Labels, options.weights, 256);
  return pairs ? fromPairs(pairs) : countMany(place, targets as Labels, predictions as Labels, options.weights);
}

function fromPairs({
  labels,
  table,
}: {
  readonly labels: readonly ClassLabel[];
  readonly table: Float64Array;
}): ClassTotals {
  const size = labels.length;
  const [truePositives, predicted, actual] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  let [correct, total] = [0, 0];
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const count = table[row * size + column] as number;
      actual[row] = (actual[row] as number) + count;
      predicted[column] = (predicted[column] as number) + count;
      total += count;
      if (row !== column) continue;
      truePositives[row] = count;
      correct += count;
    }
  return { labels, truePositives, predicted, actual, correct, total };
}

/** For so many labels that a table of pairs would be mostly empty. */
function countMany(
  place: string,
  targets: Labels,
  predictions: Labels,
  weights: ArrayLike<number> | undefined,
): ClassTotals {
  const encoded = encodeLabels(place, targets, predictions);
  const weight = rowWeights(place, weights, targets.length);
  const size = encoded.labels.length;
  const [truePositives, predicted, actual] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  let [correct, total] = [0, 0];
  for (let row = 0; row < targets.length; row++) {
    const [target, prediction] = [encoded.targets[row] as number, encoded.predictions[row] as number];
    const one = weight === undefined ? 1 : (weight[row] as number);
    actual[target] = (actual[target] as number) + one;
    predicted[prediction] = (predicted[prediction] as number) + one;
    total += one;
    if (target !== prediction) continue;
    truePositives[target] = (truePositives[target] as number) + one;
    correct += one;
  }
  return { labels: encoded.labels, truePositives, predicted, actual, correct, total };
}
