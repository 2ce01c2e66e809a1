import { expect, it } from "vitest";
import { kolmogorovCritical, kolmogorovDistance, kolmogorovPValue } from "../../../src/stats/house.js";

// Marsaglia, Tsang and Wang, 2003: K(10, 0.274) = 0.6284796154565, K(100, 0.274)… and the table of critical values for n = 10 and 0.05.
it("p-values are exact for few values", () => {
  expect(1 - kolmogorovPValue(0.274, 10)).toBeCloseTo(0.6284796154565, 12);
  expect(kolmogorovCritical(0.05, 10)).toBeCloseTo(0.40925, 4);
});

it("p-values fall with the distance, and go over into the limit without a step", () => {
  const values = Array.from({ length: 40 }, (_, at) => kolmogorovPValue((at + 1) / 40, 400));
  expect(values.every((value, at) => at === 0 || value <= (values[at - 1] ?? 1))).toBe(true);
});

it("a distance is the largest on either side of a step", () => {
  expect(kolmogorovDistance([0.1, 0.2, 0.9], (x) => x)).toBeCloseTo(2 / 3 - 0.2);
});
