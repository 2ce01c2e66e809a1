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
  let most = 0;
  for (let index = start; index < end; index++) {
    const size = Math.abs(values[index] as number);
    if (size > most) most = size;
  }
  if (!(most > smallest && most < largest)) return false;
  bits[0] = most;
  const exponent = (((words[highWord] as number) >>> 20) & 0x7ff) - 1022;
  // Multiples of 2^(exponent − 26), of 2^(exponent − 53) and of 2^(exponent − 80).
  const high = 1.5 * 2 ** (exponent + 26);
  const middle = 1.5 * 2 ** (exponent - 1);
  const low = 1.5 * 2 ** (exponent - 28);
  let [highs, middles, lows] = [0, 0, 0];
  const tails: number[] = [];
  for (let index = start; index < end; index++) {
    const value = values[index] as number;
    const upper = value + high - high;
    const rest = value - upper;
    const centre = rest + middle - middle;
    const lower = rest - centre;
    const kept = lower + low - low;
    highs += upper;
    middles += centre;
    lows += kept;
    if (kept !== lower) tails.push(lower - kept);
  }
  // One that is not a number makes the sum none.
  if (Number.isNaN(highs)) return false;
  for (const part of [highs, middles, lows, ...tails]) sum.add(part);
  return true;
}
