import type { ClassLabel } from "../rows/class-label.js";
import type { DecidedClasses } from "../rows/read-decided.js";

/** How many rows stand at each pair of target and output that occurs. */
export interface PairCounts {
  /** Sorted; all that stand in a pair. */
  readonly labels: readonly ClassLabel[];
  /** Positions in `labels`, a pair each. */
  readonly targets: Int32Array;
  readonly outputs: Int32Array;
  readonly counts: Float64Array;
  /** Labels that count though nothing of them weighs. */
  readonly weightless?: readonly number[];
}

// Labels below this are counted in one walk over the rows, without a look at their range first.
const byte = 256;
const largestTable = 1 << 16;

/** Unweighted integers in typed arrays, quickly; undefined of anything else, and of labels below 0 or above 255. */
export function countIntegers(targets: unknown, outputs: unknown): PairCounts | undefined {
  const [left, right] = [asIntegers(targets), asIntegers(outputs)];
  if (left === undefined || right === undefined || left.length !== right.length || left.length < byte) return undefined;
  const table = countBytes(left, right);
  if (table === undefined) return undefined;
  const present = new Uint8Array(byte);
  for (let cell = 0; cell < table.length; cell++) if (table[cell] !== 0) present[cell >> 8] = present[cell & 0xff] = 1;
  const labels = Array.from(present.keys()).filter((label) => present[label] === 1);
  return fromTable(
    labels,
    labels.length,
    (target, output) => table[((labels[target] as number) << 8) | (labels[output] as number)] as number,
  );
}

/** The pairs of rows, and each row's pair. */
export function countRows({ labels, targets, outputs }: DecidedClasses): PairCounts & { readonly pairOf: Int32Array } {
  const size = labels.length;
  const pairOf = new Int32Array(targets.length);
  const seen = new Map<number, number>();
  const codes = size * size <= largestTable ? new Int32Array(size * size).fill(-1) : undefined;
  const keys: number[] = [];
  for (let row = 0; row < targets.length; row++) {
    const key = (targets[row] as number) * size + (outputs[row] as number);
    let code = codes === undefined ? (seen.get(key) ?? -1) : (codes[key] as number);
    if (code < 0) {
      code = keys.push(key) - 1;
      if (codes === undefined) seen.set(key, code);
      else codes[key] = code;
    }
    pairOf[row] = code;
  }
  const counts = new Float64Array(keys.length);
  for (const code of pairOf) counts[code] = (counts[code] as number) + 1;
  return {
    labels,
    targets: Int32Array.from(keys, (key) => Math.floor(key / size)),
    outputs: Int32Array.from(keys, (key) => key % size),
    counts,
    pairOf,
  };
}

function fromTable(
  labels: readonly ClassLabel[],
  size: number,
  countAt: (target: number, output: number) => number,
): PairCounts {
  const [targets, outputs, counts]: [number[], number[], number[]] = [[], [], []];
  for (let target = 0; target < size; target++)
    for (let output = 0; output < size; output++) {
      const count = countAt(target, output);
      if (count === 0) continue;
      targets.push(target);
      outputs.push(output);
      counts.push(count);
    }
  return {
    labels,
    targets: Int32Array.from(targets),
    outputs: Int32Array.from(outputs),
    counts: Float64Array.from(counts),
  };
}

function asIntegers(labels: unknown): Int32Array | Uint8Array | undefined {
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
