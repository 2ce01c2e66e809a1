// Below this, comparing is quicker than counting digits.
const fewRows = 4096;
const digits = 65536;

/** Row numbers by falling output; rows of equal output keep their order. */
export function fallingOrder(outputs: Float64Array): Uint32Array {
  const order = new Uint32Array(outputs.length);
  let falling = true;
  for (let row = 0; row < order.length; row++) {
    order[row] = row;
    if (row > 0 && (outputs[row] as number) > (outputs[row - 1] as number)) falling = false;
  }
  if (falling) return order;
  if (order.length < fewRows)
    return order.sort((left, right) => (outputs[right] as number) - (outputs[left] as number));
  return byDigits(outputs, order);
}

/** Least significant digit first over keys of 64 bits that rise as the output falls; digits that all rows share are passed over. */
function byDigits(outputs: Float64Array, order: Uint32Array): Uint32Array {
  const rows = outputs.length;
  const keys = fallingKeys(outputs);
  let [from, to]: [Uint32Array, Uint32Array] = [order, new Uint32Array(rows)];
  const starts = new Uint32Array(digits);
  for (let digit = 0; digit < 4; digit++) {
    starts.fill(0);
    for (let row = 0; row < rows; row++) {
      const value = keys[4 * row + digit] as number;
      starts[value] = (starts[value] as number) + 1;
    }
    if (starts[keys[digit] as number] === rows) continue;
    let start = 0;
    for (let value = 0; value < digits; value++) {
      const count = starts[value] as number;
      starts[value] = start;
      start += count;
    }
    for (let position = 0; position < rows; position++) {
      const row = from[position] as number;
      const value = keys[4 * row + digit] as number;
      const place = starts[value] as number;
      to[place] = row;
      starts[value] = place + 1;
    }
    [from, to] = [to, from];
  }
  return from;
}

/** Four digits of 16 bits for each row, the least significant first. */
function fallingKeys(outputs: Float64Array): Uint16Array {
  const keys = new Uint16Array(4 * outputs.length);
  const double = new Float64Array(1);
  const words = new Uint32Array(double.buffer);
  const [low, high] = lowWordFirst() ? [0, 1] : [1, 0];
  for (let row = 0; row < outputs.length; row++) {
    // Adding 0 makes −0 equal to 0.
    double[0] = (outputs[row] as number) + 0;
    let [lower, upper] = [words[low] as number, words[high] as number];
    // Bits of numbers below 0 fall already as the number rises; the others are turned round below the sign.
    if (upper >>> 31 === 0) {
      lower = ~lower;
      upper = ~upper & 0x7fffffff;
    }
    const at = 4 * row;
    keys[at] = lower & 0xffff;
    keys[at + 1] = lower >>> 16;
    keys[at + 2] = upper & 0xffff;
    keys[at + 3] = upper >>> 16;
  }
  return keys;
}

function lowWordFirst(): boolean {
  return new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;
}
