import { rowWeights } from "../inputs.js";
import type { ClassLabel, Labels } from "./class-label.js";
import { encodeLabels } from "./encode-labels.js";

/** How much weight stands at each pair of target and prediction: `table[target * labels.length + prediction]`. */
export interface PairCounts {
  readonly labels: readonly ClassLabel[];
  readonly table: Float64Array;
}

// Labels below this are counted in one walk over the rows, without a look at their range first.
const byte = 256;

/** Undefined for more than `mostLabels` labels, whose table would be too large. */
export function countPairs(
  place: string,
  targets: Labels,
  predictions: Labels,
  weights?: ArrayLike<number>,
  mostLabels = 4096,
): PairCounts | undefined {
  if (weights === undefined && targets.length === predictions.length && targets.length >= byte) {
    const [left, right] = [asIntegers(targets), asIntegers(predictions)];
    const table = left && right && countBytes(left, right);
    if (table) return onlyPresent(table);
  }
  const encoded = encodeLabels(place, targets, predictions);
  const size = encoded.labels.length;
  const weight = rowWeights(place, weights, targets.length);
  if (size > mostLabels) return undefined;
  const table = new Float64Array(size * size);
  for (let row = 0; row < targets.length; row++) {
    const cell = (encoded.targets[row] as number) * size + (encoded.predictions[row] as number);
    table[cell] = (table[cell] as number) + (weight === undefined ? 1 : (weight[row] as number));
  }
  return { labels: encoded.labels, table };
}

function asIntegers(labels: Labels): Int32Array | Uint8Array | undefined {
  if (labels instanceof Int32Array || labels instanceof Uint8Array) return labels;
  if (labels instanceof Int8Array || labels instanceof Int16Array || labels instanceof Uint16Array)
    return new Int32Array(labels);
  return undefined;
}

/** Undefined when a label is below 0 or above 255. */
function countBytes(targets: Int32Array | Uint8Array, predictions: Int32Array | Uint8Array): Int32Array | undefined {
  // Rows in turn go to four tables: the same cell twice in a row would wait for itself.
  const tables = new Int32Array(4 * byte * byte);
  const whole = targets.length - (targets.length % 4);
  let seen = 0;
  for (let row = 0; row < whole; row += 4) {
    const [a, b] = [targets[row] as number, predictions[row] as number];
    const [c, d] = [targets[row + 1] as number, predictions[row + 1] as number];
    const [e, f] = [targets[row + 2] as number, predictions[row + 2] as number];
    const [g, h] = [targets[row + 3] as number, predictions[row + 3] as number];
    seen |= a | b | c | d | e | f | g | h;
    const first = ((a << 8) | b) & 0xffff;
    const second = (((c << 8) | d) & 0xffff) | 0x10000;
    const third = (((e << 8) | f) & 0xffff) | 0x20000;
    const fourth = (((g << 8) | h) & 0xffff) | 0x30000;
    tables[first] = (tables[first] as number) + 1;
    tables[second] = (tables[second] as number) + 1;
    tables[third] = (tables[third] as number) + 1;
    tables[fourth] = (tables[fourth] as number) + 1;
  }
  for (let row = whole; row < targets.length; row++) {
    const [a, b] = [targets[row] as number, predictions[row] as number];
    seen |= a | b;
    const cell = ((a << 8) | b) & 0xffff;
    tables[cell] = (tables[cell] as number) + 1;
  }
  if ((seen & ~0xff) !== 0) return undefined;
  const table = tables.subarray(0, byte * byte);
  for (let cell = table.length; cell < tables.length; cell++) {
    const at = cell & 0xffff;
    table[at] = (table[at] as number) + (tables[cell] as number);
  }
  return table;
}

function onlyPresent(table: Int32Array): PairCounts {
  const present = new Uint8Array(byte);
  for (let cell = 0; cell < table.length; cell++) if (table[cell] !== 0) present[cell >> 8] = present[cell & 0xff] = 1;
  const labels = Array.from(present.keys()).filter((label) => present[label] === 1);
  const counts = new Float64Array(labels.length * labels.length);
  labels.forEach((target, row) => {
    labels.forEach((prediction, column) => {
      counts[row * labels.length + column] = table[(target << 8) | prediction] as number;
    });
  });
  return { labels, table: counts };
}
