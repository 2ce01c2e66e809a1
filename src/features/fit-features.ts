import { fingerprint, InvalidArgumentError, type Json } from "../core/index.js";
import {
  type Batch,
  type ColumnData,
  type FeatureColumn,
  type FeatureMatrix,
  type Features,
  type FittedDefinition,
  type FittedFeatures,
  finishNumber,
  isMissing,
  prepareFeature,
  scalarAt,
} from "../data/index.js";
import { ExactMoments } from "../stats/index.js";
import { compileColumns } from "../table/index.js";
import { historyColumn } from "./history-columns.js";

/** Rows to be made into features, and the rows that their histories look at. */
export interface FeatureRows {
  readonly rows: Batch;
  /** @default the rows themselves */
  readonly past?: Batch;
}

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

/** The features of many rows as columns: bit for bit what `createRowFeaturizer` gives for each. */
export function applyFeatures(fitted: FittedFeatures, input: FeatureRows): FeatureMatrix {
  const columns = fitted.definitions.flatMap((definition) =>
    applyDefinition(definition, featureColumn(definition.node, input, fitted.eventTime)),
  );
  return { kind: "feature-matrix", rows: input.rows.length, columns };
}

function applyDefinition(definition: FittedDefinition, column: ColumnData): readonly FeatureColumn[] {
  const { output, name } = definition;
  if (output.kind === "category") {
    if (column.type !== "text") throw new InvalidArgumentError(`features ${name}`, "a text column", column.type);
    const codeOf = new Map(output.categories.map((category, code) => [category, code]));
    const translate = column.dictionary.map((word) => codeOf.get(word) ?? -1);
    const codes = Int32Array.from(column.codes, (code, row) =>
      isMissing(column, row) ? -1 : (translate[code] as number),
    );
    return [{ kind: "category", name, categories: output.categories, codes }];
  }
  const numbers = Float64Array.from({ length: column.length }, (_, row) => {
    const value = scalarAt(column, row);
    return value === null ? Number.NaN : Number(value);
  });
  return finishNumber(definition).map(({ name: output, apply }) => ({
    kind: "number",
    name: output,
    values: numbers.map(apply),
  }));
}

/** The column under a feature's fitted part, histories computed first. */
function featureColumn(
  node: FittedDefinition["node"],
  { rows, past = rows }: FeatureRows,
  eventTime: string | undefined,
): ColumnData {
  const { histories, expression } = prepareFeature(node);
  const columns = { ...rows.columns };
  for (const { column, node: history } of histories) {
    if (eventTime === undefined)
      throw new InvalidArgumentError("features", "a contract that states its `eventTime`", "none");
    columns[column] = historyColumn(history, rows, past, eventTime);
  }
  return compileColumns(expression)({ length: rows.length, columns });
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
