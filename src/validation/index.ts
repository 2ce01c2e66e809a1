export { checkRows, type RowsOutcome } from "./check-rows.js";
export { type DatasetMade, readLineage, type ValidationReport } from "./lineage-log.js";
export { type QuarantinedRow, readQuarantine } from "./quarantine.js";
export {
  type CheckedRow,
  createInputValidator,
  createRowValidator,
  type Reason,
  type ReasonCode,
  type RowValidator,
} from "./row-validator.js";
export { type RowOrigin, traceRow } from "./trace-row.js";
export { type ValidateOptions, validate } from "./validate.js";
export { ValidationError } from "./validation-error.js";
