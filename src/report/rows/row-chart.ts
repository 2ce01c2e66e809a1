import { axisHeight, drawAxisX } from "../chart/draw-axes.js";
import { type Drawing, figure, pixels, type Size, svgText } from "../chart/figure.js";
import { type AxisKind, linearScale, readableTicks, type Scale } from "../chart/scale.js";
import { fitText, textWidth } from "../chart/text-width.js";
import type { Tone } from "../page/tone.js";

/** One line of a chart of rows: a name, what is drawn, a few words. */
export interface ChartRow {
  readonly name: string;
  readonly note?: string | undefined;
  readonly tone?: Tone | undefined;
  /** Draws it around the height `y`, between the pixels that the scale gives. */
  readonly draw: (x: Scale, y: number) => string;
}

export interface RowChartOptions {
  readonly title: string;
  readonly description: string;
  /** What stands on the axis, with its unit. */
  readonly x: string;
  readonly kindX?: AxisKind | undefined;
  readonly formatX?: ((value: number) => string) | undefined;
  readonly rows: readonly ChartRow[];
  readonly range: readonly [number, number];
  /** A vertical line to hold the rows against. */
  readonly reference?: number | undefined;
  readonly isWide?: boolean | undefined;
}

const lineHeight = 30;
/** On a telephone names and words stand above what is drawn. */
const stackedHeight = 46;

/** Rows one below the other over one axis, their names to the left and words to the right: what forest plots, timelines and bars share. */
export function rowChart(options: RowChartOptions): string {
  const { title, description, isWide = false } = options;
  return figure({ title, description, isWide, draw: (width, size) => drawRows(options, width, size) });
}

function drawRows(options: RowChartOptions, width: number, size: Size): Drawing {
  const { rows, range, reference, kindX, formatX } = options;
  const isStacked = size === "narrow";
  const widest = (texts: readonly (string | undefined)[]): number =>
    Math.max(0, ...texts.map((text) => (text === undefined ? 0 : textWidth(text))));
  const nameWidth = Math.min(0.34 * width, widest(rows.map(({ name }) => name)));
  const noteWidth = Math.min(0.36 * width, widest(rows.map(({ note }) => note)));
  const plot = {
    left: isStacked ? 8 : Math.ceil(nameWidth) + 16,
    right: isStacked ? width - 8 : width - Math.ceil(noteWidth) - (noteWidth > 0 ? 16 : 10),
    top: 4,
    bottom: 4 + rows.length * (isStacked ? stackedHeight : lineHeight),
  };
  const x = linearScale(range, plot.left, plot.right);
  const ticks = readableTicks(range, plot.right - plot.left, kindX, formatX);
  const grid = ticks.map(({ value }) => `<path class="grid" d="M${pixels(x(value))} ${plot.top}V${plot.bottom}"/>`);
  // Where names stand above the rows, the line is drawn beside what it is held against only.
  const reaches = isStacked
    ? rows.map(
        (_, index) => [plot.top + index * stackedHeight + 23, plot.top + (index + 1) * stackedHeight - 4] as const,
      )
    : [[plot.top, plot.bottom] as const];
  const against =
    reference === undefined
      ? ""
      : `<path class="base dashed" d="${reaches.map(([from, to]) => `M${pixels(x(reference))} ${from}V${to}`).join("")}"/>`;
  const body = rows.map((row, index) => {
    const kind = row.tone === undefined || row.tone === "plain" ? "" : row.tone;
    if (isStacked) {
      const top = plot.top + index * stackedHeight;
      const note = row.note === undefined ? "" : fitText(row.note, 0.6 * width);
      const name = fitText(row.name, width - textWidth(note) - (note === "" ? 0 : 12));
      const words = note === "" ? "" : svgText(note, width, top + 16, { anchor: "end", kind });
      return svgText(name, 0, top + 16, { kind: "strong" }) + words + row.draw(x, top + 32);
    }
    const y = plot.top + (index + 0.5) * lineHeight;
    const name = svgText(fitText(row.name, nameWidth), nameWidth, y + 4.5, { anchor: "end", kind: "strong" });
    const note =
      row.note === undefined ? "" : svgText(fitText(row.note, noteWidth), plot.right + 14, y + 4.5, { kind });
    return name + row.draw(x, y) + note;
  });
  const hasContext = ticks.some(({ context }) => context !== undefined);
  return {
    height: plot.bottom + (hasContext ? axisHeight.withContext : axisHeight.plain),
    body: `${grid.join("")}${against}${body.join("")}${drawAxisX({ ticks, scale: x, name: options.x }, plot, width)}`,
  };
}
