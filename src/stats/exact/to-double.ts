/** numerator / denominator × 2^−1074, rounded to the nearest double, ties to even. @param denominator Above 0. */
export function toDouble(numerator: bigint, denominator = 1n): number {
  const negative = numerator < 0n;
  let top = negative ? -numerator : numerator;
  if (top === 0n) return 0;
  let exponent = -1074;
  if (denominator !== 1n) {
    // So many bits more that the quotient has at least 64: what is cut off then only has to be told from nothing.
    const more = BigInt(Math.max(0, 66 + bitsOf(denominator) - bitsOf(top)));
    const scaled = top << more;
    top = ((scaled / denominator) << 1n) | (scaled % denominator === 0n ? 0n : 1n);
    exponent -= Number(more) + 1;
  }
  const excess = Math.max(bitsOf(top) - 53, -1074 - exponent);
  if (excess > 0) {
    const cut = BigInt(excess);
    const remainder = top & ((1n << cut) - 1n);
    const half = 1n << (cut - 1n);
    top >>= cut;
    if (remainder > half || (remainder === half && (top & 1n) === 1n)) top += 1n;
    exponent += excess;
  }
  // Two exact multiplications by powers of two: the first alone could underflow or overflow.
  const half = Math.trunc(exponent / 2);
  const result = Number(top) * 2 ** half * 2 ** (exponent - half);
  return negative ? -result : result;
}

function bitsOf(value: bigint): number {
  const digits = value.toString(16);
  return 4 * (digits.length - 1) + (32 - Math.clz32(Number.parseInt(digits[0] as string, 16)));
}
