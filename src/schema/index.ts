export { batchFromRows } from "./columns/batch-from-rows.js";
export type {
  Batch,
  BooleanColumnData,
  ColumnData,
  NumberColumnData,
  OtherColumnData,
  TextColumnData,
  TimeColumnData,
  ValueType,
} from "./columns/column.js";
export { concatBatches } from "./columns/concat-batches.js";
export { takeRows } from "./columns/take-rows.js";
export { rowAt, rowsOf } from "./columns/value-at.js";
export type { ColumnCheck, ColumnDefinition, Contract, InputRow, LabelOf, RowOf } from "./contract/contract.js";
export { type DerivedSchema, derive, type WithDerived } from "./contract/derive.js";
export { type ContractOptions, contract } from "./contract/make-contract.js";
export { compileColumns } from "./expression/compile-columns.js";
export type { ExpressionRow } from "./expression/compile-row.js";
export { describeExpression } from "./expression/describe-expression.js";
export type {
  BooleanColumn,
  Columns,
  Condition,
  Duration,
  Expression,
  History,
  HistoryOptions,
  KeysOf,
  NumberColumn,
  TextColumn,
  TimeColumn,
  ZoneOptions,
} from "./expression/expression.js";
export type { ColumnFunction } from "./expression/kernels/column-access.js";
export type { ExpressionNode, FittedNode, HistoryNode } from "./expression/node.js";
