import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { metricKey, readMetricKey, stepKey } from "../../../src/adapters/wandb/metric-key.js";
import { safeName, wandbRunId } from "../../../src/adapters/wandb/run-name.js";

const odd = fc.string({ unit: fc.constantFrom("_", "x", "/", "2", "5", "f", "step", "a", ".") });

describe("names in W&B", () => {
  it("of metrics can be read back, and are never those of steps", () => {
    fc.assert(
      fc.property(odd, odd, (stage, name) => {
        const key = metricKey({ stage, name });
        expect(readMetricKey(key)).toEqual({ stage, name });
        expect(key).not.toBe(stepKey(stage));
      }),
    );
    expect(metricKey({ stage: "acme/search", name: "loss.train" })).toBe("acme/search/loss.train");
    for (const key of ["_step", "_timestamp", stepKey("train")]) expect(readMetricKey(key)).toBeUndefined();
  });

  it("of runs are what W&B takes, as they are or marked with a digest", () => {
    expect(wandbRunId("night-1.a")).toBe("night-1.a");
    expect(wandbRunId("night-1/trial-0")).toMatch(/^night-1-trial-0-[0-9a-f]{16}$/);
    expect(wandbRunId("night-1/trial-0")).not.toBe(wandbRunId("night-1-trial/0"));
    for (const text of ["", "..", "ä", "x".repeat(65), "a:b", "it's"])
      expect(wandbRunId(text)).toMatch(/^[\w.-]{17,64}$/);
    expect(safeName("notes.txt", 128)).toBe("notes.txt");
  });
});
