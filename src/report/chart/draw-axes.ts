import type { Tick } from "./calendar-ticks.js";
import { pixels, svgText } from "./figure.js";
import type { Scale } from "./scale.js";
import { fitText, textWidth } from "./text-width.js";

/** Where a plot's edges are, in pixels. */
export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What an axis needs below the plot, with its name. */
export const axisHeight = { plain: 50, withContext: 68 };

/** The horizontal axis: labels, what they are part of, its name in the middle below. Nothing leaves the drawing or covers its neighbour. */
export function drawAxisX(
  { ticks, scale, name }: { readonly ticks: readonly Tick[]; readonly scale: Scale; readonly name: string },
  { left, right, bottom }: Plot,
  width: number,
): string {
  const inside = (middle: number, text: string): number =>
    Math.min(Math.max(middle, textWidth(text) / 2), width - textWidth(text) / 2);
  let [labelEnd, contextEnd] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const marks = ticks.map(({ value, label, context }) => {
    const at = scale(value);
    const parts = [`<path class="base" d="M${pixels(at)} ${pixels(bottom)}v5"/>`];
    const middle = inside(at, label);
    if (middle - textWidth(label) / 2 >= labelEnd) {
      parts.push(svgText(label, middle, bottom + 20, { anchor: "middle" }));
      labelEnd = middle + textWidth(label) / 2 + 4;
    }
    if (context !== undefined) {
      const below = inside(at, context);
      if (below - textWidth(context) / 2 >= contextEnd) {
        parts.push(svgText(context, below, bottom + 36, { anchor: "middle" }));
        contextEnd = below + textWidth(context) / 2 + 4;
      }
    }
    return parts.join("");
  });
  const hasContext = ticks.some(({ context }) => context !== undefined);
  const below = bottom + (hasContext ? axisHeight.withContext : axisHeight.plain) - 10;
  const words = fitText(name, width - 4);
  const middle = inside((left + right) / 2, words);
  return `${marks.join("")}${svgText(words, middle, below, { anchor: "middle", kind: "strong" })}`;
}

/** The vertical axis: light lines across the plot, labels to their left, its name above them. */
export function drawAxisY(ticks: readonly Tick[], scale: Scale, { left, right, bottom }: Plot): string {
  const lines = ticks.map(
    ({ value, label }) =>
      `<path class="grid" d="M${left} ${pixels(scale(value))}H${right}"/>${svgText(label, left - 8, scale(value) + 4.5, { anchor: "end" })}`,
  );
  return `${lines.join("")}<path class="base" d="M${left} ${pixels(bottom)}H${right}"/>`;
}
