import { readFileSync } from "node:fs";
import { createRandom } from "golden-pipeline";
import { describe, expect, it } from "vitest";
import { normalDraw, normalMixtureBound, normalMixtureRho } from "../../../src/stats/house.js";

const { cases } = JSON.parse(
  readFileSync(new URL("../../fixtures/stats/normal-mixture.json", import.meta.url), "utf8"),
) as {
  readonly cases: readonly {
    readonly fn: string;
    readonly v?: number;
    readonly v_opt: number;
    readonly alpha_opt: number;
    readonly one_sided?: boolean;
    readonly expected: number;
  }[];
};

describe("the normal mixture boundary", () => {
  it("lies within 1 % above the exact one of the reference package", () => {
    const exact = cases.find(({ fn, one_sided }) => fn === "normal_mixture_bound" && one_sided);
    const found = normalMixtureBound(100, 0.05, normalMixtureRho(100, 0.05));
    expect(found).toBeGreaterThan(exact?.expected ?? Number.NaN);
    expect(found).toBeLessThan(1.01 * (exact?.expected ?? Number.NaN));
  });

  it("is tightest where the reference package says", () => {
    const exact = cases.find(({ fn }) => fn === "two_sided_normal_mixture.best_rho");
    // Two sides at 0.05 are one at 0.025.
    expect(normalMixtureRho(100, 0.025)).toBeCloseTo(exact?.expected ?? Number.NaN, 4);
    const at = (rho: number): number => normalMixtureBound(100, 0.025, rho);
    const best = normalMixtureRho(100, 0.025);
    expect(at(best)).toBeLessThan(at(2 * best));
    expect(at(best)).toBeLessThan(at(best / 2));
  });

  it("is crossed by a random walk about as seldom as it says, over all steps together", () => {
    const [alpha, walks, steps] = [0.2, 600, 2000];
    const rho = normalMixtureRho(20, alpha);
    const bounds = Float64Array.from({ length: steps + 1 }, (_, step) => normalMixtureBound(step, alpha, rho));
    let crossed = 0;
    for (let walk = 0; walk < walks; walk++) {
      const random = createRandom(walk);
      let sum = 0;
      for (let step = 1; step <= steps; step++) {
        sum += normalDraw(random);
        if (sum <= (bounds[step] as number)) continue;
        crossed++;
        break;
      }
    }
    expect(crossed / walks).toBeLessThanOrEqual(alpha);
    // Not wastefully seldom: at half of alpha it would be under this.
    expect(crossed / walks).toBeGreaterThan(0.6 * alpha);
  });

  it("refuses an impossible alpha", () => {
    for (const alpha of [0, 0.5, 1, Number.NaN]) expect(() => normalMixtureRho(10, alpha)).toThrow("`alpha`");
  });
});
