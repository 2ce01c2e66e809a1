import type { Mark } from "./chart-options.js";
import type { Plot } from "./draw-axes.js";
import { pixels, svgText } from "./figure.js";
import type { Scale } from "./scale.js";
import { fitText, textWidth } from "./text-width.js";

export const laneHeight = 18;

/** Words of marks stand in as many lanes as keep them apart. */
export function marksInLanes(marks: readonly Mark[], x: Scale, left: number, right: number) {
  const ends: number[] = [];
  return marks
    .map((mark) => {
      const [from, to] = [mark.from, mark.to ?? mark.from].map((value) => Math.min(Math.max(x(value), left), right));
      return { text: fitText(mark.text, right - left), from: from as number, to: to as number };
    })
    .sort((one, other) => one.from - other.from)
    .map((mark) => {
      const start = Math.min(mark.from, right - textWidth(mark.text));
      let lane = ends.findIndex((end) => end <= start);
      if (lane < 0) lane = ends.length;
      ends[lane] = start + textWidth(mark.text) + 8;
      return { ...mark, start, lane };
    });
}

/** Bands behind the data, each with its word above the plot. */
export function drawMarks(marks: ReturnType<typeof marksInLanes>, { top, bottom }: Plot): string {
  return marks
    .map(
      ({ text, from, to, start, lane }) =>
        `<rect class="band bad" x="${pixels(from)}" width="${pixels(Math.max(2, to - from))}" y="${pixels(top)}" height="${pixels(bottom - top)}"/>${svgText(text, start, top - 8 - lane * laneHeight, { kind: "bad" })}`,
    )
    .join("");
}
