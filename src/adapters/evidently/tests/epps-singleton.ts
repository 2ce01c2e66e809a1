import { InvalidArgumentError } from "../../../core/index.js";
import { chiSquare, quantileSorted } from "../../../stats/house.js";
import type { NumberSamples } from "../sample.js";
import { symmetricInverse } from "./symmetric-inverse.js";

const points = [0.4, 0.8];
const fewest = 5;

/** The test of Epps and Singleton, J. Stat. Comput. Simul. 26, 1986: of the characteristic functions at 0.4 and 0.8 half interquartile ranges. */
export function eppsSingleton({ reference, current }: NumberSamples): number {
  const [n, m] = [reference.length, current.length];
  if (Math.min(n, m) < fewest)
    throw new InvalidArgumentError("evidently es", `at least ${fewest} values on each side`, Math.min(n, m));
  const pooled = Float64Array.from([...reference, ...current]).sort();
  const range = (quantileSorted(pooled, 0.75) ?? 0) - (quantileSorted(pooled, 0.25) ?? 0);
  if (range === 0)
    throw new InvalidArgumentError(
      "evidently es",
      "values whose middle half is not all the same",
      range,
      "a range of 0",
    );
  const rows = n + m;
  const [left, right] = [moments(reference, range / 2), moments(current, range / 2)];
  const covariance = left.covariance.map((row, i) =>
    row.map((value, j) => (rows / n) * value + (rows / m) * (right.covariance[i]?.[j] ?? 0)),
  );
  const { inverse, rank } = symmetricInverse(covariance);
  const apart = left.means.map((mean, at) => mean - (right.means[at] ?? 0));
  let statistic = 0;
  inverse.forEach((row, i) => {
    row.forEach((value, j) => {
      statistic += rows * (apart[i] ?? 0) * value * (apart[j] ?? 0);
    });
  });
  if (Math.max(n, m) < 25) statistic /= 1 + rows ** -0.45 + 10.1 * (n ** -1.7 + m ** -1.7);
  return chiSquare.upperTail(statistic, rank);
}

function moments(values: Float64Array, unit: number) {
  const parts = [Math.cos, Math.sin].flatMap((wave) =>
    points.map((point) => values.map((value) => wave((point / unit) * value))),
  );
  const means = parts.map((part) => part.reduce((sum, value) => sum + value, 0) / values.length);
  const covariance = parts.map((part, i) =>
    parts.map((other, j) => {
      const [mean, otherMean] = [means[i] ?? 0, means[j] ?? 0];
      return part.reduce((sum, value, at) => sum + (value - mean) * ((other[at] ?? 0) - otherMean), 0) / values.length;
    }),
  );
  return { means, covariance };
}
