import {
  calibrationDrift,
  defaultDetectors,
  inputDrift,
  missingValues,
  newValues,
  outputDrift,
  qualityDrift,
  serviceRates,
} from "golden-pipeline/monitoring";
import { detectorChecks } from "golden-pipeline/testing";
import { describe, expect, it } from "vitest";

const detectors = {
  inputDrift,
  outputDrift,
  missingValues,
  newValues,
  calibrationDrift,
  qualityDrift,
  "qualityDrift of a measure": () => qualityDrift({ measure: "log loss" }),
  serviceRates,
  "serviceRates with all limits": () =>
    serviceRates({ minimumRequestsPerHour: 50, maximumRequestsPerHour: 70, maximumMilliseconds: 100 }),
};

for (const [name, create] of Object.entries(detectors))
  describe(name, () => {
    for (const check of detectorChecks(() => create())) it(check.name, check.run);
  });

describe("the default detectors", () => {
  it("have ids of their own and share their minima", () => {
    const ids = defaultDetectors({ minimumRows: 10, minimumClusters: 2 }).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(() => defaultDetectors({ minimumRows: 0 })).toThrow("`minimumRows`");
  });
});

describe("options of detectors", () => {
  it("are checked when they are made", () => {
    expect(() => inputDrift({ alpha: 5 })).toThrow("`alpha` to be a number between 0 and 1");
    expect(() => outputDrift({ minimumIndex: Number.NaN })).toThrow("`minimumIndex`");
    expect(() => missingValues({ tolerance: 0 })).toThrow("`tolerance`");
    expect(() => newValues({ minimumRows: 0.5 })).toThrow("`minimumRows`");
    expect(() => calibrationDrift({ numberTolerance: -1 })).toThrow("`numberTolerance`");
    expect(() => qualityDrift({ expected: Number.NaN })).toThrow("`expected`");
    expect(() => serviceRates({ maximumErrorRate: 1 })).toThrow("`maximumErrorRate`");
    expect(() => inputDrift({ minimumRow: 5 } as never)).toThrow("only the options `minimumRows`");
  });
});
