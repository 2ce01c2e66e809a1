import { InvalidArgumentError } from "./errors/index.js";
import { isTagKey, untagValue } from "./tagged-values.js";

/**
 * Reads what `canonicalJson` wrote and restores the tagged values: dates, bigints, NaN, infinities and typed arrays.
 *
 * @throws {InvalidArgumentError} the text is not JSON, or a tag has text that is not of its form.
 */
export function parseCanonicalJson(text: string): unknown {
  try {
    return JSON.parse(text, (_key, value: unknown) => restore(value));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new InvalidArgumentError("canonical JSON", `JSON (${error.message})`, text);
  }
}

function restore(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const keys = Object.keys(value);
  const [key] = keys;
  if (keys.length !== 1 || key === undefined || !isTagKey(key)) return value;
  const content: unknown = Reflect.get(value, key);
  if (key.startsWith("$$")) return { [key.slice(1)]: content };
  const restored = untagValue(key, content);
  if (restored === undefined)
    throw new InvalidArgumentError("canonical JSON", `\`${key}\` to be followed by text of its form`, content);
  return restored;
}
