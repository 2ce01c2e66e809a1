import type { NotExpressed as Unexpressed } from "../../ports/house.js";

export { panderaFromContract, type WrittenSchema } from "./pandera-from-contract.js";
export { type PanderaSchema, schemaFromPandera } from "./schema-from-pandera.js";

/** What one side says and the other cannot, of the same form in every adapter of formats. */
export type NotExpressed = Unexpressed;
