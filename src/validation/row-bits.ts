/** Whether a row of a column is there: bit `row` of the validity bits, least significant first; all are when there are none. */
export function isPresent(validity: Uint8Array | undefined, row: number): boolean {
  return validity === undefined || (((validity[row >> 3] ?? 0) >> (row & 7)) & 1) === 1;
}
