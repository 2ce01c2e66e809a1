import { formatPath, isPlainObject } from "./canonical-json.js";
import { InvalidArgumentError } from "./errors/index.js";
import type { Json, JsonObject } from "./json.js";

const secretNames =
  /(?:^| )(?:password|passwd|passphrase|secret|token|authorization|credentials?|(?:api|private|access|secret) ?key|apikey)$/;
const addressWithPassword = /^[a-z][a-z0-9+.-]*:\/\/[^/\s:@]*:[^/\s@]+@/i;

/**
 * A frozen copy of a stage's params.
 *
 * @throws {InvalidArgumentError} something in them is not plain JSON, or looks like a secret: params are stored and shown.
 */
export function copyParams(params: object, stage: string): JsonObject {
  if (Array.isArray(params) || !isPlainObject(params))
    throw new InvalidArgumentError(`stage ${stage}`, "`params` to be a plain object", params);
  return copyMembers(params, `stage ${stage}`, []);
}

function copyMembers(params: object, place: string, path: readonly PropertyKey[]): JsonObject {
  const copy: Record<string, Json> = {};
  for (const [key, value] of Object.entries(params)) {
    if (value === undefined) continue;
    const inner = [...path, key];
    if (looksSecret(key, value))
      throw new InvalidArgumentError(
        place,
        `\`${formatPath(inner, "params")}\` to be kept out of params, which are stored and shown (give secrets to the client or service that needs them)`,
        undefined,
        "something that looks like a secret",
      );
    Object.defineProperty(copy, key, { value: copyValue(value, place, inner), enumerable: true });
  }
  return Object.freeze(copy);
}

function copyValue(value: unknown, place: string, path: readonly PropertyKey[]): Json {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (path.length > 100)
    throw new InvalidArgumentError(
      place,
      "`params` to be a tree of at most 100 levels",
      undefined,
      "a deeper one or a cycle",
    );
  if (Array.isArray(value))
    return Object.freeze(value.map((item: unknown, index) => copyValue(item, place, [...path, index])));
  if (typeof value === "object" && isPlainObject(value)) return copyMembers(value, place, path);
  throw new InvalidArgumentError(
    place,
    `\`${formatPath(path, "params")}\` to be plain JSON (custom functions carry an explicit version instead)`,
    value,
  );
}

function looksSecret(key: string, value: unknown): boolean {
  if (value === null || typeof value === "boolean") return false;
  if (typeof value === "string" && addressWithPassword.test(value)) return true;
  const words = key
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/[^A-Za-z0-9]+/g, " ")
    .toLowerCase()
    .trim();
  return secretNames.test(words);
}
