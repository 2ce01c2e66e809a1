import type { FieldConfig, Legend, Panel, Place, Target, Threshold, ValueMapping } from "./panel.js";
import { datasource } from "./variable.js";

/** What is drawn, before it has a place. */
export interface Drawing {
  readonly kind: Panel["type"];
  readonly title: string;
  readonly description: string;
  /** Queries by legend. */
  readonly queries: Readonly<Record<string, string>>;
  /** One of Grafana's units. @default "short" */
  readonly unit?: string;
  /** What an alert rule allows: drawn as a line, and red above it. */
  readonly limit?: number | undefined;
  /** What values mean, where they are states. */
  readonly states?: ValueMapping;
  /** Shares that make up a whole. @default false */
  readonly stacked?: boolean;
  /** Stats: what is written. @default "auto" */
  readonly text?: "auto" | "name" | "value_and_name";
}

/** Alert rules are about more than nothing; a threshold begins at its own value. */
export const aboveNothing = 1e-9;

const legend: Legend = { displayMode: "list", placement: "bottom", showLegend: true, calcs: [] };

export function drawPanel(drawing: Drawing, id: number, gridPos: Place): Panel {
  const { kind, title, description, queries, text = "auto" } = drawing;
  const targets = Object.entries(queries).map(
    ([legendFormat, expr], index): Target => ({
      refId: String.fromCharCode(65 + index),
      datasource,
      expr,
      legendFormat,
      editorMode: "code",
      range: true,
      instant: false,
    }),
  );
  const common = { id, title, description, datasource, gridPos, targets, fieldConfig: fieldsOf(drawing) };
  switch (kind) {
    case "timeseries":
      return { type: kind, ...common, options: { legend, tooltip: { mode: "multi", sort: "desc" } } };
    case "stat":
      return {
        type: kind,
        ...common,
        options: {
          graphMode: "none",
          colorMode: "value",
          justifyMode: "auto",
          textMode: text,
          wideLayout: true,
          showPercentChange: false,
          percentChangeColorMode: "standard",
          orientation: "auto",
          reduceOptions: { calcs: ["lastNotNull"], values: false, fields: "" },
        },
      };
    case "state-timeline":
      return {
        type: kind,
        ...common,
        options: {
          showValue: "auto",
          rowHeight: 0.9,
          mergeValues: true,
          alignValue: "left",
          legend,
          tooltip: { mode: "single", sort: "none" },
        },
      };
  }
}

function fieldsOf({ kind, unit = "short", limit, states, stacked = false }: Drawing): FieldConfig {
  const base: Threshold = { color: "green", value: null };
  const steps = limit === undefined ? [base] : [base, { color: "red", value: Math.max(limit, aboveNothing) }];
  const isShare = unit === "percentunit";
  return {
    defaults: {
      unit,
      noValue: "none",
      ...(isShare && { min: 0, ...(stacked && { max: 1 }) }),
      thresholds: { mode: "absolute", steps },
      mappings: states === undefined ? [] : [states],
      custom: kind === "timeseries" ? lines(limit !== undefined, stacked) : {},
    },
    overrides: [],
  };
}

function lines(hasLimit: boolean, stacked: boolean): FieldConfig["defaults"]["custom"] {
  return {
    drawStyle: "line",
    lineInterpolation: "stepAfter",
    fillOpacity: stacked ? 30 : 0,
    stacking: { mode: stacked ? "normal" : "none", group: "A" },
    // A gap is a gap: a process that is gone is not drawn on.
    spanNulls: false,
    thresholdsStyle: { mode: hasLimit ? "line" : "off" },
  };
}
