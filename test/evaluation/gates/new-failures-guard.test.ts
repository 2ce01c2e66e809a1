import { describe, expect, it } from "vitest";
import type { GateFacts } from "../../../src/evaluation/gates/gate.js";
import { newFailuresGuard } from "../../../src/evaluation/gates/new-failures-guard.js";
import { decide } from "./facts.js";

describe("a guard of new failures", () => {
  const failures = new Map([
    ["critical", 1],
    ["minor", 4],
  ]);
  const guarded = (maximum: number | Record<string, number>, some: Partial<GateFacts> = {}) =>
    decide(newFailuresGuard({ maximum }), { newFailures: failures, ...some });

  it("counts all of them, or those of each severity", () => {
    expect([guarded(5).decision, guarded(4).decision]).toEqual(["pass", "fail"]);
    expect(guarded({ critical: 1, minor: 4, none: 0 }).decision).toBe("pass");
    expect(guarded({ critical: 0 }).decision).toBe("fail");
    expect(guarded({ critical: 0 }).rules[0]?.message).toBe(
      "1 rows are wrong that the champion had right (critical), at most 0 may be",
    );
    expect(guarded(5).rules[0]?.message).toBe("5 rows are wrong that the champion had right, at most 5 may be");
    expect(newFailuresGuard({ maximum: { critical: 0 } })).toMatchObject({
      params: { maximum: { critical: 0 } },
      metrics: [],
    });
  });

  it("says why it cannot count", () => {
    const because = (some: Partial<GateFacts>) => guarded(5, { newFailures: undefined, ...some });
    expect(because({}).decision).toBe("inconclusive");
    expect(because({}).rules[0]?.message).toContain("no output is right or wrong here");
    expect(because({ champion: undefined }).rules[0]?.message).toBe("nothing to compare: no champion");
  });
});
