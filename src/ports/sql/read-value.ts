import type { ValueType } from "../../schema/house.js";
import type { SqlColumn, SqlDialect } from "./dialect.js";
import { type Layers, sql, type Term } from "./layers.js";
import { quoteNumber } from "./literals.js";
import { Unsayable } from "./unsaid.js";

const safe = String(Number.MAX_SAFE_INTEGER);
const furthest = quoteNumber(8.64e15);
const nothing = (type: string): Term => ({ sql: `CAST(NULL AS ${type})`, layer: 0, atom: true });

/** A column of a relation as a value of a contract's type. */
export interface ReadValue {
  /** As stored: null or not. */
  readonly raw: Term;
  /** Null where it is missing, unspecified where `wrong` is true. */
  readonly value: Term;
  /** Whether a value is there that is not of the type; absent where that cannot be. */
  readonly wrong?: Term;
}

/** The lossless coercions of `coerceValue`, as far as tables have them. @throws {Unsayable} SQL does not read so. */
export function readValue(
  column: SqlColumn,
  raw: Term,
  type: ValueType,
  dialect: SqlDialect,
  layers: Layers,
): ReadValue {
  const { kind } = column;
  const { double } = dialect;
  switch (type) {
    case "number":
      if (kind === "whole")
        return { raw, value: layers.bind(sql`CAST(${raw} AS ${double})`), wrong: sql`NOT ${dialect.isExact(raw.sql)}` };
      if (kind === "number") return { raw, value: layers.bind(sql`CAST(${raw} AS ${double})`) };
      break;
    case "integer": {
      if (kind === "whole")
        return {
          raw,
          value: layers.bind(sql`CAST(${raw} AS ${double})`),
          wrong: sql`${raw} NOT BETWEEN -${safe} AND ${safe}`,
        };
      if (kind !== "number") break;
      const value = layers.bind(sql`CAST(${raw} AS ${double})`);
      const whole = `${dialect.isNan(value.sql)} OR abs(${value.sql}) > ${safe} OR ${value.sql} <> floor(${value.sql})`;
      return { raw, value, wrong: sql`${value} IS NOT NULL AND (${whole})` };
    }
    case "boolean":
      if (kind === "boolean") return { raw, value: raw };
      break;
    case "text":
      if (kind === "text") return { raw, value: layers.bind(sql`CAST(${raw} AS ${dialect.text})`) };
      break;
    case "time": {
      if (kind === "text")
        throw new Unsayable(
          `it is ${column.type}: cast it to a timestamp in a view, as SQL does not read ISO 8601 the same way`,
        );
      if (kind !== "time") break;
      const value = layers.bind({ sql: dialect.milliseconds(raw.sql, column.type), layer: raw.layer });
      return { raw, value, wrong: sql`${raw} IS NOT NULL AND (${value} IS NULL OR abs(${value}) > ${furthest})` };
    }
    case "other":
      return { raw, value: sql`CASE WHEN ${raw} IS NOT NULL THEN TRUE END` };
  }
  const none = nothing(type === "text" ? dialect.text : type === "boolean" ? "BOOLEAN" : double);
  return { raw, value: none, wrong: sql`${raw} IS NOT NULL` };
}
