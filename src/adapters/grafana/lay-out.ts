import { type Drawing, drawPanel } from "./draw-panel.js";
import type { Panel, RowPanel } from "./panel.js";

/** Panels side by side, under a heading. */
export interface Section {
  readonly title: string;
  /** Lines of panels; those of one share its width. */
  readonly lines: readonly (readonly Drawing[])[];
}

const width = 24;
const heights: Readonly<Record<Panel["type"], number>> = { timeseries: 8, stat: 4, "state-timeline": 6 };

/** Gives every panel an id and a place, from top to bottom. */
export function layOut(sections: readonly Section[]): readonly (Panel | RowPanel)[] {
  const placed: (Panel | RowPanel)[] = [];
  let y = 0;
  for (const { title, lines } of sections) {
    const gridPos = { h: 1, w: width, x: 0, y };
    placed.push({ type: "row", id: placed.length + 1, title, collapsed: false, gridPos, panels: [] });
    y++;
    for (const line of lines) {
      const h = Math.max(...line.map(({ kind }) => heights[kind]));
      const w = Math.floor(width / line.length);
      for (const [index, drawing] of line.entries())
        placed.push(drawPanel(drawing, placed.length + 1, { h, w, x: index * w, y }));
      y += h;
    }
  }
  return placed;
}
