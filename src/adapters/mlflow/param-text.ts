import { parseCanonicalJson } from "../../core/house.js";
import { canonicalJson, InvalidArgumentError, type Json } from "../../core/index.js";

/** A param as MLflow shows it: text as it is, unless it would read as something else, and other values as canonical JSON. */
export function paramText(value: Json): string {
  return typeof value === "string" && value !== "" && !isJson(value) ? value : canonicalJson(value);
}

export function readParamText(text: string): Json {
  return isJson(text) ? (parseCanonicalJson(text) as Json) : text;
}

function isJson(text: string): boolean {
  try {
    parseCanonicalJson(text);
    return true;
  } catch (error) {
    if (InvalidArgumentError.isInstance(error)) return false;
    throw error;
  }
}
