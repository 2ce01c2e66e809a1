/** Whether a row of a column is there: bit `row` of the validity bits, least significant first; all are when there are none. */
export function isPresent(validity: Uint8Array | undefined, row: number): boolean {
  return validity === undefined || (((validity[row >> 3] ?? 0) >> (row & 7)) & 1) === 1;
}

/** How many of the first `length` bits are 1. */
export function countPresent(validity: Uint8Array | undefined, length: number): number {
  if (validity === undefined) return length;
  let count = 0;
  for (let index = 0; index < length >> 3; index++) count += bitsInByte[validity[index] ?? 0] ?? 0;
  const rest = length & 7;
  return rest === 0 ? count : count + (bitsInByte[(validity[length >> 3] ?? 0) & ((1 << rest) - 1)] ?? 0);
}

const bitsInByte = Uint8Array.from({ length: 256 }, (_, byte) => {
  let count = 0;
  for (let rest = byte; rest > 0; rest >>= 1) count += rest & 1;
  return count;
});
