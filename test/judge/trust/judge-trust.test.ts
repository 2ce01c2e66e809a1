import { describe, expect, it } from "vitest";
import type { TrustPair } from "../../../src/judge/house.js";
import { roganGladen } from "../../../src/judge/house.js";
import { judgeGate, judgeTrust } from "../../../src/judge/index.js";

/** A judge that agrees on all but every nth item. */
function pairsOf(items: number, wrongEvery: number): TrustPair<string>[] {
  return Array.from({ length: items }, (_, item) => {
    const human = item % 2 === 0 ? "good" : "bad";
    return { human, judge: item % wrongEvery === 0 ? (human === "good" ? "bad" : "good") : human };
  });
}

const summary = (low: number, high: number) => ({
  items: 100,
  scored: 100,
  invalid: 0,
  failed: 0,
  skipped: 0,
  votes: { valid: 100, invalid: 0, failed: 0, skipped: 0 },
  score: { mean: (low + high) / 2, interval: { low, high, confidence: 0.95 } },
  criteria: {},
});

describe("judgeTrust", () => {
  it("trusts a judge whose agreement surely reaches the minimum", () => {
    const trust = judgeTrust(pairsOf(200, 20), { judge: "j", minimum: 0.6 });
    expect(trust).toMatchObject({ status: "trusted", mayDecide: true, items: 200, judged: 200, coverage: 1 });
    expect(trust.agreement).toBeCloseTo(0.9, 12);
    expect(trust.rawAgreement).toBeCloseTo(0.95, 12);
    expect(trust.confusion).toEqual({
      labels: ["bad", "good"],
      counts: [
        [100, 0],
        [10, 90],
      ],
      items: 200,
    });
  });

  it("does not trust one below it, and reports it all the same", () => {
    const trust = judgeTrust(pairsOf(200, 3), { judge: "j", minimum: 0.6 });
    expect(trust).toMatchObject({ status: "untrusted", mayDecide: false });
    expect(trust.agreement).toBeLessThan(0.4);
    expect(trust.reason).toMatchInlineSnapshot(`"agreement 0.330 [0.199, 0.461] is below 0.6"`);
  });

  it("says when the human labels are too few to tell", () => {
    expect(judgeTrust(pairsOf(12, 20), { judge: "j", minimum: 0.6 }).status).toBe("insufficient-data");
    expect(judgeTrust(pairsOf(40, 6), { judge: "j", minimum: 0.6 }).status).toBe("inconclusive");
    expect(judgeTrust(pairsOf(40, 6), { judge: "j", minimum: 0.6, by: "estimate" }).status).toBe("trusted");
    const same = Array.from({ length: 50 }, () => ({ human: "good", judge: "good" }));
    expect(judgeTrust(same, { judge: "j", minimum: 0.6 }).status).toBe("insufficient-data");
  });

  it("counts items without a valid verdict against the judge", () => {
    const pairs = pairsOf(200, 20).map((pair, item) => (item % 4 === 0 ? { ...pair, judge: undefined } : pair));
    const trust = judgeTrust(pairs, { judge: "j", minimum: 0.6 });
    expect(trust).toMatchObject({ status: "untrusted", judged: 150, coverage: 0.75 });
  });

  it("measures by weighted kappa or by alpha when asked, the same for the same seed", () => {
    const pairs = Array.from({ length: 120 }, (_, item) => ({
      human: 1 + (item % 5),
      judge: Math.min(5, 1 + (item % 5) + (item % 3 === 0 ? 1 : 0)),
    }));
    const options = { judge: "j", minimum: 0.6, labels: [1, 2, 3, 4, 5] } as const;
    expect(judgeTrust(pairs, { ...options, measure: "kappa" }).status).not.toBe("trusted");
    const quadratic = judgeTrust(pairs, { ...options, measure: "quadratic-kappa" });
    expect(quadratic.status).toBe("trusted");
    expect(quadratic.agreement).toBe(quadratic.quadraticKappa?.kappa);
    const alpha = judgeTrust(pairs, { ...options, measure: "alpha", scale: "interval" });
    expect(alpha.agreement).toBe(alpha.alpha);
    expect(alpha.interval?.low).toBeLessThan(alpha.alpha ?? 0);
    expect(alpha.interval?.high).toBeGreaterThan(alpha.alpha ?? 1);
    expect(judgeTrust(pairs, { ...options, measure: "alpha", scale: "interval" })).toEqual(alpha);
  });

  it("gives what Rogan and Gladen's correction needs", () => {
    const trust = judgeTrust(pairsOf(200, 20), { judge: "j", minimum: 0.6, positive: (label) => label === "good" });
    const { sensitivity, specificity } = trust;
    expect([sensitivity, specificity]).toEqual([
      { successes: 90, trials: 100 },
      { successes: 100, trials: 100 },
    ]);
    if (!sensitivity || !specificity) throw new Error("no proportions");
    expect(roganGladen({ apparent: { successes: 45, trials: 100 }, sensitivity, specificity })?.prevalence).toBeCloseTo(
      0.5,
      12,
    );
  });

  it("refuses options outside their range", () => {
    expect(() => judgeTrust([], { judge: "j", minimum: 60 })).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [judge trust] Expected \`minimum\` to be a finite number of at least -1 and of at most 1, got 60 (number)]`,
    );
  });
});

describe("judgeGate", () => {
  const trusted = judgeTrust(pairsOf(200, 20), { judge: "j", minimum: 0.6 });

  it("passes, fails or leaves open by the interval of the mean score", () => {
    const decide = (low: number, high: number) =>
      judgeGate({ judge: "j", summary: summary(low, high) }, { trust: trusted, atLeast: 0.7 }).decision;
    expect([decide(0.7, 0.8), decide(0.6, 0.69), decide(0.65, 0.75)]).toEqual(["pass", "fail", "inconclusive"]);
  });

  it("lets no judge decide that is below the stated agreement, whatever it says", () => {
    const untrusted = judgeTrust(pairsOf(200, 3), { judge: "j", minimum: 0.6 });
    for (const [low, high] of [
      [0.9, 0.95],
      [0.1, 0.2],
    ] as const)
      expect(judgeGate({ judge: "j", summary: summary(low, high) }, { trust: untrusted, atLeast: 0.7 })).toMatchObject({
        decision: "inconclusive",
        reason: expect.stringContaining("untrusted"),
      });
  });

  it("does not lend one judge's trust to another", () => {
    const verdict = judgeGate({ judge: "other", summary: summary(0.9, 0.95) }, { trust: trusted, atLeast: 0.7 });
    expect(verdict.decision).toBe("inconclusive");
  });

  it("stays open when many items have no score", () => {
    const scored = { ...summary(0.9, 0.95), scored: 90, invalid: 10 };
    expect(judgeGate({ judge: "j", summary: scored }, { trust: trusted, atLeast: 0.7 }).decision).toBe("inconclusive");
  });
});
