import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isLoggedOutput, outputsFromLog } from "../../src/model/house.js";
import {
  jsonOutputs,
  labelledOutputs,
  numericOutputs,
  type Outputs,
  outputAt,
  textOutputs,
} from "../../src/model/index.js";

const probability = fc.double({ min: 0, max: 1, noNaN: true });
const labels = fc.uniqueArray(fc.string(), { minLength: 2, maxLength: 4, selector: (label) => label });

const outputs: fc.Arbitrary<Outputs> = fc.oneof(
  fc.array(probability, { minLength: 1 }).map((values) => numericOutputs("binary", Float64Array.from(values))),
  fc
    .array(fc.double({ noNaN: true }), { minLength: 1 })
    .map((values) => numericOutputs("number", Float64Array.from(values))),
  labels.chain((names) =>
    fc
      .array(fc.array(probability, { minLength: names.length, maxLength: names.length }), {
        minLength: 1,
        maxLength: 5,
      })
      .map((rows) => labelledOutputs("label-sets", names, Float64Array.from(rows.flat()))),
  ),
  fc.array(fc.string(), { minLength: 1 }).map(textOutputs),
  fc.array(fc.dictionary(fc.string(), fc.integer()), { minLength: 1 }).map(jsonOutputs),
);

describe("outputs that were logged", () => {
  it("come back as they were", () => {
    fc.assert(
      fc.property(outputs, (given) => {
        const logged = Array.from({ length: given.rows }, (_, row) => outputAt(given, row));
        for (const one of logged) expect(isLoggedOutput(given.task, one)).toBe(true);
        const names = "labels" in given ? given.labels : undefined;
        expect(outputsFromLog("test", given.task, logged, names)).toEqual(given);
      }),
    );
  });

  it("of another task are none", () => {
    for (const output of [undefined, null, "0.5", { yes: 0.5 }, [0.5], true])
      expect(isLoggedOutput("binary", output)).toBe(false);
    for (const output of [0.5, "spam", { spam: "0.5" }, null, [1]])
      expect(isLoggedOutput("classes", output)).toBe(false);
    expect(isLoggedOutput("vector", [1, "2"])).toBe(false);
    expect(isLoggedOutput("text", 1)).toBe(false);
  });

  it("are refused where a probability is none, or vectors differ in length", () => {
    expect(() => outputsFromLog("test", "binary", [40])).toThrow("percent? divide by 100");
    expect(() => outputsFromLog("test", "classes", [{ a: 0.5, b: 0.4 }])).toThrow("sum to 1");
    expect(() => outputsFromLog("test", "vector", [[1, 2], [3]])).toThrow("4 numbers, 2 a row");
  });
});
