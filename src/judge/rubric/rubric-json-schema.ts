import type { JsonObject } from "../../core/index.js";
import type { Rubric } from "./rubric.js";

/** The JSON Schema of a judge's reply: for each criterion a reason, and only then a level. */
export function rubricJsonSchema(rubric: Rubric): JsonObject {
  const properties: Record<string, JsonObject> = {};
  for (const [name, { levels }] of rubric.criteria)
    properties[name] = {
      type: "object",
      properties: { reason: { type: "string" }, level: { type: "number", enum: levels.map(({ level }) => level) } },
      required: ["reason", "level"],
      additionalProperties: false,
    };
  return { type: "object", properties, required: [...rubric.criteria.keys()], additionalProperties: false };
}
