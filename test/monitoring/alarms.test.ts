import { type CheckResult, createAlarms, type MonitorReport } from "golden-pipeline/monitoring";
import { describe, expect, it } from "vitest";

const day = 86_400_000;
const reportOf = (window: number, statuses: Readonly<Record<string, CheckResult["status"]>>): MonitorReport => ({
  format: "monitor@1",
  from: window * day,
  to: (window + 1) * day,
  rows: 1000,
  labelled: 0,
  checks: Object.entries(statuses).map(([check, status]) => ({
    check,
    status,
    message: `window ${window}`,
    numbers: {},
  })),
  clusters: [],
  latency: { p50: 1, p95: 1, p99: 1 },
  errorRate: 0,
  fallbackRate: 0,
  newCategories: {},
});

describe("alarms", () => {
  it("fire once for a rule, go on while it holds, and are resolved when it is over", () => {
    const alarms = createAlarms();
    expect(alarms.update(reportOf(0, { calibration: "ok" }))).toEqual([]);
    expect(alarms.update(reportOf(1, { calibration: "drift" }))).toMatchObject([
      { rule: "calibration", state: "firing", since: 2 * day },
    ]);
    expect(alarms.update(reportOf(2, { calibration: "drift" }))).toEqual([]);
    expect(alarms.list()).toMatchObject([{ state: "firing", since: 2 * day, message: "window 2" }]);
    expect(alarms.update(reportOf(3, { calibration: "ok" }))).toMatchObject([
      { state: "resolved", since: 2 * day, until: 4 * day },
    ]);
    expect(alarms.update(reportOf(4, { calibration: "drift" }))).toMatchObject([{ state: "firing", since: 5 * day }]);
    expect(alarms.list()).toHaveLength(2);
  });

  it("wait for as many windows as asked, to begin and to end", () => {
    const alarms = createAlarms({ forWindows: 2, clearWindows: 2 });
    expect(alarms.update(reportOf(0, { x: "drift" }))).toMatchObject([{ state: "pending" }]);
    expect(alarms.update(reportOf(1, { x: "drift" }))).toMatchObject([{ state: "firing", since: day }]);
    expect(alarms.update(reportOf(2, { x: "ok" }))).toEqual([]);
    expect(alarms.update(reportOf(3, { x: "drift" }))).toEqual([]);
    expect(alarms.update(reportOf(4, { x: "ok" }))).toEqual([]);
    expect(alarms.update(reportOf(5, { x: "ok" }))).toMatchObject([{ state: "resolved" }]);
  });

  it("learn nothing from a window with too little data", () => {
    const alarms = createAlarms();
    alarms.update(reportOf(0, { x: "drift" }));
    expect(alarms.update(reportOf(1, { x: "insufficient-data" }))).toEqual([]);
    expect(alarms.list()).toMatchObject([{ state: "firing" }]);
  });

  it("refuse impossible options", () => {
    expect(() => createAlarms({ forWindows: 0 })).toThrow("`forWindows`");
  });
});
