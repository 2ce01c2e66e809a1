import fc from "fast-check";
import { profileRows } from "golden-pipeline/dataset";
import {
  jsonOutputs,
  numericOutputs,
  type Outputs,
  outputAt,
  profileModel,
  textOutputs,
  UnansweredError,
  type UnansweredRow,
} from "golden-pipeline/model";
import { describe, expect, it } from "vitest";
import { calibrate, checkOutputs, decidedAt, takeUnanswered, unansweredAt } from "../../src/model/house.js";

const late = (row: number): UnansweredRow => ({ row, kind: "timeout", reason: "too late" });
const binary = (values: number[], unanswered?: readonly UnansweredRow[]): Outputs => ({
  task: "binary",
  rows: values.length,
  width: 1,
  values: Float64Array.from(values),
  ...(unanswered && { unanswered }),
});

describe("rows without an answer", () => {
  it("have no output and no decision, whatever stands in their place", () => {
    const of: Outputs[] = [
      { ...textOutputs(["a", "placeholder"]), unanswered: [late(1)] },
      { ...jsonOutputs([{ a: 1 }, { b: 1 }]), unanswered: [late(1)] },
      { ...numericOutputs("number", Float64Array.of(1, 7)), unanswered: [late(1)] },
      binary([0.9, Number.NaN], [late(1)]),
    ];
    for (const outputs of of) {
      expect(checkOutputs("test", outputs, 2)).toBe(outputs);
      expect([outputAt(outputs, 1), decidedAt({ threshold: 0.5 }, outputs, 1)]).toEqual([null, null]);
      expect(outputAt(outputs, 0)).not.toBeNull();
    }
  });

  it("are not checked as numbers, and the others still are", () => {
    const classes = (values: number[]): Outputs => ({
      task: "classes",
      rows: 2,
      width: 2,
      labels: ["a", "b"],
      values: Float64Array.from(values),
      unanswered: [late(1)],
    });
    const nothing = [Number.NaN, Number.NaN];
    expect(() => checkOutputs("test", classes([0.5, 0.5, ...nothing]))).not.toThrow();
    expect(() => checkOutputs("test", classes([0.5, 0.1, ...nothing]))).toThrow("sum to 1 in row 0");
    expect(() => checkOutputs("test", binary([Number.NaN, Number.NaN], [late(1)]))).toThrow("a number for row 0");
  });

  it("stay what they are when probabilities are recalibrated", () => {
    const outputs = calibrate({ calibration: { slope: 1, intercept: 0 } }, binary([0.5, Number.NaN], [late(1)]));
    expect(checkOutputs("test", outputs).unanswered).toEqual([late(1)]);
  });

  it("are refused where they do not rise, are no rows, are none, or do not say why", () => {
    const refused = (unanswered: unknown, words: string): void =>
      expect(() => checkOutputs("test", { ...binary([0, 1]), unanswered } as never)).toThrow(words);
    refused([], "to list rows, or to be left out");
    refused("all", "to list rows");
    refused([late(1), late(0)], "rising rows below 2");
    refused([late(1), late(1)], "rising rows below 2");
    refused([late(2)], "rising rows below 2");
    refused([late(0.5)], "rising rows below 2");
    refused([null], "rising rows below 2");
    refused([{ row: 0, kind: "moody", reason: "?" }], "a `kind` (rate-limit, timeout");
    refused([{ row: 0, kind: "timeout" }], "a `reason`");
  });

  it("are found among any rows, and follow them when some are taken", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(40)), fc.uniqueArray(fc.nat(40)), (missing, kept) => {
        const unanswered = missing.sort((a, b) => a - b).map(late);
        const taken = takeUnanswered({ unanswered }, kept);
        kept.forEach((from, row) => {
          expect(unansweredAt({ unanswered }, from) !== undefined).toBe(missing.includes(from));
          expect(unansweredAt(taken, row)?.row).toBe(missing.includes(from) ? row : undefined);
        });
        expect(taken.unanswered?.length ?? 0).toBe(kept.filter((row) => missing.includes(row)).length);
      }),
    );
    expect(takeUnanswered({ unanswered: [late(3)] }, [0, 1])).toEqual({});
  });

  it("say nothing of what is normal", () => {
    const inputs = profileRows({ size: "number" }, [{ size: 1 }]);
    const targets = { task: "binary" as const, rows: 3, values: Float64Array.of(1, 0, 1) };
    const three = profileModel({ inputs, outputs: binary([0.9, Number.NaN, 0.8], [late(1)]), targets });
    const two = profileModel({
      inputs,
      outputs: binary([0.9, 0.8]),
      targets: { ...targets, rows: 2, values: Float64Array.of(1, 1) },
    });
    expect(three).toEqual(two);
  });

  it("are an error with its kind where one row was asked about", () => {
    const error = new UnansweredError("late@1", { kind: "refused", reason: "not of this" });
    expect(error.message).toContain("[late@1] Expected an answer, got none (refused): not of this");
    expect([error.kind, UnansweredError.isInstance(error), UnansweredError.isInstance(new Error())]).toEqual([
      "refused",
      true,
      false,
    ]);
  });
});
