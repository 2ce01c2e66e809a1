import { expect, it } from "vitest";
import { kolmogorovTail } from "../../../src/adapters/evidently/tests/kolmogorov-tail.js";

// scipy.stats.kstwo.sf of SciPy 1.17.1.
it.each([
  [0.1, 99, 0.25777804647269054],
  [0.2, 99, 0.0006018712428207582],
  [0.05, 140, 0.8576480297656114],
  [0.01, 5000, 0.6954557253913853],
  [0.004, 5000, 0.9999977369528622],
  [0.02, 5000, 0.03613941395325637],
  [0.03, 5000, 0.00024159234422666817],
  [0.5, 150, 3.3509330712589067e-35],
  [0.008, 8000, 0.682116405441638],
  [0.012, 9999, 0.11138463261119591],
  [0.0021, 200000, 0.3405222001881183],
])("the chance of a distance of %f or more from %i values is %f", (distance, count, expected) => {
  expect(Math.abs(kolmogorovTail(distance, count) - expected)).toBeLessThan(1e-9 * Math.max(expected, 1e-3));
});
