/** The largest distance between the distribution of sorted numbers and a cumulative one. */
export function kolmogorovDistance(sorted: readonly number[], cumulative: (x: number) => number): number {
  let distance = 0;
  const { length } = sorted;
  for (let at = 0; at < length; at++) {
    const expected = cumulative(sorted[at] ?? 0);
    distance = Math.max(distance, expected - at / length, (at + 1) / length - expected);
  }
  return distance;
}

/**
 * The two-sided p-value of a distance: exact after Marsaglia, Tsang and Wang, "Evaluating Kolmogorov's distribution", J. Stat. Softw. 8(18), 2003;
 * Kolmogorov's limit where the exact one would need a large matrix, which is far out.
 */
export function kolmogorovPValue(distance: number, count: number): number {
  if (distance <= 0) return 1;
  if (distance >= 1) return 0;
  const scaled = count * distance * distance;
  if (scaled > 18 || count * distance > 100) return limit(Math.sqrt(scaled));
  return Math.min(1, Math.max(0, 1 - exact(distance, count)));
}

/** The largest distance whose p-value is still at least a level, to twelve digits. */
export function kolmogorovCritical(level: number, count: number): number {
  let [low, high] = [0, 1];
  while (high - low > 1e-12) {
    const middle = (low + high) / 2;
    if (kolmogorovPValue(middle, count) >= level) low = middle;
    else high = middle;
  }
  return low;
}

function limit(x: number): number {
  let sum = 0;
  for (let k = 1; k <= 100; k++) sum += (k % 2 === 1 ? 1 : -1) * Math.exp(-2 * k * k * x * x);
  return Math.min(1, Math.max(0, 2 * sum));
}

type Matrix = readonly Float64Array[];

function exact(distance: number, count: number): number {
  const k = Math.floor(count * distance) + 1;
  const h = k - count * distance;
  const size = 2 * k - 1;
  const start = Array.from({ length: size }, (_, row) =>
    Float64Array.from({ length: size }, (_, column) => (row - column + 1 < 0 ? 0 : 1)),
  );
  const cell = (row: number, column: number, change: number): void => {
    const cells = start[row];
    if (cells !== undefined) cells[column] = (cells[column] ?? 0) + change;
  };
  for (let at = 0; at < size; at++) {
    cell(at, 0, -(h ** (at + 1)));
    cell(size - 1, at, -(h ** (size - at)));
  }
  if (2 * h - 1 > 0) cell(size - 1, 0, (2 * h - 1) ** size);
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const cells = start[row];
      if (cells !== undefined && row - column + 1 > 0)
        for (let g = 1; g <= row - column + 1; g++) cells[column] = (cells[column] ?? 0) / g;
    }
  const { matrix, exponent } = power(start, count);
  let value = matrix[k - 1]?.[k - 1] ?? 0;
  let scale = exponent;
  for (let at = 1; at <= count; at++) {
    value = (value * at) / count;
    if (value < 1e-140) {
      value *= 1e140;
      scale -= 140;
    }
  }
  return value * 10 ** scale;
}

/** A power of a matrix with a decimal exponent of its own, so that it neither overflows nor vanishes. */
function power(base: Matrix, times: number): { readonly matrix: Matrix; readonly exponent: number } {
  if (times === 1) return { matrix: base, exponent: 0 };
  const half = power(base, Math.floor(times / 2));
  let matrix = multiply(half.matrix, half.matrix);
  let exponent = 2 * half.exponent;
  if (times % 2 === 1) matrix = multiply(base, matrix);
  const middle = Math.floor(matrix.length / 2);
  if ((matrix[middle]?.[middle] ?? 0) > 1e140) {
    matrix = matrix.map((row) => row.map((value) => value * 1e-140));
    exponent += 140;
  }
  return { matrix, exponent };
}

function multiply(left: Matrix, right: Matrix): Matrix {
  const size = left.length;
  return left.map((row) => {
    const product = new Float64Array(size);
    for (let inner = 0; inner < size; inner++) {
      const value = row[inner] ?? 0;
      const others = right[inner];
      if (value === 0 || others === undefined) continue;
      for (let column = 0; column < size; column++)
        product[column] = (product[column] ?? 0) + value * (others[column] ?? 0);
    }
    return product;
  });
}
