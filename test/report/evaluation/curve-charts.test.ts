import { evaluatePredictions, superior } from "golden-pipeline/evaluation";
import { logLoss } from "golden-pipeline/metrics";
import { curveChart, curveSpec } from "golden-pipeline/report";
import { describe, expect, it } from "vitest";

const targets = Array.from({ length: 40 }, (_, row) => Number(row % 3 === 0));
const candidate = {
  ids: targets.map((_, row) => String(row)),
  outputs: targets.map((target, row) => 0.2 + 0.5 * target + (row % 7) / 100),
  targets,
};
const gate = superior<boolean>({ metric: logLoss() });
const report = evaluatePredictions({ candidate, candidateVersion: "candidate-a", metrics: [logLoss()], gate });

describe.each([
  ["calibration", "observed"],
  ["roc", "true positive rate"],
  ["precision-recall", "precision"],
] as const)("the chart of %s", (curve, axis) => {
  it("draws the report's curve under its title and axes", () => {
    const svg = curveChart(report, curve, "Mine");
    expect(svg).toContain("Mine");
    expect(svg).toContain(axis);
    expect(svg).toMatch(/class="(line|whisker) s0"[^>]*d="[^"]{20,}"/);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  });

  it("says so when the report has no such curve", () => {
    expect(curveChart({ ...report, curves: {} }, curve)).toContain("No data.");
  });
});

describe("the calibration chart", () => {
  it("has Wilson's interval and the rows of each bin", () => {
    const bin = { predicted: 0.25, observed: 0.3, rows: 50, low: 0.2, high: 0.3 };
    const svg = curveChart({ ...report, curves: { calibration: [bin] } }, "calibration");
    expect(svg).toContain("Rows by what was predicted");
    const { data } = curveSpec({ ...report, curves: { calibration: [bin] } }, "calibration") as {
      data: { values: readonly { low?: number; high?: number }[] };
    };
    // Wilson (1927): (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n) for 15 of 50, computed apart from this library
    expect(data.values[0]?.low).toBeCloseTo(0.19103553500880951, 12);
    expect(data.values[0]?.high).toBeCloseTo(0.437503504644534, 12);
  });
});
