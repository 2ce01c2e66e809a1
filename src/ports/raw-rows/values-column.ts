import type { ColumnData } from "../../schema/index.js";
import { textColumnBuilder } from "./text-column-builder.js";

/**
 * The column that plain values make: typed when all present values (neither null nor undefined) are numbers, booleans, text or dates,
 * otherwise `other` with the values as they are.
 */
export function valuesColumn(values: readonly unknown[]): ColumnData {
  const length = values.length;
  const kind = commonKind(values);
  const validity = presence(values);
  const bits = validity && { validity };
  if (kind === "text") {
    const builder = textColumnBuilder();
    for (const value of values) builder.add(typeof value === "string" ? value : undefined);
    return builder.finish();
  }
  if (kind === "number") return { type: kind, length, values: Float64Array.from(values, asNumber), ...bits };
  if (kind === "time") return { type: kind, length, values: Float64Array.from(values, asTime), ...bits };
  if (kind === "boolean") return { type: kind, length, values: Uint8Array.from(values, asBit), ...bits };
  return { type: "other", length, values, ...bits };
}

const asNumber = (value: unknown) => (typeof value === "number" ? value : 0);
const asTime = (value: unknown) => (value instanceof Date ? value.getTime() : 0);
const asBit = (value: unknown) => (value === true ? 1 : 0);

function commonKind(values: readonly unknown[]): "number" | "text" | "boolean" | "time" | "other" | undefined {
  let common: ReturnType<typeof kindOf>;
  for (const value of values) {
    const kind = kindOf(value);
    if (kind === undefined || kind === common) continue;
    if (kind === "other" || common !== undefined) return "other";
    common = kind;
  }
  return common;
}

function kindOf(value: unknown): "number" | "text" | "boolean" | "time" | "other" | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "number" || typeof value === "boolean") return typeof value === "number" ? "number" : "boolean";
  if (typeof value === "string") return "text";
  return value instanceof Date && !Number.isNaN(value.getTime()) ? "time" : "other";
}

/** Bits of the values that are there; undefined when all are. */
export function presence(values: ArrayLike<unknown>): Uint8Array | undefined {
  const validity = new Uint8Array((values.length + 7) >> 3);
  let present = 0;
  for (let row = 0; row < values.length; row++) {
    if (values[row] === undefined || values[row] === null) continue;
    validity[row >> 3] = (validity[row >> 3] ?? 0) | (1 << (row & 7));
    present++;
  }
  return present === values.length ? undefined : validity;
}
