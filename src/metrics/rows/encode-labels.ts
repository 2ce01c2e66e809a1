import { type ClassLabel, checkLabel, compareLabels, type Labels } from "./class-label.js";
import { checkLength } from "./inputs.js";

/** Rows' labels as positions in the sorted list of all labels that occur. */
export interface EncodedLabels {
  readonly labels: readonly ClassLabel[];
  readonly targets: Int32Array;
  readonly predictions: Int32Array;
}

const widestRange = 1 << 20;

/** @throws {InvalidArgumentError} lengths differ, labels are of several types, or numbers are not whole. */
export function encodeLabels(place: string, targets: Labels, predictions: Labels): EncodedLabels {
  checkLength(place, "predictions", predictions, targets.length);
  if (targets instanceof Int32Array && predictions instanceof Int32Array) {
    const encoded = encodeIntegers(targets, predictions);
    if (encoded) return encoded;
  }
  const positions = new Map<ClassLabel, number>();
  const first = firstSeen(place, targets, positions, typeof targets[0]);
  const second = firstSeen(place, predictions, positions, typeof targets[0]);
  const labels = [...positions.keys()].sort(compareLabels);
  const rank = new Int32Array(labels.length);
  labels.forEach((label, position) => {
    rank[positions.get(label) as number] = position;
  });
  return {
    labels,
    targets: first.map((code) => rank[code] as number),
    predictions: second.map((code) => rank[code] as number),
  };
}

function firstSeen(place: string, values: Labels, positions: Map<ClassLabel, number>, type: string): Int32Array {
  const codes = new Int32Array(values.length);
  for (let row = 0; row < codes.length; row++) {
    const label = values[row];
    let code = positions.get(label as ClassLabel);
    if (code === undefined) {
      checkLabel(place, label, type);
      code = positions.size;
      positions.set(label, code);
    }
    codes[row] = code;
  }
  return codes;
}

/** By a table over the range of the numbers; undefined when that is too wide. */
function encodeIntegers(targets: Int32Array, predictions: Int32Array): EncodedLabels | undefined {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const values of [targets, predictions])
    for (let row = 0; row < values.length; row++) {
      const value = values[row] as number;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  if (!(high - low < widestRange)) return undefined;
  const position = new Int32Array(high - low + 1);
  for (const values of [targets, predictions])
    for (let row = 0; row < values.length; row++) position[(values[row] as number) - low] = 1;
  const labels: number[] = [];
  for (let offset = 0; offset < position.length; offset++)
    if (position[offset] === 1) position[offset] = labels.push(low + offset) - 1;
  const encode = (values: Int32Array): Int32Array => {
    const codes = new Int32Array(values.length);
    for (let row = 0; row < codes.length; row++) codes[row] = position[(values[row] as number) - low] as number;
    return codes;
  };
  return { labels, targets: encode(targets), predictions: encode(predictions) };
}
