import { checkArguments, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import type { ExpressionNode } from "../../schema/house.js";
import { isMissing, scalarAt } from "../../schema/house.js";
import { type Batch, type ColumnData, compileColumns } from "../../schema/index.js";
import type { FeatureColumn, FeatureMatrix, FittedDefinition, FittedFeatures } from "./features.js";
import { finishNumber } from "./finish-value.js";
import { historyColumn } from "./history-column.js";
import { prepareFeature } from "./prepare-feature.js";

/** Rows to be made into features, and the rows that their histories look at. */
export interface FeatureRows {
  readonly rows: Batch;
  /** @default the rows themselves */
  readonly past?: Batch;
}

/** The features of many rows as columns: bit for bit what `createRowFeaturizer` gives for each. */
export function applyFeatures(fitted: FittedFeatures, input: FeatureRows): FeatureMatrix {
  checkArguments(
    "features",
    { fitted, input },
    {
      fitted: option.having("fitted features, as `fitFeatures` gives them", "definitions", "fingerprint"),
      input: option.noun,
    },
  );
  const columns = fitted.definitions.flatMap((definition) =>
    applyDefinition(definition, featureColumn(definition.node, input, fitted.eventTime)),
  );
  return { kind: "feature-matrix", rows: input.rows.length, columns };
}

function applyDefinition(definition: FittedDefinition, column: ColumnData): readonly FeatureColumn[] {
  const { output, name } = definition;
  if (output.type === "category") {
    if (column.type !== "text") throw new InvalidArgumentError(`features ${name}`, "a text column", column.type);
    const codeOf = new Map(output.categories.map((category, code) => [category, code]));
    const translate = column.dictionary.map((word) => codeOf.get(word) ?? -1);
    const codes = Int32Array.from(column.codes, (code, row) =>
      isMissing(column, row) ? -1 : (translate[code] as number),
    );
    return [{ type: "category", name, categories: output.categories, codes }];
  }
  const numbers = Float64Array.from({ length: column.length }, (_, row) => {
    const value = scalarAt(column, row);
    return value === null ? Number.NaN : Number(value);
  });
  return finishNumber(definition).map(({ name: output, apply }) => ({
    type: "number",
    name: output,
    values: numbers.map(apply),
  }));
}

/** The column under a feature's fitted part, histories computed first. */
export function featureColumn(
  node: ExpressionNode,
  { rows, past = rows }: FeatureRows,
  eventTime: string | undefined,
): ColumnData {
  const { histories, expression } = prepareFeature(node);
  const columns = { ...rows.columns };
  for (const { column, node: history } of histories) {
    if (eventTime === undefined)
      throw new InvalidArgumentError("features", "a contract that states its `eventTime`", undefined, "none");
    columns[column] = historyColumn(history, rows, past, eventTime);
  }
  return compileColumns(expression)({ length: rows.length, columns });
}
