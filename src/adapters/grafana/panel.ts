import type { Datasource } from "./variable.js";

export interface Place {
  readonly h: number;
  readonly w: number;
  readonly x: number;
  readonly y: number;
}

/** One query of a panel. */
export interface Target {
  readonly refId: string;
  readonly datasource: Datasource;
  readonly expr: string;
  readonly legendFormat: string;
  readonly editorMode: "code";
  readonly range: boolean;
  readonly instant: boolean;
}

export interface Threshold {
  readonly color: string;
  /** From where on; null is the lowest. */
  readonly value: number | null;
}

export interface ValueMapping {
  readonly type: "value";
  readonly options: { readonly [value: string]: { readonly text: string; readonly color: string } };
}

export interface FieldConfig {
  readonly defaults: {
    readonly unit: string;
    readonly noValue?: string;
    readonly min?: number;
    readonly max?: number;
    readonly thresholds: { readonly mode: "absolute"; readonly steps: readonly Threshold[] };
    readonly mappings: readonly ValueMapping[];
    readonly custom: { readonly [option: string]: unknown };
  };
  readonly overrides: readonly never[];
}

/** What the three kinds of panel have in common. */
interface PanelBase<Type extends string, Options> {
  readonly type: Type;
  readonly id: number;
  readonly title: string;
  readonly description: string;
  readonly datasource: Datasource;
  readonly gridPos: Place;
  readonly targets: readonly Target[];
  readonly fieldConfig: FieldConfig;
  readonly options: Options;
}

export interface Legend {
  readonly displayMode: "list";
  readonly placement: "bottom";
  readonly showLegend: boolean;
  readonly calcs: readonly string[];
}

export interface TimeSeriesOptions {
  readonly legend: Legend;
  readonly tooltip: { readonly mode: "multi"; readonly sort: "desc" };
}

export interface StatOptions {
  readonly graphMode: "none";
  readonly colorMode: "value";
  readonly justifyMode: "auto";
  readonly textMode: "auto" | "name" | "value_and_name";
  readonly wideLayout: boolean;
  readonly showPercentChange: boolean;
  readonly percentChangeColorMode: "standard";
  readonly orientation: "auto";
  readonly reduceOptions: { readonly calcs: readonly string[]; readonly values: boolean; readonly fields: string };
}

export interface StateTimelineOptions {
  readonly showValue: "auto";
  readonly rowHeight: number;
  readonly mergeValues: boolean;
  readonly alignValue: "left";
  readonly legend: Legend;
  readonly tooltip: { readonly mode: "single"; readonly sort: "none" };
}

export type Panel =
  | PanelBase<"timeseries", TimeSeriesOptions>
  | PanelBase<"stat", StatOptions>
  | PanelBase<"state-timeline", StateTimelineOptions>;

/** A heading, with the panels below it on the same level. */
export interface RowPanel {
  readonly type: "row";
  readonly id: number;
  readonly title: string;
  readonly collapsed: boolean;
  readonly gridPos: Place;
  readonly panels: readonly never[];
}
