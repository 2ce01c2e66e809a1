/** A calendar date as printed; the day is 0 when only month and year were given, the year when only month and day were. */
export interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** `03/04/2019` is also the third of April: the other reading. */
  readonly other?: CalendarDate;
  /** Written in words ("5 March 2019") rather than as one run of digits. */
  readonly verbal: boolean;
}

const months = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];
const lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const yearFirst =
  /(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\d\w])/y;
const yearLast = /(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?![\d\w])/y;
const dayFirst = /(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -]([A-Za-z]{3,9})\.?,?[ -](\d{4})(?!\d)/y;
const monthFirst = /([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)/y;
const dayMonth = /(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([A-Z][a-z]{2,8})(?![\w-])/y;
const monthDay = /([A-Z][a-z]{2,8})\.? (\d{1,2})(?:st|nd|rd|th)?(?![\w%-]|[.,]\d| ?(?:%|percent|million|billion))/y;
const monthYear = /([A-Za-z]{3,9})\.?,? (?:of )?(\d{4})(?!\d)/y;

/** A month's number by its English name or a prefix of at least three letters (`sept` too), else 0. */
export function monthNumber(word: string): number {
  if (word.length < 3) return 0;
  const lower = word.toLowerCase();
  return months.findIndex((month) => month === lower || (lower.length <= 4 && month.startsWith(lower))) + 1;
}

export function isValidDate(date: CalendarDate): boolean {
  const { year, month, day } = date;
  if (year < 0 || month < 1 || month > 12 || day < 0 || day > (lengths[month - 1] ?? 0)) return false;
  if (year === 0) return day > 0;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month !== 2 || day < 29 || leap;
}

export interface FoundDate {
  readonly date: CalendarDate;
  readonly end: number;
}

/** The date that begins at `start`, where a digit stands. */
export function readDateAtDigit(source: string, start: number): FoundDate | undefined {
  const second = source.charCodeAt(start + 1);
  if (
    !isJoin(second) &&
    !isJoin(source.charCodeAt(start + 2)) &&
    !isJoin(source.charCodeAt(start + 4)) &&
    !isOrdinalStart(source, start)
  )
    return undefined;
  const first = match(yearFirst, source, start);
  if (first !== undefined)
    return found(Number(first[1]), Number(first[3]), Number(first[4]), yearFirst.lastIndex, false);
  const last = match(yearLast, source, start);
  if (last !== undefined) return ambiguous(last, yearLast.lastIndex);
  const words = match(dayFirst, source, start);
  if (words === undefined) {
    const yearless = match(dayMonth, source, start);
    if (yearless === undefined) return undefined;
    return found(0, monthNumber(yearless[2] ?? ""), Number(yearless[1]), dayMonth.lastIndex, true);
  }
  return found(Number(words[3]), monthNumber(words[2] ?? ""), Number(words[1]), dayFirst.lastIndex, true);
}

/** The date that begins at `start` with the name of a month. */
export function readDateAtMonth(source: string, start: number): FoundDate | undefined {
  const full = match(monthFirst, source, start);
  if (full !== undefined)
    return found(Number(full[3]), monthNumber(full[1] ?? ""), Number(full[2]), monthFirst.lastIndex, true);
  const short = match(monthYear, source, start);
  if (short === undefined) {
    const yearless = match(monthDay, source, start);
    if (yearless === undefined) return undefined;
    return found(0, monthNumber(yearless[1] ?? ""), Number(yearless[2]), monthDay.lastIndex, true);
  }
  return found(Number(short[2]), monthNumber(short[1] ?? ""), 0, monthYear.lastIndex, true);
}

/** True when both can be the same day (or the same month, when both give no day); a gold without a year is any year's. */
export function sameDate(gold: CalendarDate, said: CalendarDate): boolean {
  for (const a of [said, said.other])
    for (const b of [gold, gold.other]) if (a !== undefined && b !== undefined && sameReading(b, a)) return true;
  return false;
}

function sameReading(gold: CalendarDate, said: CalendarDate): boolean {
  return (gold.year === 0 || said.year === gold.year) && said.month === gold.month && said.day === gold.day;
}

/** True when what is said leaves open what the gold states: the year, or the day. */
export function isVaguer(gold: CalendarDate, said: CalendarDate): boolean {
  const { year, month, day } = gold;
  if (said.month !== month) return false;
  return said.year === 0 ? year > 0 && said.day === day : said.day === 0 && day > 0 && said.year === year;
}

export function dateText(date: CalendarDate): string {
  const parts = [date.year === 0 ? "-" : String(date.year).padStart(4, "0"), String(date.month).padStart(2, "0")];
  if (date.day > 0) parts.push(String(date.day).padStart(2, "0"));
  return parts.join("-");
}

function match(pattern: RegExp, source: string, start: number): RegExpExecArray | undefined {
  pattern.lastIndex = start;
  return pattern.exec(source) ?? undefined;
}

function found(year: number, month: number, day: number, end: number, verbal: boolean): FoundDate | undefined {
  const date = { year, month, day, verbal };
  return isValidDate(date) ? { date, end } : undefined;
}

/** Month first with slashes (American), day first with dots (European); the other order is kept when it is a date too. */
function ambiguous(parts: RegExpExecArray, end: number): FoundDate | undefined {
  const [, first, mark, second, last = ""] = parts;
  // Two digits for the year: 00–68 is this century, as in POSIX strptime.
  const year = last.length === 2 ? Number(last) + (Number(last) < 69 ? 2000 : 1900) : Number(last);
  const american = { year, month: Number(first), day: Number(second), verbal: false };
  const european = { year, month: Number(second), day: Number(first), verbal: false };
  const readings = (mark === "." ? [european, american] : [american, european]).filter(
    (date) => date.day > 0 && isValidDate(date),
  );
  const [date, other] = readings;
  if (date === undefined || (last.length === 2 && mark === ".")) return undefined;
  if (other === undefined || mark === "." || american.month === american.day) return { date, end };
  return { date: { ...date, other }, end };
}

function isJoin(code: number): boolean {
  return code === 45 || code === 47 || code === 46 || code === 32;
}

function isOrdinalStart(source: string, start: number): boolean {
  const at = source.charCodeAt(start + 1) < 58 ? start + 2 : start + 1;
  const two = source.slice(at, at + 2);
  return two === "st" || two === "nd" || two === "rd" || two === "th";
}
