import { fingerprint, InvalidArgumentError, type Json } from "../core/index.js";
import {
  type ColumnData,
  type Features,
  type FittedDefinition,
  type FittedFeatures,
  isMissing,
  scalarAt,
} from "../data/index.js";
import { ExactMoments } from "../stats/index.js";
import { type FeatureRows, featureColumn } from "../table/index.js";

/** Learns what the features need from training rows: means, scales, categories. Independent of the rows' order and batching. */
export function fitFeatures<Row, Label extends string>(
  features: Features<Row, Label>,
  input: FeatureRows,
): FittedFeatures {
  const { eventTime } = features.contract;
  const definitions = features.definitions.map((definition): FittedDefinition => {
    const { node, name } = definition;
    const column = featureColumn(node, input, eventTime);
    if (node.op === "one-hot") {
      const categories = frequentWords(column, node.maximumCategories);
      return {
        ...definition,
        output: { kind: "category", names: categories.map((category) => `${name}=${category}`), categories },
        state: {},
      };
    }
    const state: Json = node.op === "standardize" ? learnScale(column) : {};
    const names = node.op === "cyclical" ? [`${name} sine`, `${name} cosine`] : [name];
    return { ...definition, output: { kind: "number", names }, state };
  });
  const content = { format: "features@1" as const, fingerprint: features.fingerprint, eventTime, definitions };
  return { ...content, digest: fingerprint(content) };
}

/** Population standard deviation, as scikit-learn's StandardScaler; a constant column is only centred. */
function learnScale(column: ColumnData): { readonly mean: number; readonly scale: number } {
  const moments = new ExactMoments();
  for (let row = 0; row < column.length; row++) {
    const value = scalarAt(column, row);
    if (value !== null) moments.add(Number(value));
  }
  const { mean = 0, variance = 0 } = moments.finish();
  return { mean, scale: variance > 0 ? Math.sqrt(variance) : 1 };
}

/** The most frequent words; equally frequent ones in code unit order. */
function frequentWords(column: ColumnData, maximum: number): readonly string[] {
  if (column.type !== "text") throw new InvalidArgumentError("features", "a text column for `oneHot`", column.type);
  const counts = new Map<string, number>();
  for (let row = 0; row < column.length; row++) {
    if (isMissing(column, row)) continue;
    const word = column.dictionary[column.codes[row] as number] as string;
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts]
    .sort(([left, a], [right, b]) => b - a || (left < right ? -1 : 1))
    .slice(0, maximum)
    .map(([word]) => word);
}
