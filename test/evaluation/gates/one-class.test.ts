import { describe, expect, it } from "vitest";
import type { EvaluationRows } from "../../../src/evaluation/evaluation-rows.js";
import { doubtOneClass, oneClassOf } from "../../../src/evaluation/gates/one-class.js";
import { recomputeGate } from "../../../src/evaluation/index.js";
import { brierScore, meanAbsoluteError } from "../../../src/metrics/index.js";

const rowsOf = (targets: readonly number[]): EvaluationRows => ({
  targets: Float64Array.from(targets),
  outputs: Float64Array.from(targets, () => 0.5),
  clusters: undefined,
  labels: undefined,
});
const yesNo = [brierScore()] as const;

describe("rows of one class", () => {
  it("are named, and rows of several, none, or of plain numbers are not", () => {
    expect(oneClassOf(rowsOf([1, 1, 1]), yesNo)).toBe("yes");
    expect(oneClassOf(rowsOf([0, 0]), yesNo)).toBe("no");
    expect(oneClassOf(rowsOf([0, 1, 0]), yesNo)).toBeUndefined();
    expect(oneClassOf(rowsOf([1, 1, 0]), yesNo)).toBeUndefined();
    expect(oneClassOf(rowsOf([]), yesNo)).toBeUndefined();
    expect(oneClassOf(rowsOf([1, 1]), [meanAbsoluteError()])).toBeUndefined();
    expect(oneClassOf(rowsOf([1, 1]), [meanAbsoluteError(), brierScore()])).toBe("yes");
    expect(oneClassOf(rowsOf([7, 7]), yesNo)).toBeUndefined();
  });

  it("let no gate pass, also when it is decided again, and leave a gate alone that has no rules or rows of several classes", () => {
    const rule = { rule: "at least", kind: "at-least" as const, decision: "pass" as const, message: "", numbers: {} };
    const passing = { decision: "pass" as const, rules: [rule], minimumDetectableEffect: undefined };
    const doubtful = doubtOneClass(passing, "yes", 40);
    expect(doubtful.decision).toBe("inconclusive");
    expect(doubtful.rules.at(-1)).toMatchObject({
      kind: "class-count",
      decision: "inconclusive",
      numbers: { classes: 1, rows: 40 },
    });
    expect(doubtful.rules.at(-1)?.message).toContain('all 40 targets are "yes"');
    expect(recomputeGate({ ...doubtful, rules: doubtful.rules.slice(1) })).toBe("inconclusive");
    const several = doubtful.rules.slice(1).map((one) => ({ ...one, numbers: { classes: 2, rows: 40 } }));
    expect(recomputeGate({ ...doubtful, rules: several })).toBe("pass");
    expect(doubtOneClass({ ...passing, decision: "fail" }, "no", 3).decision).toBe("fail");
    expect(doubtOneClass(passing, undefined, 40)).toBe(passing);
    const empty = { ...passing, rules: [] };
    expect(doubtOneClass(empty, "yes", 40)).toBe(empty);
  });
});
