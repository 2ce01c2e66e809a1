import { createRandom } from "golden-pipeline";
import { describe, expect, it } from "vitest";
import { populationStability } from "../../src/monitoring/house.js";

describe("the population stability index", () => {
  it("is the sum of (p − q) ln(p / q), by hand", () => {
    const found = populationStability([500, 500], [700, 300]);
    const [p, q] = [500.5 / 1001, 700.5 / 1001];
    expect(found?.index).toBeCloseTo((p - q) * Math.log(p / q) + (q - p) * Math.log((1 - p) / (1 - q)), 12);
    expect(found?.noiseFloor).toBeCloseTo(1 / 1000 + 1 / 1000, 15);
  });

  it("of samples of one distribution is about its noise floor, and its p-value about evenly spread", () => {
    const random = createRandom(8);
    const draw = (rows: number): number[] => {
      const counts = new Array<number>(10).fill(0);
      for (let row = 0; row < rows; row++) {
        const bin = Math.floor(random() * 10);
        counts[bin] = (counts[bin] as number) + 1;
      }
      return counts;
    };
    const found = Array.from({ length: 400 }, () => populationStability(draw(2000), draw(500)));
    const mean = found.reduce((sum, one) => sum + (one?.index ?? 0), 0) / 400;
    expect(mean / (found[0]?.noiseFloor ?? 1)).toBeGreaterThan(0.9);
    expect(mean / (found[0]?.noiseFloor ?? 1)).toBeLessThan(1.1);
    const small = found.filter((one) => (one?.pValue ?? 1) < 0.05).length / 400;
    expect(small).toBeGreaterThan(0.02);
    expect(small).toBeLessThan(0.09);
  });

  it("has no value where a side is empty or there is one bin", () => {
    expect(populationStability([], [])).toBeUndefined();
    expect(populationStability([0, 0], [1, 2])).toBeUndefined();
    expect(populationStability([5], [5])).toBeUndefined();
    expect(populationStability([5, 0], [7, 0])).toMatchObject({ index: 0, pValue: 1 });
  });
});
