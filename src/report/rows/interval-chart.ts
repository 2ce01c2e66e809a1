import { checkOptions, type OptionRules, option } from "../../core/house.js";
import { emptyFigure, pixels } from "../chart/figure.js";
import { type AxisKind, formatNumber, rangeOf, type Scale } from "../chart/scale.js";
import { signed, type Tone, toneOf } from "../page/tone.js";
import { rowChart } from "./row-chart.js";

/** One line of an interval chart: a value with how sure it is. */
export interface IntervalRow {
  readonly name: string;
  readonly value: number | undefined;
  readonly interval?: { readonly low: number; readonly high: number } | undefined;
  /** Drawn pale, e.g. because there are few rows. */
  readonly pale?: boolean;
  /** A few words at the end of the line, e.g. how many rows. */
  readonly note?: string;
  /** E.g. `ok` or `drift`: its sign, its word and its colour. */
  readonly verdict?: string;
}

export interface IntervalChartOptions {
  readonly title: string;
  /** What stands on the axis, with its unit. */
  readonly x: string;
  readonly rows: readonly IntervalRow[];
  /** A vertical line to hold the values against, e.g. 0 for differences or the value of all rows. */
  readonly reference?: number | undefined;
  /** @default "number" */
  readonly kindX?: AxisKind;
  readonly formatX?: (value: number) => string;
  /** It has a row of the page for itself, and is drawn wider where there is room. @default false */
  readonly wide?: boolean;
}

export const intervalRules: OptionRules<IntervalChartOptions> = {
  title: option.required(option.anything),
  x: option.required(option.anything),
  rows: option.required(option.listOf(option.noun)),
  reference: option.number(),
  kindX: option.oneOf("number", "percent", "time"),
  formatX: option.callback,
  wide: option.flag,
};

/** Values with intervals, one below the other (a forest plot). Rows without a value are named and left empty. */
export function intervalChart(options: IntervalChartOptions): string {
  checkOptions("interval chart", options, intervalRules);
  const { title, rows, reference, kindX, formatX, wide } = options;
  const numbers = rows.flatMap(({ value, interval }) =>
    value === undefined ? [] : [value, interval?.low ?? value, interval?.high ?? value],
  );
  if (!numbers.some(Number.isFinite)) return emptyFigure(title);
  const say = formatX ?? ((value: number) => formatNumber(Number(value.toPrecision(3)), kindX));
  return rowChart({
    title,
    description: `${options.x}. ${rows.map((row) => describeRow(row, say)).join("; ")}.`,
    x: options.x,
    kindX,
    formatX,
    reference,
    isWide: wide,
    range: padded(rangeOf(reference === undefined ? numbers : [...numbers, reference])),
    rows: rows.map((row) => {
      const tone = row.verdict === undefined ? undefined : toneOf(row.verdict);
      const note = [
        ...(row.verdict === undefined ? [] : [signed(row.verdict)]),
        ...(row.note === undefined ? [] : [row.note]),
      ];
      return {
        name: row.name,
        ...(note.length > 0 && { note: note.join(", ") }),
        tone,
        draw: (x, y) => drawInterval(row, tone, x, y),
      };
    }),
  });
}

function describeRow({ name, value, interval, verdict, note }: IntervalRow, say: (value: number) => string): string {
  const reach = interval === undefined ? "" : ` (${say(interval.low)} to ${say(interval.high)})`;
  const words = [value === undefined ? "no value" : `${say(value)}${reach}`, verdict, note].filter(Boolean);
  return `${name}: ${words.join(", ")}`;
}

function drawInterval({ value, interval, pale }: IntervalRow, tone: Tone | undefined, x: Scale, y: number): string {
  if (value === undefined || !Number.isFinite(value)) return "";
  const colour = tone === undefined || tone === "plain" ? "s0" : tone;
  const kind = `${colour}${pale ? " pale" : ""}`;
  const reach =
    interval === undefined || !(Number.isFinite(interval.low) && Number.isFinite(interval.high))
      ? ""
      : `<path class="line ${kind}" d="M${pixels(x(interval.low))} ${pixels(y)}H${pixels(x(interval.high))}"/>`;
  return `${reach}<circle class="fill ${kind}" cx="${pixels(x(value))}" cy="${pixels(y)}" r="4.5"/>`;
}

/** A little room, so that no dot stands on the edge. */
function padded([low, high]: readonly [number, number]): readonly [number, number] {
  const room = 0.03 * (high - low);
  return [low - room, high + room];
}
