import type { CalendarPart } from "../../schema/house.js";
import { type Layers, layerOf, sql, type Term } from "./layers.js";
import { quoteNumber } from "./literals.js";

const furthest = quoteNumber(8.64e15);

/** A part of the calendar of an instant in UTC, by arithmetic of doubles alone: the same in every engine. */
export function writeCalendar({ bind }: Layers, part: CalendarPart, time: Term): Term {
  const at = bind(time);
  // A fraction of a millisecond is cut first: divided, one just before a day begins would be rounded into it.
  const whole = bind(sql`floor(${at})`);
  const days = bind(sql`floor(${whole} / 86400000.0e0)`);
  const within = (value: Term, otherwise: string): Term =>
    sql`CASE WHEN ${at} IS NULL THEN NULL WHEN abs(${at}) <= ${furthest} THEN ${value} ELSE ${otherwise} END`;
  if (part === "day") return within(dayText(bind, days), "NULL");
  return within(numberOf(bind, part, whole, days), quoteNumber(Number.NaN));
}

function numberOf(bind: Layers["bind"], part: Exclude<CalendarPart, "day">, at: Term, days: Term): Term {
  switch (part) {
    case "hour":
      return sql`floor((${at} - ${days} * 86400000.0e0) / 3600000.0e0)`;
    case "minute":
      return sql`floor((${at} - floor(${at} / 3600000.0e0) * 3600000.0e0) / 60000.0e0)`;
    case "day-of-week":
      // 1970-01-01 was a Thursday.
      return sql`${days} + 3.0e0 - 7.0e0 * floor((${days} + 3.0e0) / 7.0e0) + 1.0e0`;
    case "day-of-month":
      return civil(bind, days).day;
    case "month":
      return civil(bind, days).month;
  }
}

function dayText(bind: Layers["bind"], days: Term): Term {
  const { year, month, day } = civil(bind, days);
  const digits = (value: Term, width: number): string =>
    `lpad(CAST(CAST(${value.sql} AS BIGINT) AS VARCHAR), ${width}, '0')`;
  const whole = bind(year);
  const sign = `CASE WHEN ${whole.sql} < 0 THEN '-' WHEN ${whole.sql} > 9999 THEN '+' ELSE '' END`;
  const years = `CASE WHEN ${whole.sql} BETWEEN 0 AND 9999 THEN ${digits(whole, 4)} ELSE ${digits(sql`abs(${whole})`, 6)} END`;
  return {
    sql: `(${sign} || ${years} || '-' || ${digits(month, 2)} || '-' || ${digits(day, 2)})`,
    layer: layerOf([whole, month, day]),
  };
}

/** The proleptic Gregorian date of a day counted from 1970-01-01; years begin in March on the way, so that leap days come last. */
function civil(bind: Layers["bind"], days: Term): { readonly year: Term; readonly month: Term; readonly day: Term } {
  const since = bind(sql`${days} + 719468.0e0`);
  const era = bind(sql`floor(${since} / 146097.0e0)`);
  const dayOfEra = bind(sql`${since} - ${era} * 146097.0e0`);
  const yearOfEra = bind(
    sql`floor((${dayOfEra} - floor(${dayOfEra} / 1460.0e0) + floor(${dayOfEra} / 36524.0e0) - floor(${dayOfEra} / 146096.0e0)) / 365.0e0)`,
  );
  const dayOfYear = bind(
    sql`${dayOfEra} - (365.0e0 * ${yearOfEra} + floor(${yearOfEra} / 4.0e0) - floor(${yearOfEra} / 100.0e0))`,
  );
  const shifted = bind(sql`floor((5.0e0 * ${dayOfYear} + 2.0e0) / 153.0e0)`);
  const month = bind(sql`CASE WHEN ${shifted} < 10 THEN ${shifted} + 3.0e0 ELSE ${shifted} - 9.0e0 END`);
  return {
    year: sql`${yearOfEra} + ${era} * 400.0e0 + CASE WHEN ${month} <= 2 THEN 1.0e0 ELSE 0.0e0 END`,
    month,
    day: bind(sql`${dayOfYear} - floor((153.0e0 * ${shifted} + 2.0e0) / 5.0e0) + 1.0e0`),
  };
}
