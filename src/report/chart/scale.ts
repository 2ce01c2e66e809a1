import { calendarTicks, type Tick } from "./calendar-ticks.js";
import { textWidth } from "./text-width.js";

/** More than these are a ruler. */
const mostTicks = 8;
const labelGap = 14;

/** Maps values to pixels. */
export type Scale = (value: number) => number;

/** How an axis counts: numbers as they are, shares in percent, or milliseconds since 1970 by the calendar (UTC). */
export type AxisKind = "number" | "percent" | "time";

/** Linear from [low, high] to [from, to]. */
export function linearScale([low, high]: readonly [number, number], from: number, to: number): Scale {
  return (value) => from + ((value - low) / (high - low)) * (to - from);
}

/** From the least to the greatest of values that are numbers; a range of one value is widened so that it can be drawn. */
export function rangeOf(values: readonly number[]): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) return [0, 1];
  const room = low === high ? Math.max(0.5, Math.abs(low) * 1e-9) : 0;
  return [low - room, high + room];
}

/** Round values within a range, at most `most` of them, as the axis counts. */
export function axisTicks(
  [low, high]: readonly [number, number],
  most: number,
  kind: AxisKind = "number",
  format?: (value: number) => string,
): readonly Tick[] {
  if (kind === "time" && format === undefined) return calendarTicks(low, high, most);
  const values =
    kind === "time" ? calendarTicks(low, high, most).map(({ value }) => value) : roundValues(low, high, most);
  return values.map((value) => ({ value, label: format?.(value) ?? formatNumber(value, kind) }));
}

/** As many round values as can be read on an axis of so many pixels: its labels do not come nearer than a letter. */
export function readableTicks(
  range: readonly [number, number],
  room: number,
  kind?: AxisKind,
  format?: (value: number) => string,
): readonly Tick[] {
  for (let most = mostTicks; most > 2; most--) {
    const ticks = axisTicks(range, most, kind, format);
    const widest = Math.max(0, ...ticks.flatMap(({ label, context = "" }) => [textWidth(label), textWidth(context)]));
    if ((ticks.length - 1) * (widest + labelGap) <= room) return ticks;
  }
  return axisTicks(range, 2, kind, format);
}

/** As an axis writes it: `12 %` of shares, thousands apart. */
export function formatNumber(value: number, kind: AxisKind = "number"): string {
  if (kind === "percent") return `${digits(100 * value)} %`;
  return digits(value);
}

function digits(value: number): string {
  const rounded = Number(value.toPrecision(6));
  const size = Math.abs(rounded);
  if (size >= 1e9 || (size > 0 && size < 1e-5)) return rounded.toExponential().replace("e+", "e");
  return rounded.toLocaleString("en-US", { maximumFractionDigits: 10 }).replace("-", "−");
}

/** The range out to the next round values, so that the axis ends where it is labelled. */
export function rounded([low, high]: readonly [number, number], most: number): readonly [number, number] {
  const step = roundStep(low, high, most - 1);
  return [exact(Math.floor(low / step + 1e-9) * step), exact(Math.ceil(high / step - 1e-9) * step)];
}

function roundValues(low: number, high: number, most: number): readonly number[] {
  const step = roundStep(low, high, most);
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => exact((first + index) * step));
}

/** One, two or five times a power of ten: the smallest that gives at most so many values, from two on wherever they can be had. */
function roundStep(low: number, high: number, most: number): number {
  const magnitude = 10 ** Math.floor(Math.log10((high - low) / most));
  const countOf = (step: number): number => Math.floor(high / step + 1e-9) - Math.ceil(low / step - 1e-9) + 1;
  const steps = [1, 2, 5, 10, 20].map((factor) => factor * magnitude);
  const fitting = steps.findIndex((step) => countOf(step) <= most);
  const step = steps[fitting] ?? magnitude * 20;
  return countOf(step) < 2 && fitting > 0 ? (steps[fitting - 1] as number) : step;
}

function exact(value: number): number {
  return Number(value.toPrecision(12));
}
