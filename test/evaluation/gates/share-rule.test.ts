import { describe, expect, it } from "vitest";
import { doubtBy, shareRule } from "../../../src/evaluation/gates/share-rule.js";
import { recomputeGate } from "../../../src/evaluation/index.js";

const ruleOf = (count: number, rows = 40, maximum = 0.05) =>
  shareRule({ rule: "enough answered", what: "were not answered", count, rows, maximum });
const gate = (decision: "pass" | "fail" | "inconclusive") => ({
  decision,
  rules: [],
  minimumDetectableEffect: undefined,
});

describe("rows that say nothing", () => {
  it("are borne up to the share, that share included, and one more is doubt", () => {
    expect(ruleOf(0)).toMatchObject({ decision: "pass", message: "0 of 40 rows were not answered" });
    expect(ruleOf(2)).toMatchObject({ decision: "pass", numbers: { estimate: 0.95, limit: 0.95, standardError: 0 } });
    const over = ruleOf(3);
    expect(over.decision).toBe("inconclusive");
    expect(over.message).toBe("3 of 40 rows were not answered, at most 5 % may be");
    expect(over.numbers.estimate).toBeUndefined();
    expect(ruleOf(0, 0)).toMatchObject({ decision: "pass", numbers: { estimate: 1 } });
  });

  it("make no failed gate anything else, and leave a gate as it is where none is too many", () => {
    const passing = gate("pass");
    expect(doubtBy(passing, [ruleOf(1), ruleOf(2)])).toBe(passing);
    const doubtful = doubtBy(passing, [ruleOf(1), ruleOf(9)]);
    expect(doubtful).toMatchObject({ decision: "inconclusive", rules: [{ rule: "enough answered" }] });
    expect(doubtful.rules).toHaveLength(1);
    expect(doubtBy(gate("fail"), [ruleOf(9)]).decision).toBe("fail");
    expect(recomputeGate(doubtful)).toBe("inconclusive");
    expect(recomputeGate({ ...passing, rules: [ruleOf(2)] })).toBe("pass");
  });
});
