export type { NotExpressed } from "../../ports/house.js";
export { panderaFromContract, type WrittenSchema } from "./pandera-from-contract.js";
export { type PanderaSchema, schemaFromPandera } from "./schema-from-pandera.js";
