import { MissingError } from "../../core/index.js";
import { compileRow } from "../expression/compile-row.js";
import { aggregateWindow } from "./aggregate-window.js";
import type {
  FeatureColumn,
  FeatureMatrix,
  FittedDefinition,
  FittedFeatures,
  HistoryStore,
  HistoryWindow,
} from "./features.js";
import { finishNumber } from "./finish-value.js";
import { prepareFeature } from "./prepare-feature.js";

/** One row's features: a matrix of one row, and the names of numbers that were missing and stand as NaN. */
export interface FeaturizedRow {
  readonly matrix: FeatureMatrix;
  readonly missing: readonly string[];
}

/** Computes one row's features; a promise only when the history store gives one. Bit for bit what the columnar path computes in training. */
export type RowFeaturizer = (
  row: Readonly<Record<string, unknown>>,
  history?: HistoryStore,
) => FeaturizedRow | Promise<FeaturizedRow>;

type Prepared = (values: Readonly<Record<string, unknown>>, missing: string[]) => readonly FeatureColumn[];

/** Makes the single-row side of fitted features from their JSON alone: a serving process needs no feature code. */
export function createRowFeaturizer(fitted: FittedFeatures): RowFeaturizer {
  const histories = new Map(
    fitted.definitions.flatMap(({ node }) => prepareFeature(node).histories).map((named) => [named.column, named]),
  );
  const reads = [...histories.values()].map(({ column, series, node }) => ({
    column,
    series,
    node,
    key: compileRow(node.key),
  }));
  const outputs = fitted.definitions.map(prepareOutput);
  const { eventTime } = fitted;

  const finish = (row: Readonly<Record<string, unknown>>, values: readonly (number | null)[]): FeaturizedRow => {
    const extended: Record<string, unknown> = { ...row };
    reads.forEach(({ column }, index) => {
      extended[column] = values[index];
    });
    const missing: string[] = [];
    const columns = outputs.flatMap((output) => output(extended, missing));
    return { matrix: { kind: "feature-matrix", rows: 1, columns }, missing };
  };

  return function featurizeRow(row, history) {
    if (reads.length === 0) return finish(row, []);
    if (history === undefined)
      throw new MissingError("features", "a history store", "Pass `history`: these features look at earlier rows");
    const time = eventTime === undefined ? undefined : row[eventTime];
    const at = time instanceof Date ? time.getTime() : Number(time);
    const windows = reads.map(({ series, node, key }) => {
      const keyValue = key(row);
      return keyValue === null ? nothing : history.read(series, String(keyValue), at, node.windowMinutes);
    });
    const aggregate = (window: HistoryWindow, index: number): number | null =>
      aggregateWindow((reads[index] as (typeof reads)[number]).node.aggregate, window.values);
    if (windows.some((window) => window instanceof Promise))
      return Promise.all(windows).then((read) => finish(row, read.map(aggregate)));
    return finish(row, (windows as readonly HistoryWindow[]).map(aggregate));
  };
}

const nothing: HistoryWindow = { values: [] };

function prepareOutput(definition: FittedDefinition): Prepared {
  const { expression } = prepareFeature(definition.node);
  const compute = compileRow(expression);
  const { output, name } = definition;
  if (output.kind === "category") {
    const codeOf = new Map(output.categories.map((category, code) => [category, code]));
    return (values) => {
      const word = compute(values);
      const code = word === null ? -1 : (codeOf.get(String(word)) ?? -1);
      return [{ kind: "category", name, categories: output.categories, codes: Int32Array.of(code) }];
    };
  }
  const finishers = finishNumber(definition);
  return (values, missing) => {
    const value = compute(values);
    if (value === null) missing.push(name);
    const number = value === null ? Number.NaN : Number(value);
    return finishers.map(({ name: column, apply }) => ({
      kind: "number",
      name: column,
      values: Float64Array.of(apply(number)),
    }));
  };
}
