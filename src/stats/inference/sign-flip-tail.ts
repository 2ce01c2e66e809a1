// Steps of the exact distribution, a few milliseconds: ranks of 200 rows, where the normal is as good.
const mostSteps = 5_000_000;

/** The chances, under random signs, of a sum as far from zero as the observed one. */
export interface SignFlipTail {
  /** Of a sum at least as far from zero. */
  readonly atLeast: number;
  /** Of a sum exactly as far. */
  readonly equal: number;
}

/**
 * The exact distribution of Σ ± values, each sign with chance ½, by adding one value after another. With values of 1 it is the
 * binomial; with ranks it is Wilcoxon's, ties and all. Undefined when values are not whole or the work would be too long.
 */
export function signFlipTail(values: ArrayLike<number>): SignFlipTail | undefined {
  const sizes: number[] = [];
  let [total, observed, divisor] = [0, 0, 0];
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    if (!Number.isSafeInteger(value)) return undefined;
    if (value === 0) continue;
    const size = Math.abs(value);
    sizes.push(size);
    total += size;
    observed += value;
    divisor = greatestDivisor(divisor, size);
  }
  if (sizes.length === 0) return { atLeast: 1, equal: 1 };
  total /= divisor;
  if (sizes.length * total > mostSteps) return undefined;
  const chances = plusDistribution(sizes, divisor, total);
  // With t the sum of the values that got a plus, Σ ± values = 2t − total; both tails are equally likely.
  const low = (total - Math.abs(observed) / divisor) / 2;
  let below = 0;
  for (let sum = 0; sum < low; sum++) below += chances[sum] as number;
  const at = chances[low] as number;
  return low * 2 === total ? { atLeast: 1, equal: at } : { atLeast: Math.min(1, 2 * (below + at)), equal: 2 * at };
}

/** The chance of each sum of the values that got a plus. */
function plusDistribution(sizes: readonly number[], divisor: number, total: number): Float64Array {
  const chances = new Float64Array(total + 1);
  chances[0] = 1;
  let reached = 0;
  for (const whole of sizes) {
    const size = whole / divisor;
    reached += size;
    for (let sum = reached; sum >= size; sum--)
      chances[sum] = (chances[sum] as number) / 2 + (chances[sum - size] as number) / 2;
    for (let sum = size - 1; sum >= 0; sum--) chances[sum] = (chances[sum] as number) / 2;
  }
  return chances;
}

function greatestDivisor(left: number, right: number): number {
  let [a, b] = [left, right];
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}
