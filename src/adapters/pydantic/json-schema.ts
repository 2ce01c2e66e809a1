import { isMembers } from "../../core/house.js";

/** An object of JSON Schema 2020-12. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

export const isObject: (value: unknown) => value is JsonSchema = isMembers;
