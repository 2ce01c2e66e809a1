/** For each code the blocks of 32 positions that hold it, each followed by its bits. */
export function positionsOf(codes: Int32Array, distinct: number): (number[] | undefined)[] {
  const positions: (number[] | undefined)[] = new Array(distinct);
  for (const [at, code] of codes.entries()) {
    const list = positions[code] ?? [];
    positions[code] = list;
    const block = at >>> 5;
    if (list.length === 0 || list[list.length - 2] !== block) list.push(block, 0);
    list[list.length - 1] = (list[list.length - 1] ?? 0) | (1 << (at & 31));
  }
  return positions;
}
