import type { JudgeTrust } from "golden-pipeline/judge";
import { describe, expect, it } from "vitest";
import { trustedJudge } from "../../../src/evaluation/gates/trusted-judge.js";
import { decide } from "./facts.js";

describe("a judge's trust as a gate", () => {
  it("looks at no metric, and names the judge and why", () => {
    const trust = { judge: "sha256:1", mayDecide: false, status: "untrusted", reason: "kappa 0.2" } as JudgeTrust;
    const gate = trustedJudge(trust);
    expect([gate.params, gate.metrics]).toEqual([{ judge: "sha256:1", mayDecide: false }, []]);
    expect(decide(gate).rules[0]?.message).toBe("the judge is untrusted and cannot decide: kappa 0.2");
  });
});
