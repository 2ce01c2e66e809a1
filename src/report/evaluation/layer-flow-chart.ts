import type { EvaluationReport } from "../../model/index.js";
import { pixels } from "../chart/figure.js";
import { rowChart } from "../rows/row-chart.js";

/** How many rows came to each layer, and how many of them it decided. */
export function layerFlowChart(layers: NonNullable<EvaluationReport["layers"]>): string {
  const most = Math.max(1, ...layers.map(({ seen }) => seen));
  const words = (rows: { readonly seen: number; readonly decided: number }): string =>
    `${rows.decided.toLocaleString("en-US")} of ${rows.seen.toLocaleString("en-US")} decided`;
  return rowChart({
    title: "Which layer decided how many",
    description: layers.map((layer) => `${layer.layer}: ${words(layer)}`).join("; "),
    x: "rows",
    range: [0, most],
    isWide: true,
    rows: layers.map((layer) => ({
      name: layer.layer,
      note: words(layer),
      draw: (x, y) =>
        `<path class="line thick pale s0" d="M${pixels(x(0))} ${pixels(y)}H${pixels(x(layer.seen))}"/><path class="line thick s0" d="M${pixels(x(0))} ${pixels(y)}H${pixels(x(layer.decided))}"/>`,
    })),
  });
}
