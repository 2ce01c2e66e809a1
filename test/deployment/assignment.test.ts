import fc from "fast-check";
import { hashUnit } from "golden-pipeline/deployment";
import { describe, expect, it } from "vitest";
import { assign, type RoutingTable } from "../../src/deployment/house.js";
import { chiSquareTest } from "../../src/stats/house.js";

const units = Array.from({ length: 20_000 }, (_, unit) => `user-${unit}`);
const tableOf = (share: number): RoutingTable => ({
  epoch: 1,
  champion: "m@1",
  canary: { version: "m@2", share, salt: "s" },
});

describe("a unit's place", () => {
  it("is spread evenly", () => {
    const counts = new Array<number>(20).fill(0);
    for (const unit of units)
      counts[Math.floor(hashUnit("salt", unit) / 50_000)] =
        (counts[Math.floor(hashUnit("salt", unit) / 50_000)] ?? 0) + 1;
    expect(
      chiSquareTest(
        counts,
        counts.map(() => units.length / 20),
      )?.pValue,
    ).toBeGreaterThan(0.001);
  });

  it("under one salt says nothing of its place under another", () => {
    const counts = new Array<number>(4).fill(0);
    for (const unit of units) {
      const cell = (hashUnit("one", unit) < 500_000 ? 2 : 0) + (hashUnit("two", unit) < 500_000 ? 1 : 0);
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
    expect(
      chiSquareTest(
        counts,
        counts.map(() => units.length / 4),
      )?.pValue,
    ).toBeGreaterThan(0.001);
  });

  it("does not change from release to release", () => {
    expect([hashUnit("rollout", "u1"), hashUnit("rollout", "u2"), hashUnit("", "é")]).toMatchInlineSnapshot(`
      [
        428039,
        546207,
        800806,
      ]
    `);
  });
});

describe("assignment", () => {
  it("moves units only from champion to canary when the share grows", () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(1_000_000), fc.nat(1_000_000), (unit, one, other) => {
        const [small, large] = [Math.min(one, other), Math.max(one, other)];
        if (assign(tableOf(small), unit).arm === "canary") expect(assign(tableOf(large), unit).arm).toBe("canary");
      }),
    );
  });

  it("knows the chance with which a unit got its arm", () => {
    for (const unit of units.slice(0, 100)) {
      const { arm, propensity } = assign(tableOf(250_000), unit);
      expect(propensity).toBe(arm === "canary" ? 0.25 : 0.75);
    }
    expect(assign(tableOf(1_000_000), undefined)).toEqual({ arm: "champion", version: "m@1", propensity: 1 });
  });
});
