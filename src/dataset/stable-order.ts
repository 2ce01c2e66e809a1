/**
 * Row numbers in ascending order of their keys; rows of equal keys keep their order, −0 equals 0, NaN comes last.
 * A radix sort of the keys' bits, 16 at a time from the lowest: stable, and linear in the rows.
 */
export function stableOrder(keys: Float64Array): Uint32Array {
  const rows = keys.length;
  let order = Uint32Array.from({ length: rows }, (_, row) => row);
  if (isSorted(keys)) return order;
  let next = new Uint32Array(rows);
  const bits = sortableBits(keys);
  for (let digit = 0; digit < 4; digit++) {
    const counts = new Uint32Array(65_536);
    for (let row = 0; row < rows; row++) {
      const value = bits[4 * row + digit] as number;
      counts[value] = (counts[value] as number) + 1;
    }
    if (counts[bits[digit] as number] === rows) continue;
    let start = 0;
    for (let value = 0; value < counts.length; value++) {
      const count = counts[value] as number;
      counts[value] = start;
      start += count;
    }
    for (let position = 0; position < rows; position++) {
      const row = order[position] as number;
      const value = bits[4 * row + digit] as number;
      const to = counts[value] as number;
      counts[value] = to + 1;
      next[to] = row;
    }
    [order, next] = [next, order];
  }
  return order;
}

/** Four digits of 16 bits a key, lowest first, which as whole numbers are in the order of the keys. */
function sortableBits(keys: Float64Array): Uint16Array {
  const digits = new Uint16Array(4 * keys.length);
  const view = new DataView(new ArrayBuffer(8));
  for (let row = 0; row < keys.length; row++) {
    const key = keys[row] as number;
    if (Number.isNaN(key)) {
      digits.fill(0xffff, 4 * row, 4 * row + 4);
      continue;
    }
    // Adding 0 makes −0 to 0.
    view.setFloat64(0, key + 0, true);
    const negative = view.getUint16(6, true) >>> 15 === 1;
    // Negative doubles order by their bits the other way round.
    for (let digit = 0; digit < 4; digit++) {
      const part = view.getUint16(2 * digit, true);
      digits[4 * row + digit] = negative ? ~part : digit === 3 ? part | 0x8000 : part;
    }
  }
  return digits;
}

function isSorted(keys: Float64Array): boolean {
  let ended = false;
  for (let row = 0; row < keys.length; row++) {
    const isLast = Number.isNaN(keys[row]);
    if ((ended && !isLast) || (row > 0 && (keys[row] as number) < (keys[row - 1] as number))) return false;
    ended = isLast;
  }
  return true;
}
