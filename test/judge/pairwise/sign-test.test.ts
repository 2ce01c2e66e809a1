import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { signTest } from "../../../src/judge/house.js";

const fixture: { cases: { wins: number; losses: number; pValue: number }[] } = JSON.parse(
  readFileSync(new URL("../../fixtures/evaluation/judge/sign-test.json", import.meta.url), "utf8"),
);

describe("signTest", () => {
  it.each(fixture.cases)(
    "gives scipy's exact p-value for $wins wins and $losses losses",
    ({ wins, losses, pValue }) => {
      expect(signTest(wins, losses) / pValue).toBeCloseTo(1, 10);
      expect(signTest(losses, wins)).toBe(signTest(wins, losses));
    },
  );

  it("has nothing against chance when nothing was won or lost", () => {
    expect(signTest(0, 0)).toBe(1);
  });

  it("refuses counts that are none", () => {
    expect(() => signTest(1.5, 2)).toThrow(/whole numbers/);
  });
});
