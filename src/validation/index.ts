export { checkRows, type RowsOutcome } from "./check-rows.js";
export { type DatasetMade, readLineage } from "./lineage-log.js";
export { type QuarantinedRow, readQuarantine } from "./quarantine.js";
export {
  type CheckedRow,
  createInputValidator,
  createRowValidator,
  type Reason,
  type RowValidator,
} from "./row-validator.js";
export { type RowOrigin, traceRow } from "./trace-row.js";
export { validate } from "./validate.js";
export { ValidationError } from "./validation-error.js";
