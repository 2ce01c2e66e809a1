import fc from "fast-check";
import { createRandom } from "golden-pipeline";
import { prometheusText } from "golden-pipeline/adapters/prometheus";
import {
  createMonitor,
  type MonitorReference,
  type MonitorReport,
  monitorMetrics,
  monitorReference,
} from "golden-pipeline/monitoring";

import { describe, expect, it } from "vitest";

const random = createRandom(3);
const rowOf = (shift = 0, draw = random) => ({
  amount: 100 * draw() + shift,
  country: draw() < 0.7 ? "DE" : "FR",
  note: draw() < 0.1 ? null : "x",
});
const normal = Array.from({ length: 20_000 }, () => rowOf());
const outputs = normal.map(({ amount }) => amount / 200);
const targets = outputs.map((output) => (random() < output ? 1 : 0));
const reference = monitorReference({ rows: normal, outputs, targets });
const status = (report: MonitorReport, check: string) => report.checks.find((one) => one.check === check)?.status;

function watch(
  rows: number,
  make: (row: number) => ReturnType<typeof rowOf>,
  given: MonitorReference = reference,
): MonitorReport {
  const monitor = createMonitor({ reference: given });
  for (let row = 0; row < rows; row++)
    monitor.observe({ row: make(row), time: row * 1000, latencyMilliseconds: row % 100 });
  return monitor.report();
}

/** Labels of 25 days, 1200 a day, observed more or less often than predicted. */
function labelled(factor: number, seed = 1): MonitorReport {
  const draw = createRandom(seed);
  const monitor = createMonitor({ reference });
  for (let day = 0; day < 25; day++) {
    const weather = 1 + (draw() - 0.5) * 0.2;
    for (let row = 0; row < 1200; row++) {
      const output = 0.1 + 0.2 * draw();
      monitor.label({ output, target: draw() < output * factor * weather ? 1 : 0, cluster: `day ${day}` });
    }
  }
  return monitor.report();
}

describe("a monitor of inputs", () => {
  it("is quiet on traffic like the reference, also in small windows", () => {
    let alarms = 0;
    for (let seed = 0; seed < 60; seed++) {
      const draw = createRandom(seed);
      const report = watch(seed % 2 === 0 ? 600 : 2000, () => rowOf(0, draw));
      alarms += report.checks.filter((check) => check.status === "drift").length;
    }
    expect(alarms).toBe(0);
  });

  it("finds a shifted number, a missing column and a new category, each by name", () => {
    const report = watch(3000, (row) => ({
      amount: rowOf(30).amount,
      country: row % 20 === 0 ? "XX" : "DE",
      note: null,
    }));
    expect(status(report, "input amount")).toBe("drift");
    expect(status(report, "missing note")).toBe("drift");
    expect(status(report, "new categories country")).toBe("drift");
    expect(report.newCategories).toEqual({ country: { XX: 150 } });
    expect(status(report, "missing amount")).toBe("ok");
  });

  it("decides nothing on too few rows, and says how many it needs", () => {
    const report = watch(100, () => rowOf(500));
    expect(report.checks.every((check) => check.status === "insufficient-data")).toBe(true);
    expect(report.checks[0]?.message).toBe("100 rows, 500 are needed");
  });

  it("counts requests, errors, fallbacks and latencies", () => {
    const monitor = createMonitor({ reference });
    for (let row = 0; row < 1000; row++)
      monitor.observe({
        row: rowOf(),
        time: row,
        latencyMilliseconds: row,
        error: row % 10 === 0,
        fallback: row % 5 === 0,
      });
    const report = monitor.report();
    expect(report).toMatchObject({ rows: 1000, from: 0, to: 999, errorRate: 0.1, fallbackRate: 0.2 });
    expect(Math.abs((report.latency.p95 as number) / 950 - 1)).toBeLessThan(0.02);
  });
});

describe("a monitor of predictions and labels", () => {
  it("finds drifting predictions", () => {
    const monitor = createMonitor({ reference });
    for (let row = 0; row < 2000; row++) monitor.observe({ row: rowOf(), output: 0.45 + (row % 5) / 100, time: row });
    expect(status(monitor.report(), "prediction")).toBe("drift");
  });

  it("says that calibration drifts when things happen a tenth less often than predicted, though inputs do not drift", () => {
    const report = labelled(0.88);
    expect(status(report, "calibration")).toBe("drift");
    expect(report.checks.find(({ check }) => check === "calibration")?.message).toMatch(
      /points less often than predicted \(\d+ % of it\)/,
    );
    expect(status(labelled(1.15), "calibration")).toBe("drift");
  });

  it("is quiet about calibration when only days differ", () => {
    const drifts = Array.from({ length: 40 }, (_, seed) => status(labelled(1, seed), "calibration")).filter(
      (one) => one === "drift",
    );
    expect(drifts.length).toBeLessThanOrEqual(4);
  });

  it("waits for labels of enough days", () => {
    const monitor = createMonitor({ reference });
    for (let row = 0; row < 5000; row++) monitor.label({ output: 0.5, target: 0, cluster: `day ${row % 9}` });
    expect(status(monitor.report(), "calibration")).toBe("insufficient-data");
  });

  it("tells quality by day", () => {
    const monitor = createMonitor({ reference });
    monitor.label({ output: 0.5, target: 1, cluster: "b" });
    monitor.label({ output: 0.25, target: 0, cluster: "a" });
    expect(monitor.report().clusters).toEqual([
      { cluster: "a", rows: 1, predicted: 0.25, observed: 0, logLoss: -Math.log(0.75) },
      { cluster: "b", rows: 1, predicted: 0.5, observed: 1, logLoss: -Math.log(0.5) },
    ]);
  });
});

describe("monitors", () => {
  it("merged are the monitor of the whole, to the bit, however the traffic was divided", () => {
    const observation = fc.record({
      row: fc.record({
        amount: fc.option(fc.double({ min: -10, max: 210, noNaN: true })),
        country: fc.constantFrom("DE", "FR", "XX"),
        note: fc.constant("x"),
      }),
      output: fc.double({ min: 0, max: 1, noNaN: true }),
      time: fc.nat(),
      target: fc.constantFrom(0, 1),
      cluster: fc.constantFrom("a", "b", "c"),
      part: fc.nat(2),
      latencyMilliseconds: fc.nat(1000),
    });
    fc.assert(
      fc.property(fc.array(observation, { maxLength: 60 }), (observations) => {
        const whole = createMonitor({ reference, minimumRows: 1, minimumClusters: 2 });
        const parts = [0, 1, 2].map(() => createMonitor({ reference, minimumRows: 1, minimumClusters: 2 }));
        for (const one of observations)
          for (const monitor of [whole, parts[one.part] as typeof whole]) {
            monitor.observe(one);
            monitor.label(one);
          }
        const [first, ...others] = parts as [typeof whole, ...(typeof whole)[]];
        for (const other of others) first.merge(other);
        expect(first.report()).toEqual(whole.report());
      }),
      { numRuns: 50 },
    );
  });

  it("of different references are not merged", () => {
    const other = createMonitor({ reference: monitorReference({ rows: normal.slice(1) }) });
    expect(() => createMonitor({ reference }).merge(other)).toThrow("with the same reference");
  });
});

describe("a reference", () => {
  it("is plain JSON without a raw row, and needs at least one", () => {
    expect(JSON.parse(JSON.stringify(reference))).toEqual(reference);
    expect(() => monitorReference({ rows: [] })).toThrow("at least one reference row");
  });

  it("cuts numbers at their quantiles, and gives a value of its own bin that is very frequent", () => {
    const rows = Array.from({ length: 1000 }, (_, row) => ({ x: row < 800 ? 0 : row }));
    const { columns } = monitorReference({ rows });
    expect(columns.x).toMatchObject({ kind: "number", rows: 1000, missing: 0 });
    expect(columns.x?.counts.reduce((sum, count) => sum + count, 0)).toBe(1000);
  });
});

describe("a monitor's metrics", () => {
  it("are Prometheus text that a scraper can read", () => {
    const text = prometheusText(
      monitorMetrics(
        "shop",
        watch(1000, () => rowOf()),
      ),
    );
    for (const line of text.trimEnd().split("\n"))
      expect(line).toMatch(
        /^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[a-z_]+="[^"]*"(,[a-z_]+="[^"]*")*\})? -?[0-9.e+-]+)$/,
      );
    expect(text).toContain('model_window_rows{model="shop"} 1000');
  });
});
