import type { ChartOptions } from "./chart-options.js";
import { formatNumber, rangeOf } from "./scale.js";

/** What a chart shows, in words. */
export function describeChart({ x, y, series, marks = [], kindY, formatY }: ChartOptions): string {
  const say = formatY ?? ((value: number) => formatNumber(Number(value.toPrecision(3)), kindY));
  const told = series.map(({ name, points }) => {
    const [low, high] = rangeOf(points.map(([, value]) => value));
    const last = points.at(-1)?.[1];
    return last === undefined || points.length === 0
      ? `${name}: no data`
      : `${name}: ${points.length === 1 ? "one value" : `${points.length} values`} from ${say(low)} to ${say(high)}, the last ${say(last)}`;
  });
  const words = marks.length === 0 ? "" : ` Marked: ${marks.map(({ text }) => text).join(", ")}.`;
  return `${y} by ${x}. ${told.join("; ")}.${words}`;
}
