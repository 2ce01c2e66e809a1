import type { NotExpressed as Unexpressed } from "../../ports/house.js";

export type { JsonSchema } from "./json-schema.js";
export { jsonSchemaFromContract, type WrittenSchema } from "./json-schema-from-contract.js";
export { type ReadSchema, schemaFromJsonSchema } from "./schema-from-json-schema.js";

/** What one side says and the other cannot, of the same form in every adapter of formats. */
export type NotExpressed = Unexpressed;
