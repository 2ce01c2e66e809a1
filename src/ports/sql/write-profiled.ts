import type { ColumnProfile } from "../../dataset/house.js";
import type { SqlColumn, SqlDialect } from "./dialect.js";
import { type Layers, layerOf, sql, type Term } from "./layers.js";
import { quoteName, quoteNumber } from "./literals.js";

/** A column as profiles count it. */
export interface WrittenColumn {
  readonly missing: Term;
  readonly invalid: Term;
  /** A number that is not NaN, a word, or null; absent of a column whose values are only counted as present. */
  readonly value?: Term;
  readonly words: boolean;
}

const furthest = quoteNumber(8.64e15);
const safe = String(Number.MAX_SAFE_INTEGER);
const never: Term = { sql: "FALSE", layer: 0, atom: true };

/** What `ColumnState` does with a value. @param before The event time, for times that are counted before it. */
export function writeProfiled(
  { name, type }: Pick<ColumnProfile, "name" | "type">,
  { kind, type: sqlType }: SqlColumn,
  before: Term | undefined,
  onlyPresence: boolean,
  dialect: SqlDialect,
  layers: Layers,
): WrittenColumn {
  const raw = layers.source(quoteName(name));
  const absent = sql`${raw} IS NULL`;
  if (type === "other") return { missing: absent, invalid: never, words: false };
  const mistaken: WrittenColumn = {
    missing: absent,
    invalid: sql`${raw} IS NOT NULL`,
    words: type === "text" || type === "boolean",
  };
  if (type === "text" || type === "boolean") {
    if (kind !== type) return mistaken;
    const word =
      type === "text"
        ? sql`CAST(${raw} AS ${dialect.text})`
        : sql`CASE WHEN ${raw} THEN 'true' WHEN NOT ${raw} THEN 'false' END`;
    return { missing: absent, invalid: never, value: layers.bind(word), words: true };
  }
  const isTime = kind === "time";
  if (isTime !== (type === "time") && !(type === "time" && (kind === "number" || kind === "whole"))) return mistaken;
  if (!isTime && kind !== "number" && kind !== "whole") return mistaken;
  const nan = quoteNumber(Number.NaN);
  // What is there and no instant is as good as NaN; a whole number that is no double is not a number here at all.
  const number = layers.bind(
    isTime
      ? sql`CASE WHEN ${raw} IS NOT NULL THEN COALESCE(${{ sql: dialect.milliseconds(raw.sql, sqlType), layer: raw.layer }}, ${nan}) END`
      : sql`CAST(${raw} AS ${dialect.double})`,
  );
  const large = kind === "whole" ? sql`${raw} NOT BETWEEN -${safe} AND ${safe}` : undefined;
  const read = layers.bind(
    type === "time"
      ? sql`CASE WHEN abs(${number}) <= ${furthest} THEN ${number} WHEN ${number} IS NOT NULL THEN ${nan} END`
      : number,
  );
  const counted = layers.bind(
    type === "time" && before !== undefined && !onlyPresence
      ? sql`CASE WHEN ${read} IS NOT NULL THEN COALESCE(${before}, ${nan}) - ${read} END`
      : read,
  );
  const isNan = { sql: dialect.isNan(counted.sql), layer: counted.layer };
  const broken = [
    ...(large ? [large] : []),
    ...(type === "integer" && kind !== "whole"
      ? [sql`NOT ${isNan} AND (${counted} <> floor(${counted}) OR abs(${counted}) > ${quoteNumber(Number.MAX_VALUE)})`]
      : []),
  ];
  const either = { sql: broken.map((one) => one.sql).join(" OR "), layer: layerOf(broken) };
  const flag = broken.length === 0 ? never : layers.bind(sql`COALESCE(${either}, FALSE)`);
  const missing = layers.bind(sql`${raw} IS NULL OR (NOT ${flag} AND ${isNan})`);
  if (onlyPresence) return { missing, invalid: flag, words: false };
  const value = layers.bind(sql`CASE WHEN NOT ${missing} AND NOT ${flag} THEN ${counted} + 0.0e0 END`);
  return { missing, invalid: flag, value, words: false };
}
