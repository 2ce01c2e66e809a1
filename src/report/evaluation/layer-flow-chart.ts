import type { EvaluationReport } from "../../model/index.js";
import { escapeHtml } from "../escape-html.js";

const [width, lineHeight, left, right] = [640, 34, 170, 120];

/** How many rows came to each layer, and how many of them it decided. */
export function layerFlowChart(layers: NonNullable<EvaluationReport["layers"]>): string {
  const most = Math.max(1, ...layers.map(({ seen }) => seen));
  const room = width - left - right;
  const bars = layers.map(({ layer, seen, decided }, index) => {
    const y = index * lineHeight + 8;
    const length = (rows: number): number => Math.round((rows / most) * room * 10) / 10;
    return `<text class="tick" text-anchor="end" x="${left - 12}" y="${y + 16}">${escapeHtml(layer)}</text><rect class="bar s0" opacity="0.25" style="opacity:.25" x="${left}" y="${y}" width="${length(seen)}" height="22" rx="3"/><rect class="bar s0" x="${left}" y="${y}" width="${length(decided)}" height="22" rx="3"/><text class="tick" x="${left + length(seen) + 8}" y="${y + 16}">${decided} of ${seen} decided</text>`;
  });
  return `<figure class="chart"><figcaption>Which layer decided how many</figcaption><svg viewBox="0 0 ${width} ${layers.length * lineHeight + 8}" role="img" aria-label="Which layer decided how many">${bars.join("")}</svg></figure>`;
}
