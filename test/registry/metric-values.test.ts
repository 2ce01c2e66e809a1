import { describe, expect, it } from "vitest";
import { metricValues } from "../../src/registry/metric-values.js";
import { exampleReport } from "../../src/testing/example-version.js";

describe("the metrics of a manifest", () => {
  it("are those that have a value", () => {
    const metric = { unit: undefined, better: "lower" as const };
    const metrics = { loss: { ...metric, value: 0 }, recall: { ...metric, value: undefined } };
    expect(metricValues({ ...exampleReport("candidate-1"), metrics } as never)).toStrictEqual({ loss: 0 });
  });
});
