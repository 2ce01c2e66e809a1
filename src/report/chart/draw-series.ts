import type { Series } from "./chart-options.js";
import { pixels } from "./figure.js";
import type { Scale } from "./scale.js";

/** Draws a series; `gap` is how far its bars are from each other. */
export function drawSeries(series: Series, index: number, x: Scale, y: Scale, gap: number): string {
  const colour = `s${index % 6}`;
  switch (series.kind) {
    case "line": {
      const path = series.points.map(([px, py], at) => `${at === 0 ? "M" : "L"}${pixels(x(px))} ${pixels(y(py))}`);
      return `<path class="line ${colour}${series.dashed ? " dashed" : ""}" d="${path.join("")}"/>`;
    }
    case "points": {
      const shapes = series.points.map(([px, py]) => pointShape(index, x(px), y(py)));
      return `<path class="fill dots ${colour}" d="${shapes.join("")}"/>`;
    }
    case "intervals": {
      const whiskers = series.points.map(
        ([px, , low, high]) =>
          `M${pixels(x(px))} ${pixels(y(low))}V${pixels(y(high))}m-4 0h8M${pixels(x(px) - 4)} ${pixels(y(low))}h8`,
      );
      const dots = series.points.map(([px, py]) => circle(x(px), y(py), 4));
      return `<path class="whisker ${colour}" d="${whiskers.join("")}"/><path class="fill ${colour}" d="${dots.join("")}"/>`;
    }
    case "bars": {
      const width = Math.min(60, Math.max(1, 0.8 * (x(gap) - x(0))));
      const bars = series.points.map(
        ([px, py]) =>
          `M${pixels(x(px) - width / 2)} ${pixels(y(0))}V${pixels(y(py))}h${pixels(width)}V${pixels(y(0))}z`,
      );
      return `<path class="fill ${colour}" d="${bars.join("")}"/>`;
    }
  }
}

/** Series of points are told apart by their form too: circles, squares, triangles, diamonds. */
export function pointShape(index: number, x: number, y: number): string {
  const form = index % 4;
  if (form === 0) return circle(x, y, 3);
  if (form === 1) return `M${pixels(x - 2.8)} ${pixels(y - 2.8)}h5.6v5.6h-5.6z`;
  if (form === 2) return `M${pixels(x - 3.6)} ${pixels(y + 3)}l3.6 -6.4l3.6 6.4z`;
  return `M${pixels(x - 4)} ${pixels(y)}l4 -4l4 4l-4 4z`;
}

function circle(x: number, y: number, radius: number): string {
  return `M${pixels(x - radius)} ${pixels(y)}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0`;
}

/** The smallest distance between neighbouring bars, which is the room that each has; 0 without bars. */
export function barGap(series: readonly Series[]): number {
  const bars = series.filter(({ kind }) => kind === "bars");
  let gap = Number.POSITIVE_INFINITY;
  for (const { points } of bars) {
    const sorted = points.map(([x]) => x).sort((left, right) => left - right);
    for (let at = 1; at < sorted.length; at++) {
      const distance = (sorted[at] as number) - (sorted[at - 1] as number);
      if (distance > 0) gap = Math.min(gap, distance);
    }
  }
  return Number.isFinite(gap) ? gap : bars.length > 0 ? 1 : 0;
}
