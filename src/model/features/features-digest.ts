import { hash } from "node:crypto";
import type { FeatureMatrix } from "./features.js";

/** sha256 over a row's feature values as little-endian doubles, category codes and a text's code points among them: training can prove that it computes the same. */
export function featuresDigest({ columns }: FeatureMatrix, row = 0): string {
  const values: number[] = [];
  for (const column of columns)
    if (column.type === "number") values.push(column.values[row] as number);
    else if (column.type === "category") values.push(column.codes[row] as number);
    else if (column.type === "vector")
      values.push(...column.values.subarray(row * column.width, (row + 1) * column.width));
    else values.push(...Array.from(column.values[row] ?? "\0", (sign) => sign.codePointAt(0) as number), -1);
  return hash("sha256", new Uint8Array(Float64Array.from(values).buffer), "hex");
}
