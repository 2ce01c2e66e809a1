/** Where an axis is labelled. */
export interface Tick {
  readonly value: number;
  readonly label: string;
  /** What the label is part of, e.g. the year of a month: said once, below the first of them. */
  readonly context?: string;
}

const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];
/** 1970 began on a Thursday. */
const firstMonday = 4 * day;
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

type Unit = "second" | "minute" | "hour" | "day" | "month" | "year";
interface Step {
  readonly unit: Unit;
  /** Instants from the first at or after `start` to `end`. */
  readonly instants: (start: number, end: number) => readonly number[];
  /** About how many milliseconds lie between two of them. */
  readonly length: number;
}

const steps: readonly Step[] = [
  ...[1, 2, 5, 10, 15, 30].map((count) => fixed("second", count * second)),
  ...[1, 2, 5, 10, 15, 30].map((count) => fixed("minute", count * minute)),
  ...[1, 2, 3, 6, 12].map((count) => fixed("hour", count * hour)),
  ...[1, 2].map((count) => fixed("day", count * day)),
  ...[7, 14].map((count) => fixed("day", count * day, firstMonday)),
  ...[1, 3, 6].map((count) => monthly("month", count)),
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000, 20_000, 100_000].map((count) => monthly("year", 12 * count)),
];

/**
 * Evenly placed instants of the calendar (UTC): whole seconds, minutes, hours, days, Mondays, months, quarters or years, from two to `most` of
 * them wherever the range spans a few seconds. Weeks begin on Monday (ISO 8601).
 */
export function calendarTicks(start: number, end: number, most: number): readonly Tick[] {
  // Steps that would give far too many are not even tried.
  const tried = steps.filter(({ length }) => (end - start) / length <= 40 * most);
  const fitting = tried.findIndex(({ instants }) => instants(start, end).length <= most);
  const step = tried[fitting] ?? tried.at(-1);
  if (step === undefined) return [];
  const found = step.instants(start, end);
  const finer = tried[fitting - 1];
  // Between two days and a week, say, there is nothing that people count by: then every third of the finer ones.
  if (found.length < 2 && finer !== undefined) return described(thinned(finer.instants(start, end), most), finer.unit);
  return described(thinned(found, most), step.unit);
}

function thinned(instants: readonly number[], most: number): readonly number[] {
  const every = Math.ceil(instants.length / most);
  return instants.filter((_, index) => index % every === 0);
}

function fixed(unit: Unit, length: number, from = 0): Step {
  return {
    unit,
    length,
    instants(start, end) {
      const first = Math.ceil((start - from) / length);
      const count = Math.max(0, Math.floor((end - from) / length) - first + 1);
      return Array.from({ length: count }, (_, index) => (first + index) * length + from);
    },
  };
}

function monthly(unit: Unit, count: number): Step {
  const instantOf = (index: number): number => {
    const date = new Date(0);
    date.setUTCFullYear(1970, index * count, 1);
    return date.getTime();
  };
  return {
    unit,
    length: count * 30.4 * day,
    instants(start, end) {
      const from = new Date(start);
      // Years count from year 0, so that decades are round.
      const shift = (1970 * 12) % count;
      const index = Math.floor(((from.getUTCFullYear() - 1970) * 12 + from.getUTCMonth() + shift) / count);
      const found: number[] = [];
      for (let next = index; instantOf(next - shift / count) <= end; next++)
        if (instantOf(next - shift / count) >= start) found.push(instantOf(next - shift / count));
      return found;
    },
  };
}

function described(instants: readonly number[], unit: Unit): readonly Tick[] {
  let said = "";
  return instants.map((value) => {
    const { label, context } = wordsOf(new Date(value), unit);
    const isNew = context !== said;
    said = context;
    return { value, label, ...(isNew && context !== "" && { context }) };
  });
}

function wordsOf(date: Date, unit: Unit): { readonly label: string; readonly context: string } {
  const [year, month] = [String(date.getUTCFullYear()), months[date.getUTCMonth()] as string];
  const clock = date.toISOString().slice(11, unit === "second" ? 19 : 16);
  if (unit === "year") return { label: year, context: "" };
  if (unit === "month") return { label: month, context: year };
  if (unit === "day") return { label: `${date.getUTCDate()} ${month}`, context: year };
  return { label: clock, context: `${date.getUTCDate()} ${month} ${year}` };
}
