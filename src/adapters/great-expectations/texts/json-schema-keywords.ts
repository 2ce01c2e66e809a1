import { pythonPattern } from "./python-pattern.js";

export interface SchemaScope {
  holds(value: unknown, schema: unknown): boolean;
}

/** The keywords that look at one value without going into it. */
export function keywordHolds(value: unknown, rules: Readonly<Record<string, unknown>>): boolean {
  const { type, enum: choices } = rules;
  if (type !== undefined && !(Array.isArray(type) ? type : [type]).some((name) => isOfType(value, name))) return false;
  if (Array.isArray(choices) && !choices.some((choice) => sameJson(choice, value))) return false;
  if ("const" in rules && !sameJson(rules.const, value)) return false;
  if (typeof value === "number") return numberHolds(value, rules);
  return typeof value !== "string" || textHolds(value, rules);
}

function isOfType(value: unknown, type: unknown): boolean {
  if (type === "integer") return Number.isInteger(value);
  if (type === "array") return Array.isArray(value);
  if (type === "null") return value === null;
  if (type === "object") return typeof value === "object" && value !== null && !Array.isArray(value);
  return typeof value === type;
}

function numberHolds(value: number, rules: Readonly<Record<string, unknown>>): boolean {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = rules;
  if (typeof minimum === "number" && value < minimum) return false;
  if (typeof maximum === "number" && value > maximum) return false;
  if (typeof exclusiveMinimum === "number" && value <= exclusiveMinimum) return false;
  if (typeof exclusiveMaximum === "number" && value >= exclusiveMaximum) return false;
  return typeof multipleOf !== "number" || Number.isInteger(value / multipleOf);
}

function textHolds(value: string, rules: Readonly<Record<string, unknown>>): boolean {
  const { minLength, maxLength, pattern } = rules;
  const length = [...value].length;
  if (typeof minLength === "number" && length < minLength) return false;
  if (typeof maxLength === "number" && length > maxLength) return false;
  return typeof pattern !== "string" || pythonPattern(pattern).test(value);
}

/** Equal as JSON: members in any order. */
export function sameJson(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const [from, to] = [left as Readonly<Record<string, unknown>>, right as Readonly<Record<string, unknown>>];
  const names = Object.keys(from);
  return (
    names.length === Object.keys(to).length &&
    names.every((name) => Object.hasOwn(to, name) && sameJson(from[name], to[name]))
  );
}
