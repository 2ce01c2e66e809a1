const smallest = 2 ** -900;
const largest = 2 ** 900;
const bits = new Float64Array(1);
const words = new Int32Array(bits.buffer);
const highWord = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;

/**
 * Adds values[start … end − 1] to an exact sum, several times quicker than one by one: each value is cut at two fixed powers of two below
 * the largest, by adding and taking away a number so large that the bits below it are lost. Sums of equal cuts are exact in a double.
 * False, and nothing was added, where values are not finite or too large or small for that. At most 2^26 values.
 */
export function sumInWindow(
  values: Float64Array,
  start: number,
  end: number,
  sum: { add(value: number): void },
): boolean {
  let [most, least] = [0, Number.POSITIVE_INFINITY];
  for (let index = start; index < end; index++) {
    const size = Math.abs(values[index] as number);
    if (size > most) most = size;
    if (size < least && size > 0) least = size;
  }
  if (!(most > smallest && most < largest)) return false;
  bits[0] = most;
  const exponent = (((words[highWord] as number) >>> 20) & 0x7ff) - 1022;
  // What is cut off are multiples of 2^(exponent − 26) and of 2^(exponent − 53); of values above this the rest is one of 2^(exponent − 80).
  const limit = 2 ** (exponent - 28);
  const isNarrow = least >= limit;
  const high = 1.5 * 2 ** (exponent + 26);
  const middle = 1.5 * 2 ** (exponent - 1);
  let [highs, middles, lows] = [0, 0, 0];
  const small: number[] = [];
  for (let index = start; index < end; index++) {
    const value = values[index] as number;
    if (!isNarrow && Math.abs(value) < limit) {
      small.push(value);
      continue;
    }
    const upper = value + high - high;
    const rest = value - upper;
    const centre = rest + middle - middle;
    highs += upper;
    middles += centre;
    lows += rest - centre;
  }
  // One that is not a number makes the sum none.
  if (Number.isNaN(highs)) return false;
  for (const part of [highs, middles, lows, ...small]) sum.add(part);
  return true;
}
