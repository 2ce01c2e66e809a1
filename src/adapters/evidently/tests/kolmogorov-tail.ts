import { kolmogorovPValue, logGamma } from "../../../stats/house.js";

/** The upper tail of the Kolmogorov–Smirnov statistic of one sample: the methods of Simard and L'Ecuyer, J. Stat. Softw. 39(11), 2011, chosen as SciPy does. */
export function kolmogorovTail(distance: number, count: number): number {
  if (distance >= 1) return 0;
  const scaled = count * distance * distance;
  if (distance >= 0.5 || scaled >= (count <= 140 ? 4 : 2.2))
    return scaled >= 370 ? 0 : Math.min(1, 2 * oneSided(distance, count));
  if (count <= 140 || (count <= 100_000 && count * distance ** 1.5 <= 1.4)) return kolmogorovPValue(distance, count);
  return Math.min(1, Math.max(0, 1 - pelzGood(distance, count)));
}

/** The tail of the one-sided statistic, by Smirnov's sum, of which all terms are positive. */
function oneSided(distance: number, count: number): number {
  const logFactorial = (n: number): number => logGamma(n + 1);
  let sum = 0;
  for (let j = 0; j <= Math.floor(count * (1 - distance)); j++) {
    const [low, high] = [distance + j / count, 1 - distance - j / count];
    if (high <= 0 && j < count) continue;
    const choose = logFactorial(count) - logFactorial(j) - logFactorial(count - j);
    sum += Math.exp(choose + (j - 1) * Math.log(low) + (j === count ? 0 : (count - j) * Math.log(high)));
  }
  return distance * sum;
}

/** The expansion to n^(−3/2) of Pelz and Good, J. R. Stat. Soc. B 38, 1976. */
function pelzGood(distance: number, count: number): number {
  const z = Math.sqrt(count) * distance;
  const [p2, z2] = [Math.PI ** 2, z * z];
  const parts = [0, 0, 0, 0];
  const add = (part: number, value: number): void => {
    parts[part] = (parts[part] ?? 0) + value;
  };
  for (let k = 0; k <= Math.ceil((16 * z) / Math.PI); k++) {
    const odd = (k + 0.5) ** 2;
    const weight = 2 * Math.exp((-p2 * odd) / (2 * z2));
    add(0, weight);
    add(1, weight * (p2 * odd - z2));
    add(
      2,
      weight * (6 * z2 ** 3 + 2 * z2 ** 2 + p2 * (2 * z2 ** 2 - 5 * z2) * odd + p2 ** 2 * (1 - 2 * z2) * odd ** 2),
    );
    add(
      3,
      weight *
        (-30 * z2 ** 3 -
          90 * z2 ** 4 +
          p2 * (135 * z2 ** 2 - 96 * z2 ** 3) * odd +
          p2 ** 2 * (212 * z2 ** 2 - 60 * z2) * odd ** 2 +
          p2 ** 3 * (5 - 30 * z2) * odd ** 3),
    );
    const even = k * k;
    const other = 2 * Math.exp((-p2 * even) / (2 * z2));
    // Of the same denominators as the sums over odd numbers.
    add(2, -other * p2 * even * 2 * z2 ** 2);
    add(3, other * p2 * even * 30 * z2 ** 2 * (3 * z2 - p2 * even));
  }
  const root = Math.sqrt(Math.PI / 2);
  const [k0 = 0, k1 = 0, k2 = 0, k3 = 0] = parts;
  return (
    (root * k0) / z +
    (root * k1) / (6 * z ** 4 * Math.sqrt(count)) +
    (root * k2) / (72 * z ** 7 * count) +
    (root * k3) / (6480 * z ** 10 * count ** 1.5)
  );
}
