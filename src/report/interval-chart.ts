import { checkOptions, type OptionRules, option } from "../core/house.js";
import { escapeHtml } from "./escape-html.js";
import { linearScale, type Scale } from "./scale.js";

/** One line of an interval chart: a value with how sure it is. */
export interface IntervalRow {
  readonly name: string;
  readonly value: number | undefined;
  readonly interval?: { readonly low: number; readonly high: number } | undefined;
  /** Drawn pale, e.g. because there are few rows. */
  readonly pale?: boolean;
  /** A few words at the end of the line, e.g. how many rows. */
  readonly note?: string;
}

export interface IntervalChartOptions {
  readonly title: string;
  readonly x: string;
  readonly rows: readonly IntervalRow[];
  /** A vertical line to hold the values against, e.g. 0 for differences or the value of all rows. */
  readonly reference?: number | undefined;
  readonly formatX?: (value: number) => string;
  /** @default 640 */
  readonly width?: number;
}

const rules: OptionRules<IntervalChartOptions> = {
  title: option.required(option.anything),
  x: option.required(option.anything),
  rows: option.required(option.listOf(option.noun)),
  reference: option.number(),
  formatX: option.callback,
  width: option.number({ minimum: 300 }),
};

const margin = { top: 14, right: 96, bottom: 44, left: 170 };
const lineHeight = 26;
const longestName = 24;

/** Values with intervals, one below the other (a forest plot). Rows without a value are named and left empty. */
export function intervalChart(options: IntervalChartOptions): string {
  checkOptions("interval chart", options, rules);
  const { title, rows, reference, width = 640, formatX = String } = options;
  const caption = `<figcaption>${escapeHtml(title)}</figcaption>`;
  const numbers = rows.flatMap(({ value, interval }) =>
    value === undefined ? [] : [value, interval?.low ?? value, interval?.high ?? value],
  );
  if (numbers.length === 0) return `<figure class="chart">${caption}<p class="empty">No data.</p></figure>`;
  if (reference !== undefined) numbers.push(reference);
  const height = margin.top + rows.length * lineHeight + margin.bottom;
  const bottom = height - margin.bottom;
  const x = linearScale(Math.min(...numbers), Math.max(...numbers), margin.left, width - margin.right, 5);
  const ticks = x.ticks.map(
    (tick) =>
      `<line class="grid" x1="${round(x(tick))}" x2="${round(x(tick))}" y1="${margin.top}" y2="${bottom}"/><text class="tick" text-anchor="middle" x="${round(x(tick))}" y="${bottom + 18}">${escapeHtml(formatX(tick))}</text>`,
  );
  const against =
    reference === undefined
      ? ""
      : `<line class="base dashed" x1="${round(x(reference))}" x2="${round(x(reference))}" y1="${margin.top}" y2="${bottom}"/>`;
  const body = rows.map((row, index) => drawRow(row, margin.top + (index + 0.5) * lineHeight, x, width));
  const axis = `<text class="axis" text-anchor="middle" x="${(margin.left + width - margin.right) / 2}" y="${height - 8}">${escapeHtml(options.x)}</text>`;
  return `<figure class="chart">${caption}<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(title)}">${ticks.join("")}${against}${body.join("")}${axis}</svg></figure>`;
}

function drawRow({ name, value, interval, pale, note }: IntervalRow, y: number, x: Scale, width: number): string {
  const shown = name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name;
  const label = `<text class="tick" text-anchor="end" x="${margin.left - 12}" y="${round(y + 4)}">${escapeHtml(shown)}</text>`;
  const words =
    note === undefined
      ? ""
      : `<text class="tick" x="${width - margin.right + 12}" y="${round(y + 4)}">${escapeHtml(note)}</text>`;
  if (value === undefined) return `${label}${words}`;
  const reach =
    interval === undefined
      ? ""
      : `<line class="line s0" x1="${round(x(interval.low))}" x2="${round(x(interval.high))}" y1="${round(y)}" y2="${round(y)}"/>`;
  return `<g${pale ? ' opacity="0.45"' : ""}>${label}${reach}<circle class="dot s0" cx="${round(x(value))}" cy="${round(y)}" r="4"/>${words}</g>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
