import { checkOptions } from "../../core/house.js";
import { type ChartOptions, chartRules, extentX, extentY, type Series } from "./chart-options.js";
import { describeChart } from "./describe-chart.js";
import { directLabels } from "./direct-labels.js";
import { axisHeight, drawAxisX, drawAxisY, type Plot } from "./draw-axes.js";
import { drawLegend } from "./draw-legend.js";
import { drawMarks, laneHeight, marksInLanes } from "./draw-marks.js";
import { barGap, drawSeries } from "./draw-series.js";
import { type Drawing, emptyFigure, figure, type Size, svgText } from "./figure.js";
import { axisTicks, linearScale, rangeOf, readableTicks, rounded } from "./scale.js";
import { fitText, textWidth } from "./text-width.js";

/**
 * A chart as a figure of SVG with its title, for pages made by `htmlPage`: colours come from their style sheet. It is drawn for a telephone
 * and for a wider page; `chartSpec` gives the same data as a Vega-Lite specification.
 */
export function svgChart(options: ChartOptions): string {
  checkOptions("chart", options, chartRules);
  const series = options.series.map(withoutHoles);
  if (series.every(({ points }) => points.length === 0)) return emptyFigure(options.title);
  return figure({
    title: options.title,
    description: describeChart({ ...options, series }),
    isWide: options.wide === true,
    draw: (width, size) => drawChart({ ...options, series }, width, size),
  });
}

function drawChart(options: ChartOptions, width: number, size: Size): Drawing {
  const { series, marks = [], height = 230 } = options;
  const gap = barGap(series);
  const [least, most] = rangeOf(extentX(series));
  const across: readonly [number, number] = [least - gap / 2, most + gap / 2];
  const up = options.rangeY ?? rounded(withZero(rangeOf(extentY(series)), series), 6);
  const ticksY = axisTicks(up, 6, options.kindY, options.formatY);
  const left = Math.ceil(Math.max(16, ...ticksY.map(({ label }) => textWidth(label)))) + 10;
  const direct = size === "narrow" ? undefined : directLabels(series, 0.3 * width);
  const ticksX = readableTicks(across, width - left - (direct?.width ?? 10), options.kindX, options.formatX);
  const lastLabel = textWidth(ticksX.at(-1)?.label ?? "") / 2;
  const right = width - Math.ceil(direct?.width ?? Math.max(10, lastLabel));
  const x = linearScale(across, left, right);
  const inLanes = marksInLanes(marks, x, left, right);
  const lanes = Math.max(0, ...inLanes.map(({ lane }) => lane + 1));
  const legend = direct || series.length < 2 ? { body: "", height: 0 } : drawLegend(series, width, 26);
  const top = 34 + legend.height + (legend.height > 0 ? 8 : 0) + lanes * laneHeight;
  const plot: Plot = { left, right, top, bottom: top + height };
  const y = linearScale(up, plot.bottom, top);
  const hasContext = ticksX.some(({ context }) => context !== undefined);
  return {
    height: plot.bottom + (hasContext ? axisHeight.withContext : axisHeight.plain),
    body: [
      svgText(fitText(options.y, width), 0, 14, { kind: "strong" }),
      legend.body,
      drawMarks(inLanes, plot),
      drawAxisY(ticksY, y, plot),
      drawAxisX({ ticks: ticksX, scale: x, name: options.x }, plot, width),
      ...series.map((one, index) => drawSeries(one, index, x, y, gap)),
      direct?.draw(y, plot) ?? "",
    ].join(""),
  };
}

/** Points that are no numbers cannot be drawn. */
function withoutHoles(series: Series): Series {
  if (series.kind === "intervals")
    return { ...series, points: series.points.filter((point) => point.every(Number.isFinite)) };
  return { ...series, points: series.points.filter((point) => point.every(Number.isFinite)) };
}

/** What is all above zero begins there, and bars always do. */
function withZero([low, high]: readonly [number, number], series: readonly Series[]): readonly [number, number] {
  return [Math.min(0, low), series.some(({ kind }) => kind === "bars") ? Math.max(0, high) : high];
}
