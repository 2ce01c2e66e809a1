import type { VizLegendOptions } from "@grafana/grafana-foundation-sdk/common";
import {
  type Dashboard,
  defaultDashboard,
  type Panel as SdkPanel,
  type RowPanel as SdkRow,
} from "@grafana/grafana-foundation-sdk/dashboard";
import type { Dataquery } from "@grafana/grafana-foundation-sdk/prometheus";
import type { Options as SdkStat } from "@grafana/grafana-foundation-sdk/stat";
import type { Options as SdkStateTimeline } from "@grafana/grafana-foundation-sdk/statetimeline";
import type { Options as SdkTimeSeries } from "@grafana/grafana-foundation-sdk/timeseries";
import { type GrafanaDashboard, grafanaDashboards } from "golden-pipeline/adapters/grafana";
import { describe, expect, expectTypeOf, it } from "vitest";
import type {
  Legend,
  Panel,
  RowPanel,
  StateTimelineOptions,
  StatOptions,
  Target,
  TimeSeriesOptions,
} from "../../../src/adapters/grafana/panel.js";

/** As JSON has it: enumerations by their values, nothing changed in place, no methods. */
type Json<T> = T extends string
  ? `${T}`
  : T extends number | boolean | null | undefined
    ? T
    : T extends readonly (infer Item)[]
      ? readonly Json<Item>[]
      : T extends object
        ? { readonly [Name in keyof T as Name extends `_${string}` ? never : Name]: Json<T[Name]> }
        : T;

describe("dashboards, to Grafana's foundation SDK", () => {
  it("are what its types call dashboards, panels, queries and options", () => {
    expectTypeOf<Omit<GrafanaDashboard, "panels">>().toExtend<Json<Omit<Dashboard, "panels">>>();
    expectTypeOf<Omit<Panel, "targets">>().toExtend<Json<Omit<SdkPanel, "targets">>>();
    expectTypeOf<RowPanel>().toExtend<Json<SdkRow>>();
    expectTypeOf<Target>().toExtend<Json<Dataquery>>();
    expectTypeOf<Legend>().toExtend<Json<VizLegendOptions>>();
    expectTypeOf<TimeSeriesOptions>().toExtend<Json<SdkTimeSeries>>();
    expectTypeOf<StatOptions>().toExtend<Json<SdkStat>>();
    // @ts-expect-error a row without an id
    expectTypeOf<Omit<RowPanel, "id">>().toExtend<Json<SdkRow>>();
    // @ts-expect-error a place of a legend that there is none
    expectTypeOf<Omit<Legend, "placement"> & { readonly placement: "left" }>().toExtend<Json<VizLegendOptions>>();
    expectTypeOf<StateTimelineOptions>().toExtend<Json<SdkStateTimeline>>();
  });

  it("are of no newer schema than it writes", () => {
    for (const { schemaVersion } of Object.values(grafanaDashboards({ model: "buyers" })))
      expect(schemaVersion).toBeLessThanOrEqual(defaultDashboard().schemaVersion);
  });
});
