import { InvalidArgumentError } from "../../../core/index.js";
import type { NumberSamples } from "../sample.js";

/** Table 2 for two samples of Scholz and Stephens, "K-sample Anderson–Darling tests", J. Am. Stat. Assoc. 82, 1987: b0 + b1 + b2. */
const critical = [
  [0.675, -0.245, -0.105],
  [1.281, 0.25, -0.305],
  [1.645, 0.678, -0.362],
  [1.96, 1.149, -0.391],
  [2.326, 1.822, -0.396],
  [2.573, 2.364, -0.345],
  [3.085, 3.615, -0.154],
].map((parts) => parts.reduce((sum, part) => sum + part, 0));
const levels = [0.25, 0.1, 0.05, 0.025, 0.01, 0.005, 0.001];

/** The two-sample test of Anderson and Darling; its p-value is read off a parabola through seven levels, and lies from 0.001 to 0.25. */
export function andersonDarling(samples: NumberSamples): number {
  const statistic = standardized(samples);
  if (statistic < Math.min(...critical)) return 0.25;
  if (statistic > Math.max(...critical)) return 0.001;
  const [a, b, c] = parabola(critical, levels.map(Math.log));
  return Math.exp((a * statistic + b) * statistic + c);
}

function standardized({ sorted: [left, right] }: NumberSamples): number {
  const [n, m] = [left.length, right.length];
  const rows = n + m;
  let [i, j, ofLeft, ofRight, different] = [0, 0, 0, 0, 0];
  while (i < n || j < m) {
    const value = Math.min(left[i] ?? Number.POSITIVE_INFINITY, right[j] ?? Number.POSITIVE_INFINITY);
    const [fromLeft, fromRight] = [i, j];
    while (left[i] === value) i++;
    while (right[j] === value) j++;
    const equal = i - fromLeft + j - fromRight;
    const below = fromLeft + fromRight + equal / 2;
    const weight = equal / rows / (below * (rows - below) - (rows * equal) / 4);
    ofLeft += weight * (rows * ((fromLeft + i) / 2) - below * n) ** 2;
    ofRight += weight * (rows * ((fromRight + j) / 2) - below * m) ** 2;
    different++;
  }
  if (different < 2) throw new InvalidArgumentError("evidently anderson", "more than one different value", different);
  const square = ((ofLeft / n + ofRight / m) * (rows - 1)) / rows;
  return (square - 1) / Math.sqrt(variance(n, m));
}

/** Of the statistic of two samples, by formula 4 of the same paper. */
function variance(n: number, m: number): number {
  const rows = n + m;
  const inverse = 1 / n + 1 / m;
  let [harmonic, g] = [0, 0];
  for (let at = 2; at < rows; at++) {
    harmonic += 1 / (rows - at + 1);
    g += harmonic / at;
  }
  const h = harmonic + 1;
  const a = 4 * g - 6 + (10 - 6 * g) * inverse;
  const b = (2 * g - 4) * 4 + 16 * h + (2 * g - 14 * h - 4) * inverse - 8 * h + 4 * g - 6;
  const c = (6 * h + 2 * g - 2) * 4 + (4 * h - 4 * g + 6) * 2 + (2 * h - 6) * inverse + 4 * h;
  const d = (2 * h + 6) * 4 - 8 * h;
  return (((a * rows + b) * rows + c) * rows + d) / ((rows - 1) * (rows - 2) * (rows - 3));
}

/** Least squares of a parabola, by its normal equations about the mean. */
function parabola(x: readonly number[], y: readonly number[]): readonly [number, number, number] {
  const mean = x.reduce((sum, value) => sum + value, 0) / x.length;
  const power = (degree: number, of: readonly number[] = x.map(() => 1)): number =>
    x.reduce((sum, value, at) => sum + (value - mean) ** degree * (of[at] ?? 0), 0);
  const rows = [2, 1, 0].map((degree) => [power(degree + 2), power(degree + 1), power(degree), power(degree, y)]);
  for (let pivot = 0; pivot < 3; pivot++)
    for (let row = 0; row < 3; row++) {
      if (row === pivot) continue;
      const factor = (rows[row]?.[pivot] ?? 0) / (rows[pivot]?.[pivot] ?? 1);
      rows[row] = (rows[row] ?? []).map((value, at) => value - factor * (rows[pivot]?.[at] ?? 0));
    }
  const [a = 0, b = 0, c = 0] = rows.map((row, at) => (row[3] ?? 0) / (row[at] ?? 1));
  return [a, b - 2 * a * mean, a * mean * mean - b * mean + c];
}
