/** A whole number of 64 bits as the library has it: two halves. */
interface Long {
  readonly low: number;
  readonly high: number;
  readonly unsigned: boolean;
}

export function longOf(value: bigint): Long {
  return {
    low: Number(BigInt.asIntN(32, value)),
    high: Number(BigInt.asIntN(32, value >> 32n)),
    unsigned: BigInt.asIntN(64, value) !== value,
  };
}

export function bigintOfLong(value: unknown): bigint | undefined {
  if (typeof value !== "object" || value === null || !("low" in value) || !("high" in value)) return undefined;
  const { low, high, unsigned } = value as Long;
  const bits = (BigInt(high) << 32n) | BigInt.asUintN(32, BigInt(low));
  return unsigned ? BigInt.asUintN(64, bits) : BigInt.asIntN(64, bits);
}
