import { checkOptions } from "../../core/house.js";
import type { JsonObject } from "../../core/index.js";
import type { Alarm } from "../../ports/index.js";
import { position } from "../chart/chart-spec.js";
import { rowSpec } from "../rows/row-specs.js";
import { oldestFirst } from "./alarm-table.js";
import { type AlarmTimelineOptions, timelineRange, timelineRules, timelineTitle } from "./alarm-timeline.js";

/** The data of `alarmTimeline` as a Vega-Lite specification (version 6); alarms of one rule share a line. */
export function alarmSpec(alarms: readonly Alarm[], options: AlarmTimelineOptions = {}): JsonObject {
  checkOptions("alarm timeline", options, timelineRules);
  const sorted = oldestFirst(alarms);
  const [, to] = sorted.length === 0 ? [0, 0] : timelineRange(alarms, options);
  const values = sorted.map(({ rule, since, until, state, message }) => ({
    row: rule,
    since,
    until: until ?? to,
    state,
    message,
  }));
  const color = {
    field: "state",
    type: "nominal",
    title: null,
    scale: { domain: ["resolved", "firing", "pending"], range: ["#0b6b47", "#b3261e", "#7a4d00"] },
  };
  return rowSpec(
    options.title ?? timelineTitle,
    values,
    [{ mark: { type: "bar", tooltip: true }, encoding: { x2: { field: "until" }, color } }],
    position("since", "time (UTC)", "time"),
  );
}
