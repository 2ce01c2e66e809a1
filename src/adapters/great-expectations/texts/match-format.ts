import { EvaluationError } from "../evaluation-error.js";

/** What stands for a directive of `strftime`; names are English, as in the C locale. */
const directives: Readonly<Record<string, string>> = {
  d: "(?<d>3[0-1]|[1-2]\\d|0[1-9]|[1-9]| [1-9])",
  f: "\\d{1,6}",
  H: "(?:2[0-3]|[0-1]\\d|\\d)",
  I: "(?:1[0-2]|0[1-9]|[1-9])",
  j: "(?:36[0-6]|3[0-5]\\d|[1-2]\\d\\d|0[1-9]\\d|00[1-9]|[1-9]\\d|0[1-9]|[1-9])",
  m: "(?<m>1[0-2]|0[1-9]|[1-9])",
  M: "(?:[0-5]\\d|\\d)",
  S: "(?:6[0-1]|[0-5]\\d|\\d)",
  U: "(?:5[0-3]|[0-4]\\d|\\d)",
  W: "(?:5[0-3]|[0-4]\\d|\\d)",
  w: "[0-6]",
  u: "[1-7]",
  y: "(?<y>\\d\\d)",
  Y: "(?<Y>\\d\\d\\d\\d)",
  z: "(?:[+-]\\d\\d:?[0-5]\\d(?::?[0-5]\\d(?:\\.\\d{1,6})?)?|Z)",
  Z: "(?:utc|gmt)",
  p: "(?:am|pm)",
  a: "(?:mon|tue|wed|thu|fri|sat|sun)",
  A: "(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)",
  b: "(?<b>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
  B: "(?<b>january|february|march|april|may|june|july|august|september|october|november|december)",
  "%": "%",
};
const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/**
 * Tells of a text whether it is a time in a format of Python's `strptime`.
 * @throws {EvaluationError} the format has a directive that cannot be read, e.g. `%D`.
 */
export function matchFormat(format: string): (text: string) => boolean {
  const seen = new Set<string>();
  const pattern = format.replace(/%(.?)|\s+|[^%\s]+/gs, (token: string, directive: string | undefined) => {
    if (directive === undefined) return /^\s/.test(token) ? "\\s+" : token.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
    const part = directives[directive];
    if (part === undefined || (seen.has(directive) && directive !== "%"))
      throw new EvaluationError(
        "ValidationError",
        `Unable to use provided strftime_format. '${directive}' is a bad directive in format '${format}'`,
      );
    seen.add(directive);
    return part;
  });
  const whole = new RegExp(`^${pattern}$`, "i");
  return (text) => {
    const found = whole.exec(text);
    return found !== null && dayExists(found.groups ?? {});
  };
}

function dayExists({ d, m, b, y, Y }: Readonly<Record<string, string | undefined>>): boolean {
  const day = Number(d ?? 1);
  const month = b === undefined ? Number(m ?? 1) : months.indexOf(b.slice(0, 3).toLowerCase()) + 1;
  const year = Y === undefined ? (y === undefined ? 1900 : Number(y) + (Number(y) < 69 ? 2000 : 1900)) : Number(Y);
  const time = new Date(0);
  time.setUTCFullYear(year, month - 1, day);
  return year >= 1 && time.getUTCDate() === day;
}
