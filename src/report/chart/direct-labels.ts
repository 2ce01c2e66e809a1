import type { Series } from "./chart-options.js";
import type { Plot } from "./draw-axes.js";
import { svgText } from "./figure.js";
import type { Scale } from "./scale.js";
import { textWidth } from "./text-width.js";

const lineHeight = 17;

/** Names beside the ends of lines, which need no legend then. Undefined where there is one series only, one is no line, or names are too long. */
export function directLabels(series: readonly Series[], mostWidth: number) {
  const labelled = series.flatMap(({ kind, name, points }, index) => {
    const last = points.at(-1);
    return last !== undefined && (kind === "line" || kind === "intervals") ? [{ name, index, value: last[1] }] : [];
  });
  const width = Math.max(0, ...labelled.map(({ name }) => textWidth(name) * 1.08)) + 14;
  if (series.length < 2 || labelled.length < series.length || width > mostWidth) return undefined;
  return {
    width,
    draw(y: Scale, { right, top, bottom }: Plot): string {
      const places = labelled
        .map((label) => ({ ...label, y: y(label.value) }))
        .sort((one, other) => one.y - other.y || one.index - other.index);
      // Pushed down where they would cover each other, then up again where they would leave the plot.
      let least = top;
      for (const place of places) {
        place.y = Math.max(place.y, least);
        least = place.y + lineHeight;
      }
      let most = bottom;
      for (const place of places.toReversed()) {
        place.y = Math.min(place.y, most);
        most = place.y - lineHeight;
      }
      return places
        .map(({ name, index, y: place }) => svgText(name, right + 8, place + 4.5, { kind: `name s${index % 6}` }))
        .join("");
    },
  };
}
