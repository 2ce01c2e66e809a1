import type { ZodType } from "zod";
import type { JsonSchema } from "../json-schema.js";
import { missOthers, type Reading } from "./reading.js";

const limits = {
  minimum: "gte",
  exclusiveMinimum: "gt",
  maximum: "lte",
  exclusiveMaximum: "lt",
  multipleOf: "multipleOf",
} as const;

export function readNumber(node: JsonSchema, path: string, reading: Reading): ZodType {
  const { z, miss } = reading;
  missOthers(node, path, ["type", ...Object.keys(limits)], reading);
  let made = node.type === "integer" ? z.int() : z.number();
  for (const [keyword, method] of Object.entries(limits)) {
    const value = node[keyword];
    if (value === undefined || isOwnLimit(node, value)) continue;
    if (typeof value === "number") made = made[method](value);
    else miss(`${path}/${keyword}`, "it is no number");
  }
  const bounded = ["inimum", "aximum"].every((end) => `m${end}` in node || `exclusiveM${end}` in node);
  if (node.type === "integer" && !bounded) miss(path, "whole numbers beyond ±(2^53 − 1) are refused");
  return made;
}

/** Whole numbers have these limits by themselves. */
function isOwnLimit({ type }: JsonSchema, value: unknown): boolean {
  return type === "integer" && typeof value === "number" && Math.abs(value) === Number.MAX_SAFE_INTEGER;
}
