import fc from "fast-check";
import { profileRows } from "golden-pipeline/dataset";
import { labelledOutputs, profileModel } from "golden-pipeline/model";
import { createMonitor, type Observation, type Outcome } from "golden-pipeline/monitoring";
import { describe, expect, it } from "vitest";
import { reference } from "./make.js";

const row = { amount: 5, country: "DE" };
const classes = profileModel({
  inputs: profileRows({ amount: "number" }, [{ amount: 1 }]),
  outputs: labelledOutputs("classes", ["a", "b"], Float64Array.of(0.5, 0.5)),
});

function observed(given: object, facts: typeof reference = reference): string {
  const monitor = createMonitor({ reference: facts });
  try {
    monitor.observe({ row, time: 0, ...given } as Observation);
  } catch (error) {
    // What is refused is not counted in part either.
    expect(monitor.toJSON()).toEqual(createMonitor({ reference: facts }).toJSON());
    return (error as Error).message;
  }
  return "counted";
}

function labelled(given: object): string {
  const monitor = createMonitor({ reference });
  try {
    monitor.label({ output: 0.5, target: true, cluster: "a", ...given } as Outcome);
  } catch (error) {
    return (error as Error).message;
  }
  return "counted";
}

describe("what is told of a request", () => {
  it.each([
    [
      "a time that is a date",
      { time: new Date(0) },
      "`time` to be milliseconds since 1970: a date gives them by `getTime()`",
    ],
    ["no time", { time: undefined }, "`time`"],
    ["NaN as time", { time: Number.NaN }, "`time`"],
    ["a time in seconds", { time: 1_700_000_000 }, "seconds? multiply by 1000"],
    [
      "a probability in percent",
      { output: 80 },
      "`output` to be a probability from 0 to 1 (percent? divide by 100), got 80",
    ],
    ["a probability below 0", { output: -0.1 }, "`output` to be a probability from 0 to 1, got -0.1"],
    [
      "a misspelt field",
      { latencyMillis: 5 },
      "no fields but row, output, decision, latencyMilliseconds, error, fallback, time, got `latencyMillis`",
    ],
    ["a latency that is text", { latencyMilliseconds: "5" }, "`latencyMilliseconds`"],
    ["a latency below 0", { latencyMilliseconds: -5 }, "`latencyMilliseconds`"],
    ["a latency that is NaN", { latencyMilliseconds: Number.NaN }, "`latencyMilliseconds`"],
    ["an error as error", { error: new Error("down") }, "`error` to be true or false"],
    ["a fallback's reason", { fallback: "timeout" }, "`fallback` to be true or false"],
    ["rows for a row", { row: [row] }, "the request's `row`"],
  ])("is refused, and nothing of it counted: %s", (_, given, message) => {
    expect(observed(given)).toContain(message);
  });

  it("is refused where one class's probability is in percent, naming the class", () => {
    expect(observed({ output: { a: 80, b: 20 } }, classes)).toContain("`output.a` to be a probability");
    expect(observed({ output: { a: 0.8, b: 0.2 } }, classes)).toBe("counted");
  });

  it("is counted where the model is at fault: NaN, nothing, another kind of answer", () => {
    for (const output of [Number.NaN, undefined, null, "yes", { a: 80 }]) expect(observed({ output })).toBe("counted");
  });

  it("may be any number where no probability is expected", () => {
    expect(observed({ output: 80 }, { format: "model-profile@1", inputs: reference.inputs } as never)).toBe("counted");
  });

  it("is taken whenever it is as documented", () => {
    fc.assert(
      fc.property(
        fc.record(
          {
            output: fc.double({ min: 0, max: 1 }),
            latencyMilliseconds: fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
            error: fc.boolean(),
            fallback: fc.boolean(),
            time: fc
              .date({ min: new Date("1971-01-01"), max: new Date("9999-12-31"), noInvalidDate: true })
              .map(Number),
          },
          { requiredKeys: [] },
        ),
        (given) => {
          expect(observed(given)).toBe("counted");
        },
      ),
    );
  });
});

describe("what is told of a label", () => {
  it.each([
    ["a probability in percent", { output: 80 }, "percent? divide by 100"],
    ["a misspelt field", { outptu: 0.5 }, "no fields but row, target, output, cluster, time, got `outptu`"],
  ])("is refused: %s", (_, given, message) => {
    expect(labelled(given)).toContain(message);
  });

  it("needs an output, and a target or a row to read it from", () => {
    const { label } = createMonitor({ reference });
    expect(() => label({ target: true, cluster: "a" } as never)).toThrow("`output` to be what was answered");
    expect(() => label({ output: 0.5, cluster: "a" } as never)).toThrow("a label with its `target`, or with the `row`");
    expect(() => label(null as never)).toThrow("a label as an object");
  });
});
