import { formatPath } from "./canonical-json.js";
import { SchemaError } from "./errors/index.js";
import type { SchemaIssue, SchemaResult, StandardSchema } from "./standard-schema.js";
import { isThenable } from "./thenable.js";

/**
 * Runs a schema over what a stage is given or gives back, synchronously where the schema is.
 *
 * @throws {SchemaError} naming the stage and the path of each issue.
 */
export function checkSchema<Output>(
  schema: StandardSchema<unknown, Output>,
  value: unknown,
  stage: string,
  subject: "input" | "output",
): Output | Promise<Output> {
  const result: SchemaResult<Output> | Promise<SchemaResult<Output>> = schema["~standard"].validate(value);
  return isThenable(result)
    ? Promise.resolve(result).then((settled) => finish(settled, stage, subject))
    : finish(result, stage, subject);
}

function finish<Output>(result: SchemaResult<Output>, stage: string, subject: "input" | "output"): Output {
  if (result.issues === undefined) return result.value;
  const issues = result.issues.map((issue) => ({ path: formatPath(pathOf(issue), subject), message: issue.message }));
  const shown = issues.slice(0, 10).map(({ path, message }) => `\`${path}\`: ${message}`);
  const more = issues.length > shown.length ? ` (and ${issues.length - shown.length} more)` : "";
  throw new SchemaError(
    { subject, issues },
    {
      place: `stage ${stage}`,
      message: `Expected the ${subject} to satisfy its schema, got ${shown.join("; ")}${more}`,
    },
  );
}

function pathOf(issue: SchemaIssue): readonly PropertyKey[] {
  return (issue.path ?? []).map((part) => (typeof part === "object" ? part.key : part));
}
