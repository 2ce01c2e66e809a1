import { hash } from "node:crypto";
import type { FeatureMatrix } from "./features.js";

/** sha256 over a row's feature values as little-endian doubles, category codes and a text's code points among them: training can prove that it computes the same. */
export function featuresDigest({ columns }: FeatureMatrix, row = 0): string {
  let count = 0;
  for (const column of columns)
    if (column.type === "number") put(count++, column.values[row] as number);
    else if (column.type === "category") put(count++, column.codes[row] as number);
    else if (column.type === "vector")
      for (let part = 0; part < column.width; part++) put(count++, column.values[row * column.width + part] as number);
    else {
      for (const sign of column.values[row] ?? "\0") put(count++, sign.codePointAt(0) as number);
      put(count++, -1);
    }
  return hash("sha256", scratch.bytes.subarray(0, count * 8), "hex");
}

// Asked for each request: one buffer, written anew each time, instead of lists that are thrown away.
let scratch = createScratch(64);

function createScratch(length: number) {
  const values = new Float64Array(length);
  return { values, bytes: new Uint8Array(values.buffer) };
}

function put(index: number, value: number): void {
  if (index === scratch.values.length) {
    const larger = createScratch(index * 2);
    larger.values.set(scratch.values);
    scratch = larger;
  }
  scratch.values[index] = value;
}
