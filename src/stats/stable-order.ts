// Below this, comparing is quicker than counting digits.
const fewRows = 4096;
const digits = 65536;

/**
 * Row numbers by rising key; rows of equal keys keep their order, −0 equals 0, NaN comes last. A radix sort of the keys' bits, 16 at a time
 * from the lowest: stable, and linear in the rows.
 */
export function stableOrder(keys: Float64Array): Uint32Array {
  const order = new Uint32Array(keys.length);
  let rises = true;
  for (let row = 0; row < order.length; row++) {
    order[row] = row;
    // Written so that NaN counts as not rising.
    if (row > 0 && !((keys[row] as number) >= (keys[row - 1] as number))) rises = false;
  }
  if (rises) return order;
  return order.length < fewRows ? order.sort((left, right) => byKey(keys, left, right)) : byDigits(keys, order);
}

/** The same by falling key. */
export function fallingOrder(keys: Float64Array): Uint32Array {
  return stableOrder(keys.map((key) => -key));
}

function byKey(keys: Float64Array, left: number, right: number): number {
  const [mine, other] = [keys[left] as number, keys[right] as number];
  if (mine < other) return -1;
  if (mine > other) return 1;
  return mine === other ? 0 : Number(Number.isNaN(mine)) - Number(Number.isNaN(other));
}

/** Least significant digit first over keys of 64 bits; digits that all rows share are passed over. */
function byDigits(keys: Float64Array, order: Uint32Array): Uint32Array {
  const rows = keys.length;
  const bits = sortableBits(keys);
  let [from, to]: [Uint32Array, Uint32Array] = [order, new Uint32Array(rows)];
  const starts = new Uint32Array(digits);
  for (let digit = 0; digit < 4; digit++) {
    starts.fill(0);
    for (let row = 0; row < rows; row++) {
      const value = bits[4 * row + digit] as number;
      starts[value] = (starts[value] as number) + 1;
    }
    if (starts[bits[digit] as number] === rows) continue;
    let start = 0;
    for (let value = 0; value < digits; value++) {
      const count = starts[value] as number;
      starts[value] = start;
      start += count;
    }
    for (let position = 0; position < rows; position++) {
      const row = from[position] as number;
      const value = bits[4 * row + digit] as number;
      const place = starts[value] as number;
      to[place] = row;
      starts[value] = place + 1;
    }
    [from, to] = [to, from];
  }
  return from;
}

/** Four digits of 16 bits for each key, the least significant first, which as whole numbers are in the order of the keys. */
function sortableBits(keys: Float64Array): Uint16Array {
  const bits = new Uint16Array(4 * keys.length);
  const double = new Float64Array(1);
  const words = new Uint32Array(double.buffer);
  const [low, high] = lowWordFirst() ? [0, 1] : [1, 0];
  for (let row = 0; row < keys.length; row++) {
    // Adding 0 makes −0 equal to 0.
    double[0] = (keys[row] as number) + 0;
    let [lower, upper] = [words[low] as number, words[high] as number];
    if (Number.isNaN(double[0])) [lower, upper] = [0xffffffff, 0xffffffff];
    // Bits of numbers below 0 fall as the number rises: they are turned round, those of others put above them.
    else if (upper >>> 31 === 1) [lower, upper] = [~lower, ~upper];
    else upper |= 0x80000000;
    const at = 4 * row;
    bits[at] = lower & 0xffff;
    bits[at + 1] = lower >>> 16;
    bits[at + 2] = upper & 0xffff;
    bits[at + 3] = upper >>> 16;
  }
  return bits;
}

function lowWordFirst(): boolean {
  return new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;
}
