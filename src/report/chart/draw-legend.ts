import type { Series } from "./chart-options.js";
import { pointShape } from "./draw-series.js";
import { pixels, svgText } from "./figure.js";
import { fitText, textWidth } from "./text-width.js";

const lineHeight = 20;
const swatch = 26;

/** Names of series in lines above the plot, where they cannot stand beside what they name. */
export function drawLegend(
  series: readonly Series[],
  width: number,
  top: number,
): { readonly body: string; readonly height: number } {
  let [left, line] = [0, 0];
  const entries = series.map((one, index) => {
    const name = fitText(one.name, width - swatch);
    const needed = swatch + textWidth(name) + 14;
    if (left > 0 && left + needed > width) [left, line] = [0, line + 1];
    const y = top + line * lineHeight;
    const entry = `${keyOf(one, index, left, y + 9)}${svgText(name, left + swatch, y + 14)}`;
    left += needed;
    return entry;
  });
  return { body: entries.join(""), height: (line + 1) * lineHeight };
}

function keyOf(series: Series, index: number, x: number, y: number): string {
  const colour = `s${index % 6}`;
  if (series.kind === "bars")
    return `<rect class="fill ${colour}" x="${x + 4}" y="${y - 6}" width="12" height="12" rx="2"/>`;
  if (series.kind === "points") return `<path class="fill ${colour}" d="${pointShape(index, x + 10, y)}"/>`;
  const dashed = series.kind === "line" && series.dashed ? " dashed" : "";
  return `<path class="line ${colour}${dashed}" d="M${pixels(x)} ${pixels(y)}h20"/>`;
}
