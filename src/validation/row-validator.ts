/** The single-row side of a contract stands in schema, where a router finds it too. */
export {
  type CheckedRow,
  createInputValidator,
  createRowValidator,
  type Reason,
  type ReasonCode,
  type RowValidator,
} from "../schema/house.js";
