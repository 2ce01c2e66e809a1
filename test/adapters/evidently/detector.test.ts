import { evidentlyDetector, evidentlyDrift } from "golden-pipeline/adapters/evidently";
import { profileRows } from "golden-pipeline/dataset";
import { profileModel } from "golden-pipeline/model";
import { createMonitor } from "golden-pipeline/monitoring";
import { detectorChecks } from "golden-pipeline/testing";
import { describe, expect, it } from "vitest";
import { frames, rowsOf } from "./frames.js";

describe("the detector", () => {
  for (const watch of ["inputs", "outputs"] as const)
    for (const { name, run } of detectorChecks(() => evidentlyDetector({ watch }), { windows: 20 }))
      it(`${watch}: ${name}`, run);

  const frame = frames()[4];
  if (frame === undefined) throw new Error("no frame");
  const [before, now] = [rowsOf(frame.reference), rowsOf(frame.current)];
  const columns = { normal: "number", whole: "integer", few: "integer", rare: "text", flag: "boolean" } as const;
  const reference = profileModel({ inputs: profileRows(columns, before) });
  const monitor = createMonitor({ reference });
  for (const [at, row] of now.entries()) monitor.observe({ row, output: 0.5, time: at * 1000 });
  const window = monitor.window();

  it("chooses tests as it is done with rows, and scores categories and few numbers as with them", () => {
    const found = evidentlyDetector().check({ reference, window });
    const exact = evidentlyDrift(before, now).columns;
    for (const column of ["few", "flag"]) {
      const { score, test } = exact.find((one) => one.column === column) ?? {};
      const finding = found.find(({ check }) => check === `evidently input ${column}`);
      expect(finding?.message).toMatch(new RegExp(`^${test} `));
      expect(finding?.numbers.value).toBeCloseTo(score ?? Number.NaN, 12);
    }
    for (const column of ["normal", "whole"]) {
      const finding = found.find(({ check }) => check === `evidently input ${column}`);
      expect(finding?.message).toMatch(/^ks /);
    }
  });

  it("comes near the scores of rows where it knows but bins", () => {
    const tests = { normal: "wasserstein", whole: "jensenshannon" } as const;
    const found = evidentlyDetector({ tests }).check({ reference, window });
    for (const { column, score } of evidentlyDrift(before, now, { tests }).columns.slice(0, 3)) {
      const finding = found.find(({ check }) => check === `evidently input ${column}`);
      if (finding) expect(Math.abs((finding.numbers.value ?? 9) - (score ?? 0)), column).toBeLessThan(0.05);
    }
  });

  it("decides nothing where a test cannot be made, and says why", () => {
    const [, , , , flag, all] = [...evidentlyDetector({ tests: { flag: "g_test" } }).check({ reference, window })];
    expect(flag).toMatchObject({ status: "insufficient-data", message: expect.stringMatching(/as many current rows/) });
    expect(all).toMatchObject({ check: "evidently inputs", numbers: { columns: 4 } });
  });
});
