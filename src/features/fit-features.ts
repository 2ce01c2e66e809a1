import { checkArguments, fingerprint, option } from "../core/house.js";
import { InvalidArgumentError } from "../core/index.js";
import type { FittedDefinition } from "../model/house.js";
import {
  type FeatureRows,
  type Features,
  type FittedFeatures,
  featureColumn,
  type LearnedScale,
} from "../model/house.js";
import { isMissing, scalarAt } from "../schema/house.js";
import type { ColumnData } from "../schema/index.js";
import { ExactMoments } from "../stats/house.js";
import { compareCodePoints } from "./compare-code-points.js";

/**
 * Learns what the features need from training rows: means, scales, categories. Independent of the rows' order and batching.
 * @throws {InvalidArgumentError} a feature to be standardized is infinite in some row.
 */
export function fitFeatures<Row, Label extends string>(
  features: Features<Row, Label>,
  input: FeatureRows,
): FittedFeatures {
  checkArguments(
    "features",
    { features, input },
    { features: option.nounOf("features", "features, as `features()` makes them"), input: option.noun },
  );
  const { eventTime } = features.contract;
  const definitions = features.definitions.map((definition): FittedDefinition => {
    const { node, name } = definition;
    // Only these two learn; to compute the others, histories above all, would be for nothing.
    if (node.op === "one-hot") {
      const categories = frequentWords(featureColumn(node, input, eventTime), node.maximumCategories);
      return {
        ...definition,
        output: { type: "category", names: categories.map((category) => `${name}=${category}`), categories },
        state: {},
      };
    }
    const state = node.op === "standardize" ? learnScale(name, featureColumn(node, input, eventTime)) : {};
    const names = node.op === "cyclical" ? [`${name} sine`, `${name} cosine`] : [name];
    return { ...definition, output: { type: "number", names }, state };
  });
  const content = { format: "features@1" as const, fingerprint: features.fingerprint, eventTime, definitions };
  return { ...content, digest: fingerprint(content) };
}

/** Population standard deviation over the numbers that are there, as scikit-learn's StandardScaler; a constant column is only centred. */
function learnScale(name: string, column: ColumnData): LearnedScale {
  const moments = new ExactMoments();
  for (let row = 0; row < column.length; row++) {
    const value = scalarAt(column, row);
    if (value !== null) moments.add(Number(value));
  }
  const { count, mean, variance = 0, minimum = 0, maximum = 0 } = moments.value();
  if (mean === undefined) return { mean: null };
  if (!(Number.isFinite(minimum) && Number.isFinite(maximum)))
    throw new InvalidArgumentError(
      `features ${name}`,
      "finite numbers to standardize; `clip` bounds them",
      Number.isFinite(minimum) ? maximum : minimum,
    );
  return { mean, scale: isConstant(count, mean, variance) ? 1 : Math.sqrt(variance) };
}

/** Whether a variance is no more than rounding can make of a constant: sklearn.preprocessing._data._is_constant_feature. */
function isConstant(count: number, mean: number, variance: number): boolean {
  const rounding = count * mean * Number.EPSILON;
  return variance <= count * Number.EPSILON * variance + rounding * rounding;
}

/** The most frequent words; equally frequent ones in code point order. */
function frequentWords(column: ColumnData, maximum: number): readonly string[] {
  if (column.type !== "text") throw new InvalidArgumentError("features", "a text column for `oneHot`", column.type);
  const counts = new Map<string, number>();
  for (let row = 0; row < column.length; row++) {
    if (isMissing(column, row)) continue;
    const word = column.dictionary[column.codes[row] as number] as string;
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts]
    .sort(([left, a], [right, b]) => b - a || compareCodePoints(left, right))
    .slice(0, maximum)
    .map(([word]) => word);
}
