import type { AnyValue, LogAttributes } from "@opentelemetry/api-logs";
import { errorType } from "./error-type.js";

const deepest = 4;
const most = 100;
const longest = 8192;

/** Fields as attributes of a log record: what a record cannot hold becomes text or is left out, and what is too deep, long or many is cut. */
export function logAttributes(fields: object): LogAttributes {
  const attributes: LogAttributes = {};
  for (const [name, value] of Object.entries(fields).slice(0, most)) {
    if (value instanceof Error && ["error", "err", "cause"].includes(name)) {
      attributes["exception.type"] = errorType(value);
      attributes["exception.message"] = value.message.slice(0, longest);
      if (value.stack !== undefined) attributes["exception.stacktrace"] = value.stack.slice(0, longest);
    } else {
      const kept = logValue(value, deepest);
      if (kept !== undefined) attributes[name] = kept;
    }
  }
  return attributes;
}

function logValue(value: unknown, depth: number): AnyValue {
  switch (typeof value) {
    case "string":
      return value.slice(0, longest);
    case "number":
    case "boolean":
      return value;
    case "bigint":
      return String(value);
    case "object":
      return value === null ? null : partsOf(value, depth);
    default:
      return undefined;
  }
}

function partsOf(value: object, depth: number): AnyValue {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
  if (value instanceof Error) return { type: errorType(value), message: value.message.slice(0, longest) };
  if (depth === 0) return undefined;
  if (Array.isArray(value)) return value.slice(0, most).map((part) => logValue(part, depth - 1) ?? null);
  const kept: Record<string, AnyValue> = {};
  for (const [name, part] of Object.entries(value).slice(0, most)) {
    const known = logValue(part, depth - 1);
    if (known !== undefined) kept[name] = known;
  }
  return kept;
}
