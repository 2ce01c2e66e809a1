/** What other rooms of the house use of this one; not exported from the package. */
export { columnFromValues } from "./columns/batch-from-rows.js";
export { sliceBatch } from "./columns/take-rows.js";
export { buildValidity, countMissing, isMissing } from "./columns/validity.js";
export { scalarAt, valueAt } from "./columns/value-at.js";
export { contractFromJson, contractToJson } from "./contract/contract-json.js";
export { columnsOf } from "./expression/columns-of.js";
export { compileRow } from "./expression/compile-row.js";
export type { HistoryScope } from "./expression/history-scope.js";
export { numericColumn, textOf } from "./expression/kernels/column-access.js";
export { columnsUsed, operandsOf, type Scalar, typeOf } from "./expression/scalar.js";
export { type CalendarPart, calendarNumber, dayText, localDay } from "./expression/semantics/calendar-part.js";
export { matcher } from "./expression/semantics/matcher.js";
export { arithmetic, comparison, minutesSince, plusMinutes, unary } from "./expression/semantics/operators.js";
export { instantOf, zoneOffset } from "./expression/semantics/zone-offset.js";
export { compileCheck } from "./row/check-value.js";
export { type Coerced, coerceValue } from "./row/coerce-value.js";
export { type Reason, type ReasonCode, reason, reasonKey } from "./row/reason.js";
export { type CheckedRow, createInputValidator, createRowValidator, type RowValidator } from "./row/row-validator.js";
