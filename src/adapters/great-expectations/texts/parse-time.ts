import { EvaluationError } from "../evaluation-error.js";

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const fillers = new Set(["of", "at", "on", "and", "ad", "st", "nd", "rd", "th", "t", ",", ".", "/", "-", ";", " "]);

/**
 * A time from text as people write it, month before day where both would do: ISO 8601, `12/31/2016`, `Jan 01 1970 12:00:01`, `1 May 2020 3 pm`.
 * What names no zone is taken for UTC; what names no year or day is refused, as nothing should depend on today.
 * @throws {EvaluationError} it is no such text.
 */
export function parseTime(text: string): Date {
  const time = tryParseTime(text);
  if (time === undefined) throw new EvaluationError("ValueError", `Unknown string format: ${text}`);
  return time;
}

/** The same; undefined when it is no time. */
export function tryParseTime(text: string): Date | undefined {
  const clock = readClock(text.trim());
  if (clock === undefined) return undefined;
  const date = readDate(clock.rest);
  if (date === undefined) return undefined;
  const [year, month, day] = date;
  const time = new Date(0);
  time.setUTCFullYear(year, month - 1, day);
  time.setUTCHours(0, 0, 0, 0);
  const exists = time.getUTCMonth() === month - 1 && time.getUTCDate() === day && year >= 1;
  return exists ? new Date(time.getTime() + clock.milliseconds) : undefined;
}

const clockPattern =
  /(?:^|[T\s])(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*([ap])?\.?m?\.?\s*(z|utc|gmt|[+-]\d{2}:?\d{2}|[+-]\d{2})?\s*$/i;
const hourPattern = /(?:^|[T\s])(\d{1,2})\s*([ap])\.?m\.?\s*$/i;

/** The time of day in milliseconds, and what stands before it. */
function readClock(text: string): { readonly milliseconds: number; readonly rest: string } | undefined {
  const full = clockPattern.exec(text);
  const short = full === null ? hourPattern.exec(text) : null;
  const found = full ?? short;
  if (found === null) return { milliseconds: 0, rest: text };
  const [hour, half] = [Number(found[1]), (full === null ? found[2] : found[5])?.toLowerCase()];
  const [minute, second] = full === null ? [0, 0] : [Number(found[2]), Number(found[3] ?? 0)];
  const fraction = full === null ? 0 : Number(`0.${found[4] ?? 0}`);
  if (minute > 59 || second > 59 || hour > 23 || (half !== undefined && (hour > 12 || hour < 1))) return undefined;
  const hours = half === undefined ? hour : (hour % 12) + (half === "p" ? 12 : 0);
  const offset = full === null ? 0 : zoneMinutes(found[6]);
  const milliseconds = ((hours * 60 + minute - offset) * 60 + second) * 1000 + Math.floor(fraction * 1000);
  return { milliseconds, rest: text.slice(0, found.index) };
}

function zoneMinutes(zone: string | undefined): number {
  const parts = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone ?? "");
  if (parts === null) return 0;
  return (parts[1] === "-" ? -1 : 1) * (Number(parts[2]) * 60 + Number(parts[3] ?? 0));
}

type YearMonthDay = readonly [year: number, month: number, day: number];

function readDate(text: string): YearMonthDay | undefined {
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text.trim());
  if (compact !== null) return [Number(compact[1]), Number(compact[2]), Number(compact[3])];
  const numbers: string[] = [];
  let month: number | undefined;
  for (const [token] of text.matchAll(/\d+|[a-z]+|[^\da-z]/gi)) {
    const word = token.toLowerCase();
    const named = word.length >= 3 ? months.findIndex((name) => word.startsWith(name)) : -1;
    if (/^\d/.test(word)) numbers.push(word);
    else if (named >= 0 && month === undefined) month = named + 1;
    else if (
      !(fillers.has(word) || (word.length >= 3 && days.some((name) => word.startsWith(name))) || /\s/.test(word))
    )
      return undefined;
  }
  return month === undefined ? threeNumbers(numbers) : withMonth(numbers, month);
}

function withMonth(numbers: readonly string[], month: number): YearMonthDay | undefined {
  if (numbers.length !== 2) return undefined;
  const [first = "", second = ""] = numbers;
  const yearFirst = first.length > 2 || Number(first) > 31;
  return yearFirst ? [yearOf(first), month, Number(second)] : [yearOf(second), month, Number(first)];
}

function threeNumbers(numbers: readonly string[]): YearMonthDay | undefined {
  if (numbers.length !== 3) return undefined;
  const [first = "", second = "", third = ""] = numbers;
  if (first.length > 2 || Number(first) > 31) {
    const [month, day] = [Number(second), Number(third)];
    return month > 12 && day <= 12 ? [yearOf(first), day, month] : [yearOf(first), month, day];
  }
  const [month, day] = [Number(first), Number(second)];
  return month > 12 ? [yearOf(third), day, month] : [yearOf(third), month, day];
}

/** Two digits mean the nearest year; the reference looks fifty years around today, here it is always around 2000. */
function yearOf(digits: string): number {
  const year = Number(digits);
  if (digits.length > 2) return year;
  return year + (year < 69 ? 2000 : 1900);
}
