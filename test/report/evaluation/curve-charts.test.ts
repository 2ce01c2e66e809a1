import { evaluatePredictions, superior } from "golden-pipeline/evaluation";
import { logLoss } from "golden-pipeline/metrics";
import { calibrationChart, precisionRecallChart, rocChart } from "golden-pipeline/report";
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
  ["calibration", calibrationChart, "observed"],
  ["ROC", rocChart, "true positive rate"],
  ["precision and recall", precisionRecallChart, "precision"],
] as const)("the chart of %s", (_, chart, axis) => {
  it("draws the report's curve under its title and axes", () => {
    const svg = chart(report, "Mine");
    expect(svg).toContain("Mine");
    expect(svg).toContain(axis);
    expect(svg).toMatch(/class="line s0"[^>]*(points|d)="[^"]{20,}"/);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  });

  it("says so when the report has no such curve", () => {
    expect(chart({ ...report, curves: {} })).toContain("No data.");
  });
});
