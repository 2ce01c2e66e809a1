import { describe, expect, it } from "vitest";
import { decideRule, type RuleNumbers, recomputeGate, ruleBounds } from "../../../src/evaluation/gates/decide-rule.js";

const numbers = (some: Partial<RuleNumbers> = {}): RuleNumbers => ({
  estimate: 0,
  standardError: 0,
  degreesOfFreedom: 30,
  clusters: 31,
  minimumClusters: 20,
  alpha: 0.05,
  limit: 0,
  low: undefined,
  high: undefined,
  ...some,
});
const kinds = ["superior", "non-inferior", "at-least", "at-most"] as const;

describe("a rule on an estimate", () => {
  it("knows its bounds by Student's t: for 10 degrees of freedom 1.812 standard errors at level .05", () => {
    const bounds = ruleBounds({ estimate: 5, standardError: 2, degreesOfFreedom: 10 }, 0.05);
    expect(bounds?.low).toBeCloseTo(5 - 2 * 1.8124611228, 8);
    expect(bounds?.high).toBeCloseTo(5 + 2 * 1.8124611228, 8);
  });

  it("has no bounds without an estimate, a standard error or a degree of freedom", () => {
    const known = { estimate: 5, standardError: 2, degreesOfFreedom: 1 };
    expect(ruleBounds(known, 0.05)).toBeDefined();
    for (const missing of ["estimate", "standardError", "degreesOfFreedom"])
      expect(ruleBounds({ ...known, [missing]: undefined }, 0.05)).toBeUndefined();
    expect(ruleBounds({ ...known, degreesOfFreedom: 0.99 }, 0.05)).toBeUndefined();
  });

  it("passes `at least` and `at most` with a bound on the limit itself; a comparison only beyond it, and none fails there", () => {
    const known = { estimate: 5, standardError: 2, degreesOfFreedom: 10 };
    const { low, high } = ruleBounds(known, 0.05) ?? { low: Number.NaN, high: Number.NaN };
    const against = (limit: number) => kinds.map((kind) => decideRule(kind, numbers({ ...known, limit })));
    expect(against(low)).toEqual(["inconclusive", "inconclusive", "pass", "inconclusive"]);
    expect(against(high)).toEqual(["inconclusive", "inconclusive", "inconclusive", "pass"]);
    expect(against(low - 1e-9)).toEqual(["pass", "pass", "pass", "fail"]);
    expect(against(high + 1e-9)).toEqual(["fail", "fail", "fail", "pass"]);
  });

  it("is passed beyond the limit, failed on its other side and doubted across it", () => {
    const decide = (kind: (typeof kinds)[number], estimate: number) =>
      decideRule(kind, numbers({ estimate, standardError: 1, limit: 10 }));
    for (const kind of ["superior", "non-inferior", "at-least"] as const) {
      expect([15, 11, 9, 5].map((estimate) => decide(kind, estimate))).toEqual([
        "pass",
        "inconclusive",
        "inconclusive",
        "fail",
      ]);
    }
    expect([15, 11, 9, 5].map((estimate) => decide("at-most", estimate))).toEqual([
      "fail",
      "inconclusive",
      "inconclusive",
      "pass",
    ]);
  });

  it("holds exactly on the limit for `at least` and `at most`, where it is no gain yet for a comparison", () => {
    expect(kinds.map((kind) => decideRule(kind, numbers({ estimate: 3, limit: 3 })))).toEqual([
      "inconclusive",
      "inconclusive",
      "pass",
      "pass",
    ]);
    expect(kinds.map((kind) => decideRule(kind, numbers({ estimate: 3.001, limit: 3 })))).toEqual([
      "pass",
      "pass",
      "pass",
      "fail",
    ]);
    expect(kinds.map((kind) => decideRule(kind, numbers({ estimate: 2.999, limit: 3 })))).toEqual([
      "fail",
      "fail",
      "fail",
      "pass",
    ]);
  });

  it("is inconclusive without an estimate, a standard error or a degree of freedom, and decides with one", () => {
    for (const missing of ["estimate", "standardError", "degreesOfFreedom"] as const)
      for (const kind of kinds)
        expect(decideRule(kind, numbers({ limit: -5, [missing]: undefined }))).toBe("inconclusive");
    expect(decideRule("superior", numbers({ limit: -5, degreesOfFreedom: 0 }))).toBe("inconclusive");
    expect(decideRule("superior", numbers({ limit: -5, degreesOfFreedom: 1 }))).toBe("pass");
  });

  it("needs its clusters, all of them and no more; rows without clusters count as independent", () => {
    const decide = (clusters: number | undefined) =>
      decideRule("superior", numbers({ limit: -5, clusters, minimumClusters: 20 }));
    expect([19, 20, 21, undefined].map(decide)).toEqual(["inconclusive", "pass", "pass", "pass"]);
  });
});

describe("a slice's rule", () => {
  const slice = {
    estimate: -0.1,
    limit: -0.02,
    alpha: 0.05,
    adjustedPValue: 0.01,
    rows: 30,
    minimumRows: 30,
    whenSmall: 0,
  };
  const decide = (some: object) => decideRule("slice-guard", { ...slice, ...some });

  it("fails a drop beyond the limit that is shown at level alpha, and doubts one that is only seen", () => {
    expect(decide({})).toBe("fail");
    expect(decide({ adjustedPValue: 0.049999 })).toBe("fail");
    expect(decide({ adjustedPValue: 0.05 })).toBe("inconclusive");
    expect(decide({ adjustedPValue: undefined })).toBe("inconclusive");
    expect(decide({ estimate: -0.02 })).toBe("pass");
    expect(decide({ estimate: -0.0201 })).toBe("fail");
  });

  it("tells of rows that are too few as it was asked to", () => {
    expect([0, 1, 2, 3, undefined].map((whenSmall) => decide({ rows: 29, whenSmall }))).toEqual([
      "pass",
      "inconclusive",
      "fail",
      "inconclusive",
      "inconclusive",
    ]);
    expect(decide({ rows: 30, whenSmall: 0 })).toBe("fail");
  });

  it("is inconclusive when a number is missing", () => {
    for (const [decided, sure] of [
      ["pass", { estimate: 1, adjustedPValue: 1 }],
      ["fail", { estimate: -1, adjustedPValue: 0 }],
    ] as const) {
      expect(decide(sure)).toBe(decided);
      for (const missing of ["estimate", "limit", "alpha"] as const)
        expect(decide({ ...sure, [missing]: undefined })).toBe("inconclusive");
    }
  });
});

describe("a rule on counts", () => {
  it("bears as many new failures as its maximum, none of them where it is 0", () => {
    const decide = (count?: number, maximum?: number) =>
      decideRule("new-failures", {
        ...(count !== undefined && { count }),
        ...(maximum !== undefined && { maximum }),
      });
    expect([decide(0, 0), decide(1, 0), decide(3, 3), decide(4, 3)]).toEqual(["pass", "fail", "pass", "fail"]);
    expect([decide(undefined, 3), decide(3)]).toEqual(["inconclusive", "inconclusive"]);
  });

  it("trusts a judge that may decide alone", () => {
    expect(
      [1, 0, undefined].map((mayDecide) =>
        decideRule("judge-trust", { ...(mayDecide !== undefined && { mayDecide }) }),
      ),
    ).toEqual(["pass", "inconclusive", "inconclusive"]);
  });
});

describe("a gate decided again from its report", () => {
  const rule = (kind: "new-failures" | "judge-trust", of: { readonly [name: string]: number }) => ({
    rule: kind,
    kind,
    decision: "pass" as const,
    message: "",
    numbers: of,
  });
  const pass = rule("new-failures", { count: 0, maximum: 0 });
  const fail = rule("new-failures", { count: 1, maximum: 0 });
  const doubt = rule("judge-trust", { mayDecide: 0 });
  const decide = (...rules: (typeof pass)[]) =>
    recomputeGate({ decision: "pass", rules, minimumDetectableEffect: undefined });

  it("is as good as its worst rule, whatever decision stands in it, and undecided without rules", () => {
    expect(decide(pass, pass)).toBe("pass");
    expect(decide(pass, doubt)).toBe("inconclusive");
    expect(decide(doubt, fail, pass)).toBe("fail");
    expect(decide()).toBe("inconclusive");
  });

  it("is the same from JSON, where what is no number has become null", () => {
    const values = [-1, 2, Number.NaN, Number.POSITIVE_INFINITY];
    const known = { ...numbers({ limit: -0.1 }), rows: 30, minimumRows: 30 };
    for (const estimate of values)
      for (const standardError of values)
        for (const degreesOfFreedom of values)
          for (const kind of kinds) {
            const stated = { ...known, estimate, standardError, degreesOfFreedom };
            expect(decideRule(kind, JSON.parse(JSON.stringify(stated)))).toBe(decideRule(kind, stated));
          }
    for (const estimate of values)
      for (const adjustedPValue of [0, ...values]) {
        const stated = { ...known, estimate, adjustedPValue };
        expect(decideRule("slice-guard", JSON.parse(JSON.stringify(stated)))).toBe(decideRule("slice-guard", stated));
      }
  });

  it("is refused of what is no evidence", () => {
    expect(() => recomputeGate({} as never)).toThrow("a gate's evidence");
  });
});
