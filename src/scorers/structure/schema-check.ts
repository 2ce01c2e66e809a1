import type { SchemaIssue, SchemaResult } from "../../core/house.js";
import { InvalidArgumentError, type StandardSchema } from "../../core/index.js";
import { checkTree } from "./check-tree.js";
import { pathPart } from "./json-field-options.js";
import { parseJson } from "./parse-json.js";

export interface SchemaCheck {
  readonly score: 0 | 1;
  readonly rule: "valid" | "invalid" | "not-json";
  /** The first issues, each with its path; undefined when valid. */
  readonly reason: string | undefined;
}

const place = "schema check";
const mostIssues = 10;

/**
 * Makes a metric of a schema (zod, valibot, arktype or any other Standard Schema): whether an output has the form that was asked for. A
 * string is parsed as JSON first, also out of a fenced block; of more than 100 levels or 100,000 leaves it is invalid.
 * @throws {InvalidArgumentError} it is no Standard Schema; when it runs, the schema validates asynchronously.
 */
export function schemaCheck(schema: StandardSchema<unknown, unknown>): (answer: unknown) => SchemaCheck {
  const standard: unknown = schema?.["~standard"];
  if (typeof standard !== "object" || typeof schema["~standard"].validate !== "function")
    throw new InvalidArgumentError(place, "a Standard Schema", schema);
  return (answer) => {
    if (typeof answer !== "string") return validate(schema, answer);
    const found = parseJson(answer);
    if (found === undefined) return { score: 0, rule: "not-json", reason: "The output is not JSON" };
    if (checkTree(found.value) !== "json")
      return { score: 0, rule: "invalid", reason: "The output has more than 100 levels or 100,000 leaves" };
    return validate(schema, found.value);
  };
}

function validate(schema: StandardSchema<unknown, unknown>, value: unknown): SchemaCheck {
  const result = schema["~standard"].validate(value);
  if (isPromise(result)) {
    // Nobody waits for it: what it says, or that it fails, is of no account.
    result.catch(() => undefined);
    throw new InvalidArgumentError(place, "a schema that validates synchronously", "a promise");
  }
  if (result.issues === undefined) return { score: 1, rule: "valid", reason: undefined };
  const shown = result.issues.slice(0, mostIssues).map(describe);
  const more = result.issues.length > shown.length ? ` (and ${result.issues.length - shown.length} more)` : "";
  return { score: 0, rule: "invalid", reason: `${shown.join("; ")}${more}` };
}

function isPromise<T>(result: SchemaResult<T> | Promise<SchemaResult<T>>): result is Promise<SchemaResult<T>> {
  return "then" in result && typeof result.then === "function";
}

function describe({ path, message }: SchemaIssue): string {
  const keys = (path ?? []).map((part) => pathPart(String(typeof part === "object" ? part.key : part)));
  return keys.length === 0 ? message : `${keys.join(".")}: ${message}`;
}
