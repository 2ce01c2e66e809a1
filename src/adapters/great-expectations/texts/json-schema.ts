import { EvaluationError } from "../evaluation-error.js";
import { keywordHolds, type SchemaScope } from "./json-schema-keywords.js";
import { structureHolds } from "./json-schema-structure.js";

/**
 * Whether a value is as a JSON Schema of draft 2020-12 says. `format` is not looked at, as the reference does not; `$ref` within the schema is followed.
 * @throws {EvaluationError} the schema is none, or refers to another document.
 */
export function matchesSchema(value: unknown, schema: unknown): boolean {
  const scope: SchemaScope = { holds: (inner, part) => holds(inner, part) };
  function holds(inner: unknown, part: unknown): boolean {
    if (typeof part === "boolean") return part;
    if (typeof part !== "object" || part === null || Array.isArray(part))
      throw new EvaluationError("ValueError", `Expected a JSON Schema, got ${JSON.stringify(part)}`);
    const rules = part as Readonly<Record<string, unknown>>;
    if (typeof rules.$ref === "string" && !holds(inner, resolve(rules.$ref))) return false;
    return keywordHolds(inner, rules) && structureHolds(inner, rules, scope);
  }
  function resolve(reference: string): unknown {
    if (!reference.startsWith("#"))
      throw new EvaluationError("ValueError", `Expected a reference within the schema, got ${reference}`);
    let place = schema;
    for (const step of reference.slice(1).split("/").slice(1))
      place = (place as Readonly<Record<string, unknown>> | undefined)?.[
        decodeURIComponent(step).replace(/~1/g, "/").replace(/~0/g, "~")
      ];
    return place;
  }
  return holds(value, schema);
}
