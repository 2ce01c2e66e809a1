import { checkOptions } from "../../core/house.js";
import type { JsonObject } from "../../core/index.js";
import { type ChartOptions, chartRules, type Series } from "./chart-options.js";
import type { AxisKind } from "./scale.js";

export const vegaLite = { $schema: "https://vega.github.io/schema/vega-lite/v6.json", background: "white" } as const;
/** The series' colours on white. */
export const palette = ["#0b5cad", "#b8460b", "#0b7361", "#7a3fc4", "#7a5b00", "#b02063"];

/** The data of `svgChart` as a Vega-Lite specification (version 6): plain JSON for a notebook, a dashboard, or an editor. `formatX` and `formatY` are left to it. */
export function chartSpec(options: ChartOptions): JsonObject {
  checkOptions("chart", options, chartRules);
  const { title, series, marks = [], kindX, kindY, rangeY, height = 230, wide } = options;
  const names = [...new Set(series.map(({ name }) => name))];
  const values = series.flatMap(({ name, points }, at) =>
    points.map(([x, y, low, high]) => ({
      at,
      series: name,
      x,
      y,
      ...(low !== undefined && { low, high: high ?? low }),
    })),
  );
  const bands = marks.map(({ from, to, text }) => ({ from, to: to ?? from, text }));
  return {
    ...vegaLite,
    title,
    width: wide ? 1000 : 480,
    height,
    data: { values },
    layer: [
      ...(bands.length === 0 ? [] : markLayers(bands, kindX)),
      ...series.flatMap((one, at) =>
        seriesLayers(one).map((layer) => ({ transform: [{ filter: { field: "at", equal: at } }], ...layer })),
      ),
    ],
    encoding: {
      x: position("x", options.x, kindX),
      y: position("y", options.y, kindY, rangeY),
      color: {
        field: "series",
        type: "nominal",
        title: null,
        scale: { domain: names, range: names.map((_, at) => palette[at % palette.length] as string) },
        ...(names.length < 2 && { legend: null }),
      },
    },
  };
}

/** A quantitative or temporal channel, as the axis counts. */
export function position(
  field: string,
  title: string,
  kind: AxisKind = "number",
  range?: readonly [number, number],
): JsonObject {
  if (kind === "time") return { field, type: "temporal", title, scale: { type: "utc" } };
  return {
    field,
    type: "quantitative",
    title,
    scale: { zero: false, ...(range && { domain: [...range] }) },
    ...(kind === "percent" && { axis: { format: ".0%" } }),
  };
}

function seriesLayers(series: Series): readonly JsonObject[] {
  switch (series.kind) {
    case "line":
      return [{ mark: { type: "line", ...(series.dashed && { strokeDash: [6, 5] }) } }];
    case "points":
      return [{ mark: { type: "point", filled: true, size: 24 } }];
    case "bars":
      return [{ mark: { type: "bar" } }];
    case "intervals":
      return [
        { mark: { type: "rule" }, encoding: { y: { field: "low" }, y2: { field: "high" } } },
        { mark: { type: "point", filled: true, size: 50 } },
      ];
  }
}

function markLayers(values: readonly JsonObject[], kindX: AxisKind | undefined): readonly JsonObject[] {
  const type = kindX === "time" ? "temporal" : "quantitative";
  const encoding = { x: { field: "from", type }, y: null, color: null };
  return [
    {
      data: { values: [...values] },
      mark: { type: "rect", opacity: 0.15, color: "#b3261e" },
      encoding: { ...encoding, x2: { field: "to" } },
    },
    {
      data: { values: [...values] },
      mark: { type: "text", align: "left", baseline: "top", y: 2, dx: 3, color: "#b3261e" },
      encoding: { ...encoding, text: { field: "text", type: "nominal" } },
    },
  ];
}
