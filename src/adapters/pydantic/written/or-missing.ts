import type { JsonSchema } from "../json-schema.js";

/** A column that a row may lack, as pydantic writes an optional field: null, which is also what it is when it is left out. */
export function orMissing({ default: instead = null, ...made }: JsonSchema): JsonSchema {
  const options = Array.isArray(made.anyOf) && Object.keys(made).length === 1 ? made.anyOf : [made];
  const takesNull = options.some((option) => option.type === "null") || Object.keys(made).length === 0;
  return takesNull ? { ...made, default: instead } : { anyOf: [...options, { type: "null" }], default: instead };
}
