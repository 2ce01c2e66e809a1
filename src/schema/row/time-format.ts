import { InvalidArgumentError } from "../../core/index.js";
import { instantOf } from "../expression/semantics/zone-offset.js";
import { offsetMinutes } from "./offset-minutes.js";

/** Milliseconds since 1970 of a text; undefined when it has not this format or names no day or time. */
export type TimeReader = (text: string) => number | undefined;

const months = "january february march april may june july august september october november december".split(" ");
const minute = 60_000;

type Part =
  | "year"
  | "shortYear"
  | "month"
  | "monthName"
  | "day"
  | "hour"
  | "hour12"
  | "minute"
  | "second"
  | "fraction"
  | "half"
  | "offset";

/** Fields of the Unicode date format patterns (LDML) by their letters: what they match, and which part that is. */
const fields: Readonly<Record<string, readonly [pattern: string, part: Part]>> = {
  yyyy: ["\\d{4}", "year"],
  yy: ["\\d{2}", "shortYear"],
  MMMM: ["[A-Za-z]{3,9}", "monthName"],
  MMM: ["[A-Za-z]{3}", "monthName"],
  MM: ["\\d{2}", "month"],
  M: ["\\d{1,2}", "month"],
  dd: ["\\d{2}", "day"],
  d: ["\\d{1,2}", "day"],
  HH: ["\\d{2}", "hour"],
  H: ["\\d{1,2}", "hour"],
  hh: ["\\d{2}", "hour12"],
  h: ["\\d{1,2}", "hour12"],
  mm: ["\\d{2}", "minute"],
  ss: ["\\d{2}", "second"],
  S: ["\\d{1,9}", "fraction"],
  a: ["[AaPp]\\.?[Mm]\\.?", "half"],
  XXX: ["Z|[+-]\\d{2}:?\\d{2}", "offset"],
};
const token = /'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']/g;

/**
 * Reads times of one format: `epoch-seconds`, `epoch-milliseconds`, or a Unicode date format pattern such as `dd.MM.yyyy HH:mm`, made of `yyyy`, `yy` (69 to 99 are of the last
 * century), `MMMM` and `MMM` (English names), `MM`, `M`, `dd`, `d`, `HH`, `H`, `hh` and `h` with `a` (AM, PM), `mm`, `ss`, `S` (a fraction of 1 to 9 digits, cut to milliseconds), `XXX` (an
 * offset), signs, and words in single quotes. Without an offset the time is one of `zone`: one that daylight saving skips moves forward, one that comes twice is the first.
 * @throws {InvalidArgumentError} the format has other letters, one part twice, or names no year, month and day.
 */
export function timeFormat(format: string, zone: string): TimeReader {
  if (format === "epoch-seconds") return (text) => epoch(text, 1000);
  if (format === "epoch-milliseconds") return (text) => epoch(text, 1);
  const parts: Part[] = [];
  let source = "";
  for (const [piece, quoted] of format.matchAll(token)) {
    const field = fields[piece.startsWith("S") ? "S" : piece];
    if (quoted !== undefined) source += literal(quoted.replaceAll("''", "'") || "'");
    else if (field !== undefined) {
      source += `(${field[0]})`;
      parts.push(field[1]);
    } else if (/[A-Za-z]/.test(piece)) throw wrong(format, `\`${piece}\` is no field`);
    else source += literal(piece);
  }
  const doubled = parts.find((part, index) => parts.indexOf(part) !== index);
  if (doubled !== undefined) throw wrong(format, `${doubled} stands twice`);
  const has = (...some: Part[]) => some.some((part) => parts.includes(part));
  if (!has("year", "shortYear") || !has("month", "monthName") || !has("day"))
    throw wrong(format, "no year, month and day");
  if (has("hour12") !== has("half")) throw wrong(format, "`h` and `a` need each other");
  const pattern = new RegExp(`^${source}$`);
  return (text) => {
    const match = pattern.exec(text);
    if (match === null) return undefined;
    return instant(new Map(parts.map((part, index) => [part, match[index + 1] ?? ""])), zone);
  };
}

function wrong(format: string, why: string): InvalidArgumentError {
  const expected = `a format of times, e.g. \`dd.MM.yyyy HH:mm\` or \`epoch-seconds\` (${why})`;
  return new InvalidArgumentError("notation", expected, format);
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}

function epoch(text: string, factor: number): number | undefined {
  if (!/^-?\d{1,14}(?:\.\d{1,9})?$/.test(text)) return undefined;
  const milliseconds = Math.floor(Number(text) * factor);
  return Math.abs(milliseconds) <= 8.64e15 ? milliseconds : undefined;
}

function instant(parts: ReadonlyMap<Part, string>, zone: string): number | undefined {
  const number = (part: Part) => Number(parts.get(part) ?? 0);
  const short = number("shortYear");
  const year = parts.has("year") ? number("year") : short + (short < 69 ? 2000 : 1900);
  const month = parts.has("month") ? number("month") : monthNamed(parts.get("monthName") ?? "");
  const hour = parts.has("half") ? hourOf(number("hour12"), parts.get("half") ?? "") : number("hour");
  const day = number("day");
  const [minutes, seconds] = [number("minute"), number("second")];
  if (month < 1 || month > 12 || day < 1 || hour === undefined || hour > 23 || minutes > 59 || seconds > 59)
    return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCDate() !== day) return undefined;
  date.setUTCHours(hour, minutes, seconds, Number((parts.get("fraction") ?? "").padEnd(3, "0").slice(0, 3)));
  const offset = parts.get("offset");
  if (offset === undefined) return instantOf(date.getTime(), zone);
  const away = offsetMinutes(offset);
  return away === undefined ? undefined : date.getTime() - away * minute;
}

function monthNamed(name: string): number {
  const lower = name.toLowerCase();
  return 1 + months.findIndex((month) => month === lower || month.slice(0, 3) === lower);
}

function hourOf(hour: number, half: string): number | undefined {
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (half[0]?.toLowerCase() === "p" ? 12 : 0);
}
