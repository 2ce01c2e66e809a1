import { InvalidArgumentError } from "./errors/index.js";
import { isTagKey, tagValue } from "./tagged-values.js";

const deepest = 1000;

/**
 * The one text of a value, by RFC 8785 (JSON Canonicalization Scheme): keys sorted by UTF-16 code units, numbers as
 * ECMAScript prints them (-0 as 0), no white space. Equal values give equal text whatever the order of their keys.
 *
 * Beyond plain JSON, these values are written as an object with one tag, which `parseCanonicalJson` reads back:
 * dates `{"$date":"2001-01-01T00:00:00.000Z"}`, bigints `{"$bigint":"123"}`, NaN and infinities `{"$float":"NaN"}`,
 * typed arrays `{"$bytes":…}`, `{"$float64":…}`, `{"$int32":…}` … as base64 of their little-endian bytes.
 * A user's own object whose only key is such a tag gets one more `$` in front of it, so that it cannot be mistaken.
 *
 * Members that are undefined are left out. Refused, with the path: undefined elsewhere, functions, symbols, class
 * instances (also Map and Set), invalid dates, lone surrogates (as the RFC demands), cycles, more than 1000 levels.
 *
 * @throws {InvalidArgumentError} naming the path of the first value that is refused.
 */
export function canonicalJson(value: unknown): string {
  return write(value, [], []);
}

function write(value: unknown, path: (string | number)[], ancestors: object[]): string {
  switch (typeof value) {
    case "string":
      return writeText(value, path);
    case "number":
      return Number.isFinite(value) ? String(value) : JSON.stringify(tagValue(value));
    case "boolean":
      return value ? "true" : "false";
    case "bigint":
      return JSON.stringify(tagValue(value));
    case "object":
      return value === null ? "null" : writeObject(value, path, ancestors);
    default:
      return refuse(path, "a value that JSON can carry", value);
  }
}

// Printable ASCII without quote and backslash: nearly every text, and its own JSON.
const plainText = /^[ !#-[\]-~]*$/;

function writeText(text: string, path: readonly (string | number)[]): string {
  if (plainText.test(text)) return `"${text}"`;
  // The plain class is ten times as fast and true for hardly any text.
  if (/[\ud800-\udfff]/.test(text) && /\p{Surrogate}/u.test(text))
    refuse(path, "well-formed Unicode without lone surrogates", text);
  return JSON.stringify(text);
}

function writeObject(value: object, path: (string | number)[], ancestors: object[]): string {
  const plain = Object.getPrototypeOf(value) === Object.prototype;
  const tagged = plain ? undefined : tagValue(value);
  if (tagged !== undefined) return JSON.stringify(tagged);
  if (ancestors.includes(value)) refuse(path, "a tree without cycles", value);
  if (ancestors.length >= deepest) refuse(path.slice(0, 3), `at most ${deepest} levels of nesting`, value);
  ancestors.push(value);
  const text = Array.isArray(value) ? writeArray(value, path, ancestors) : writeMembers(value, path, ancestors);
  ancestors.pop();
  return text;
}

function writeArray(values: readonly unknown[], path: (string | number)[], ancestors: object[]): string {
  let text = "[";
  for (let index = 0; index < values.length; index++) {
    path.push(index);
    text += (index === 0 ? "" : ",") + write(values[index], path, ancestors);
    path.pop();
  }
  return `${text}]`;
}

function writeMembers(value: object, path: (string | number)[], ancestors: object[]): string {
  if (!isPlainObject(value)) refuse(path, "a plain object, an array, a date or a typed array", value);
  if (Object.getOwnPropertySymbols(value).length > 0) refuse(path, "an object without symbols as keys", value);
  const members = value as Readonly<Record<string, unknown>>;
  const keys = sortedKeys(members);
  const prefix = keys.length === 1 && isTagKey(keys[0] ?? "") ? "$" : "";
  let text = "{";
  for (const key of keys) {
    path.push(key);
    text += `${text === "{" ? "" : ","}${writeText(prefix + key, path)}:${write(members[key], path, ancestors)}`;
    path.pop();
  }
  return `${text}}`;
}

/** The keys of members that are not undefined, by UTF-16 code units. Written as loops: this is the hottest place of a prediction log. */
function sortedKeys(members: Readonly<Record<string, unknown>>): readonly string[] {
  const keys: string[] = [];
  let sorted = true;
  for (const key of Object.keys(members)) {
    if (members[key] === undefined) continue;
    sorted &&= keys.length === 0 || (keys[keys.length - 1] as string) < key;
    keys.push(key);
  }
  return sorted ? keys : keys.sort();
}

/** True for object literals, null-prototype objects and object literals of another realm. */
export function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
}

function refuse(path: readonly (string | number)[], expected: string, got: unknown): never {
  throw new InvalidArgumentError("canonical JSON", `\`${formatPath(path)}\` to be ${expected}`, got);
}

/** `value.rows[3].price`: how errors name a place inside a value. */
export function formatPath(path: readonly PropertyKey[], root = "value"): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    const name = String(key);
    return /^[A-Za-z_$][\w$]*$/.test(name) ? `${text}.${name}` : `${text}[${JSON.stringify(name)}]`;
  }, root);
}
