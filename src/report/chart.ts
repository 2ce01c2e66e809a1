import { checkOptions, type OptionRules, option } from "../core/house.js";
import { escapeHtml } from "./escape-html.js";
import { linearScale, type Scale } from "./scale.js";

/** One series of a chart. */
export type Series =
  | {
      readonly kind: "line";
      readonly name: string;
      readonly points: readonly (readonly [number, number])[];
      readonly dashed?: boolean;
    }
  | { readonly kind: "points"; readonly name: string; readonly points: readonly (readonly [number, number])[] }
  | { readonly kind: "bars"; readonly name: string; readonly points: readonly (readonly [number, number])[] };

/** A vertical band or line with a word, e.g. an alarm. */
export interface Mark {
  readonly from: number;
  readonly to?: number;
  readonly text: string;
}

export interface ChartOptions {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly series: readonly Series[];
  readonly marks?: readonly Mark[];
  /** How numbers of the horizontal axis are written. @default as they are */
  readonly formatX?: (value: number) => string;
  readonly formatY?: (value: number) => string;
  /** Where the vertical axis begins and ends. @default the data, from 0 when all of it is above */
  readonly rangeY?: readonly [number, number];
  /** @default 640 */
  readonly width?: number;
  /** @default 300 */
  readonly height?: number;
}

const rules: OptionRules<ChartOptions> = {
  title: option.required(option.anything),
  x: option.required(option.anything),
  y: option.required(option.anything),
  series: option.required(option.listOf(option.noun)),
  marks: option.listOf(option.noun),
  formatX: option.callback,
  formatY: option.callback,
  rangeY: option.listOf(option.number()),
  width: option.number({ minimum: 120 }),
  height: option.number({ minimum: 90 }),
};

const margin = { top: 36, right: 18, bottom: 46, left: 62 };

/** A chart as an SVG element with its own legend; colours come from the page's style sheet by class. */
export function svgChart(options: ChartOptions): string {
  checkOptions("chart", options, rules);
  const { title, series, marks = [], width = 640, height = 300, formatX = String, formatY = String } = options;
  const points = series.flatMap((one) => one.points);
  if (points.length === 0)
    return `<figure class="chart"><figcaption>${escapeHtml(title)}</figcaption><p class="empty">No data.</p></figure>`;
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const gap = barGap(series);
  const x = linearScale(Math.min(...xs) - gap / 2, Math.max(...xs) + gap / 2, margin.left, width - margin.right, 6);
  const [low, high] = options.rangeY ?? [Math.min(0, ...ys), Math.max(...ys)];
  const y = linearScale(low, high, height - margin.bottom, margin.top);
  const body = [
    ...marks.map((mark) => drawMark(mark, x, height, width)),
    drawAxes(options, x, y, width, height, formatX, formatY),
    ...series.map((one, index) => drawSeries(one, index, x, y, gap)),
    drawLegend(series),
  ];
  return `<figure class="chart"><figcaption>${escapeHtml(title)}</figcaption><svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(title)}">${body.join("")}</svg></figure>`;
}

function drawAxes(
  { x: nameX, y: nameY }: ChartOptions,
  x: Scale,
  y: Scale,
  width: number,
  height: number,
  formatX: (value: number) => string,
  formatY: (value: number) => string,
): string {
  const bottom = height - margin.bottom;
  const horizontal = y.ticks.map(
    (tick) =>
      `<line class="grid" x1="${margin.left}" x2="${width - margin.right}" y1="${round(y(tick))}" y2="${round(y(tick))}"/><text class="tick" text-anchor="end" x="${margin.left - 8}" y="${round(y(tick) + 4)}">${escapeHtml(formatY(tick))}</text>`,
  );
  const vertical = x.ticks.map(
    (tick) =>
      `<text class="tick" text-anchor="middle" x="${round(x(tick))}" y="${bottom + 18}">${escapeHtml(formatX(tick))}</text>`,
  );
  const names = `<text class="axis" text-anchor="middle" x="${(margin.left + width - margin.right) / 2}" y="${height - 8}">${escapeHtml(nameX)}</text><text class="axis" text-anchor="middle" transform="translate(14 ${(margin.top + bottom) / 2}) rotate(-90)">${escapeHtml(nameY)}</text>`;
  return `${horizontal.join("")}<line class="base" x1="${margin.left}" x2="${width - margin.right}" y1="${bottom}" y2="${bottom}"/>${vertical.join("")}${names}`;
}

function drawSeries(series: Series, index: number, x: Scale, y: Scale, gap: number): string {
  const style = `s${index % 6}`;
  if (series.kind === "line") {
    const path = series.points.map(([px, py], at) => `${at === 0 ? "M" : "L"}${round(x(px))} ${round(y(py))}`).join("");
    return `<path class="line ${style}${series.dashed ? " dashed" : ""}" d="${path}"/>`;
  }
  if (series.kind === "points")
    return series.points
      .map(([px, py]) => `<circle class="dot ${style}" cx="${round(x(px))}" cy="${round(y(py))}" r="3"/>`)
      .join("");
  const barWidth = Math.min(60, Math.max(1, 0.8 * (x(gap) - x(0))));
  return series.points
    .map(
      ([px, py]) =>
        `<rect class="bar ${style}" x="${round(x(px) - barWidth / 2)}" width="${round(barWidth)}" y="${round(Math.min(y(py), y(0)))}" height="${round(Math.abs(y(0) - y(py)))}"/>`,
    )
    .join("");
}

/** The smallest distance between neighbouring bars, which is the room that each has; 0 without bars. */
function barGap(series: readonly Series[]): number {
  const gaps = series
    .filter(({ kind }) => kind === "bars")
    .flatMap(({ points }) => {
      const sorted = points.map(([px]) => px).sort((left, right) => left - right);
      return sorted.slice(1).map((px, at) => px - (sorted[at] as number));
    })
    .filter((gap) => gap > 0);
  return gaps.length > 0 ? Math.min(...gaps) : series.some(({ kind }) => kind === "bars") ? 1 : 0;
}

function drawMark({ from, to, text }: Mark, x: Scale, height: number, width: number): string {
  const start = Math.min(Math.max(x(from), margin.left), width - margin.right);
  const end = to === undefined ? start + 1.5 : Math.min(Math.max(x(to), margin.left), width - margin.right);
  return `<rect class="mark" x="${round(start)}" width="${round(Math.max(1.5, end - start))}" y="${margin.top}" height="${height - margin.top - margin.bottom}"/><text class="note" x="${round(start + 4)}" y="${margin.top + 12}">${escapeHtml(text)}</text>`;
}

function drawLegend(series: readonly Series[]): string {
  let left = margin.left;
  return series
    .map(({ name }, index) => {
      const entry = `<rect class="key s${index % 6}" x="${left}" y="12" width="12" height="4" rx="2"/><text class="tick" x="${left + 18}" y="18">${escapeHtml(name)}</text>`;
      left += 34 + name.length * 6.6;
      return entry;
    })
    .join("");
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
