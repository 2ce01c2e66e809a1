import { describe, expect, it } from "vitest";
import { exampleReport } from "../../src/testing/example-version.js";
import { matchers } from "../../src/testing/index.js";

expect.extend(matchers);

const failure = (assertion: () => void): string => {
  try {
    assertion();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("the assertion passed");
};

describe("toMatchAnswer", () => {
  it("takes an answer in free text, in the shape of the gold", () => {
    expect("-32.82%").toMatchAnswer("-32%");
    expect("32%").not.toMatchAnswer("-32%");
    expect("-33%").not.toMatchAnswer("-32%");
    expect("-33%").toMatchAnswer("-32%", { relativeTolerance: 0.05 });
  });

  it("says the rule and how far off the answer is", () => {
    expect(failure(() => expect("-40%").toMatchAnswer("-32%"))).toMatchInlineSnapshot(`
      "Expected "-40%" to match the answer "-32%"
      rule: beyond-tolerance
      read: -40%, gold: -32%
      absolute error 8, relative error 0.25"
    `);
    expect(failure(() => expect("-32%").not.toMatchAnswer("-32%"))).toMatchInlineSnapshot(`
      "Expected "-32%" not to match the answer "-32%"
      rule: equal
      read: -32%, gold: -32%
      absolute error 0, relative error 0"
    `);
    expect(failure(() => expect(32).toMatchAnswer("-32%"))).toMatchInlineSnapshot(
      `"Expected an answer as text, got 32"`,
    );
  });
});

describe("toPassGate", () => {
  it("takes a report whose gate passed, and none that is inconclusive", () => {
    expect(exampleReport("candidate-1", "pass")).toPassGate();
    expect(exampleReport("candidate-1", "fail")).not.toPassGate();
    expect(exampleReport("candidate-1", "inconclusive")).not.toPassGate();
  });

  it("says each rule with its numbers, and the smallest effect that would have been found", () => {
    const { gate } = exampleReport("candidate-1", "fail");
    expect(failure(() => expect({ gate }).toPassGate())).toMatchInlineSnapshot(`
      "Expected the gate to pass, got fail
      fail: log loss: 0.4, at most 0.5 (value 0.4)
      minimum detectable effect: unknown"
    `);
    const found = { gate: { ...gate, minimumDetectableEffect: 0.0123456789 } };
    expect(failure(() => expect(found).toPassGate())).toContain("minimum detectable effect: 0.0123457");
  });
});

describe("toBeCalibrated", () => {
  const outputs = [0.25, 0.25, 0.25, 0.25, 0.75, 0.75];
  const targets = [true, false, false, false, true, false];

  it("takes shares that agree with what was observed up to the tolerance", () => {
    // By hand: the bin of 0.25 is exact, the bin of 0.75 is 0.25 off in 2 of 6 rows.
    expect({ outputs, targets }).toBeCalibrated({ tolerance: 0.0834 });
    expect({ outputs, targets }).not.toBeCalibrated({ tolerance: 0.0833 });
    expect({ outputs: [], targets: [] }).not.toBeCalibrated({ tolerance: 1 });
  });

  it("says the error and where it comes from", () => {
    expect(failure(() => expect({ outputs, targets }).toBeCalibrated({ tolerance: 0.01 }))).toMatchInlineSnapshot(`
      "Expected predictions to be calibrated within 0.01
      expected calibration error: 0.0833333 over 6 rows in 10 bins
      predicted 0.25, observed 0.25 (4 rows)
      predicted 0.75, observed 0.5 (2 rows)"
    `);
  });

  it("refuses wrong use with and without `not`", () => {
    const wrong = [
      () => expect({ outputs, targets }).not.toBeCalibrated({ tolerance: Number.NaN }),
      () => expect({ outputs: [1.5], targets: [true] }).not.toBeCalibrated({ tolerance: 0.1 }),
      () => expect({ outputs: [Number.NaN], targets: [true] }).not.toBeCalibrated({ tolerance: 0.1 }),
      () => expect({ outputs, targets: [true] }).not.toBeCalibrated({ tolerance: 0.1 }),
    ];
    for (const assertion of wrong) expect(assertion).toThrow("[golden-pipeline] [toBeCalibrated] Expected");
  });
});
