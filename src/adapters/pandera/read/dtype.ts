import type { ValueType } from "../../../schema/house.js";
import type { PanderaCheck } from "../pandera-check.js";

/** What a contract makes of a type of pandas, with the limits of narrow whole numbers; otherwise why it makes nothing of it. */
export interface ReadType {
  readonly type: ValueType;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly why?: string;
}

export function readDtype(dtype: unknown, checks: readonly PanderaCheck[]): ReadType {
  if (dtype === undefined || dtype === null) return guess(checks);
  const text = String(dtype).trim();
  const whole = /^(u?)int(8|16|32|64)?$/i.exec(text);
  if (whole !== null) {
    const bits = Number(whole[2] ?? 64);
    if (bits === 64)
      return {
        type: "integer",
        ...(whole[1] !== "" && { minimum: 0 }),
        why: "whole numbers beyond ±(2^53 − 1) are refused",
      };
    return whole[1] === ""
      ? { type: "integer", minimum: -(2 ** (bits - 1)), maximum: 2 ** (bits - 1) - 1 }
      : { type: "integer", minimum: 0, maximum: 2 ** bits - 1 };
  }
  if (/^float(16|32|64)?$/i.test(text)) return { type: "number", why: "infinity is refused" };
  if (/^bool(ean)?$/.test(text)) return { type: "boolean" };
  if (/^(str|string(\[\w+\])?)$/.test(text)) return { type: "text" };
  if (/^datetime64(\[(s|ms|us|ns)(, .+)?\])?$/.test(text)) return { type: "time" };
  if (text === "object" || text === "category") {
    const guessed = guess(checks);
    return guessed.type === "text" ? guessed : { type: "other", why: `values of ${text} are of any type` };
  }
  return { type: "other", why: `a contract has no ${text}` };
}

/** Of a column without a type: what its checks can be asked of. */
function guess(checks: readonly PanderaCheck[]): ReadType {
  const texts = checks.some(
    ({ name, values }) =>
      name.startsWith("str_") ||
      Object.values(values)
        .flat()
        .some((value) => typeof value === "string"),
  );
  if (texts) return { type: "text" };
  const values = checks.flatMap(({ values }) => Object.values(values).flat());
  if (values.some((value) => value instanceof Date)) return { type: "time" };
  return values.some((value) => typeof value === "number")
    ? { type: "number", why: "infinity is refused" }
    : { type: "other", why: "it states no type" };
}
