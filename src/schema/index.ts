export { batchFromRows } from "./columns/batch-from-rows.js";
export type {
  Batch,
  ColumnData,
} from "./columns/column.js";
export { concatBatches } from "./columns/concat-batches.js";
export { takeRows } from "./columns/take-rows.js";
export { rowAt, rowsOf } from "./columns/value-at.js";
export type { CompleteRow, Contract, InputRow, LabelOf, RequestRow, RowOf } from "./contract/contract.js";
export { type DerivedSchema, derive, type WithDerived } from "./contract/derive.js";
export { contract } from "./contract/make-contract.js";
export { compileColumns } from "./expression/compile-columns.js";

export { describeExpression } from "./expression/describe-expression.js";
export type {
  BooleanColumn,
  Columns,
  Condition,
  Expression,
  History,
  NumberColumn,
  TextColumn,
  TimeColumn,
} from "./expression/expression.js";
export type { ColumnFunction } from "./expression/kernels/column-access.js";
export type { TextNotation } from "./row/text-notation.js";
