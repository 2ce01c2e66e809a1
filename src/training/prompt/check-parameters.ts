import type { ZodType } from "zod";
import { InvalidArgumentError, type JsonObject } from "../../core/index.js";

const secretName =
  /api.?key|secret|passw(or)?d|passphrase|authorization|credential|(access|auth|bearer|session).?token/i;
const secretValue = /^(Bearer\s|sk-|ghp_|xox[abp]-|AKIA[0-9A-Z]{12})/;

/**
 * Parameters with the schema's defaults. What is stored is read by anyone who reads the registry, so names and values that look like secrets are refused.
 * @throws {InvalidArgumentError} they are not of the schema, it does not know one of them, or one looks like a key or a password.
 */
export function checkParameters<Parameters extends JsonObject, Given>(
  place: string,
  schema: ZodType<Parameters, Given>,
  given: Given,
): Parameters {
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = issue?.path.map(String).join(".") || "parameters";
    throw new InvalidArgumentError(
      place,
      `\`${path}\` as its schema has it: ${issue?.message ?? "another value"}`,
      valueAt(given, issue?.path),
    );
  }
  for (const name of Object.keys(given as object))
    if (!Object.hasOwn(parsed.data, name))
      throw new InvalidArgumentError(place, `parameters among ${Object.keys(parsed.data).join(", ")}`, name);
  checkSecrets(place, parsed.data, []);
  return parsed.data;
}

function checkSecrets(place: string, value: unknown, path: readonly string[]): void {
  const name = path.at(-1) ?? "";
  if (secretName.test(name) || (typeof value === "string" && secretValue.test(value)))
    throw new InvalidArgumentError(
      place,
      `parameters without keys and passwords, which \`chat\` takes from the process's surroundings; \`${path.join(".")}\` looks like one`,
      undefined,
      "a secret",
    );
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) checkSecrets(place, inner, [...path, key]);
}

function valueAt(given: unknown, path: readonly PropertyKey[] = []): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
    given,
  );
}
