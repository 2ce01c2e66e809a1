import { profileRows } from "../../src/dataset/index.js";
import { numericOutputs, profileModel } from "../../src/model/index.js";
import type { MonitorReport, Observation } from "../../src/monitoring/index.js";

const rows = Array.from({ length: 1000 }, (_, row) => ({ amount: row % 100, country: row % 3 === 0 ? "FR" : "DE" }));

export const reference = profileModel({
  inputs: profileRows({ amount: "number", country: "text" }, rows),
  outputs: numericOutputs(
    "binary",
    Float64Array.from(rows, ({ amount }) => amount / 100),
  ),
});

export const hour = 3_600_000;

/** Request number `request`, one a minute. */
export function observationOf(request: number): Observation {
  return {
    row: rows[request % 1000] as object,
    output: (request % 100) / 100,
    time: request * 60_000,
    latencyMilliseconds: 3,
  };
}

/** A window whose quality is bad. */
export function brokenReport(window: number): MonitorReport {
  return {
    format: "monitor-report@1",
    window: window * hour,
    from: window * hour,
    to: (window + 1) * hour,
    rows: 1000,
    labelled: 1000,
    checks: [{ check: "quality", status: "drift", message: `window ${window}`, numbers: {} }],
    clusters: [],
    latency: { p50: 1, p95: 1, p99: 1 },
    errorRate: 0,
    fallbackRate: 0,
    newCategories: {},
  };
}
