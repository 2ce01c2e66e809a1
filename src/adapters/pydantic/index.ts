export type { NotExpressed } from "../../ports/house.js";
export type { JsonSchema } from "./json-schema.js";
export { jsonSchemaFromContract, type WrittenSchema } from "./json-schema-from-contract.js";
export { type ReadSchema, schemaFromJsonSchema } from "./schema-from-json-schema.js";
