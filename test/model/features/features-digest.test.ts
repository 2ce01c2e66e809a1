import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { featuresDigest } from "../../../src/model/house.js";
import type { FeatureColumn, FeatureMatrix } from "../../../src/model/index.js";

const value = fc.oneof(fc.double(), fc.constant(Number.NaN));
const column = (rows: number): fc.Arbitrary<FeatureColumn> =>
  fc.oneof(
    fc
      .array(value, { minLength: rows, maxLength: rows })
      .map((values) => ({ type: "number" as const, name: "n", values: Float64Array.from(values) })),
    fc.array(fc.integer({ min: -1, max: 2 }), { minLength: rows, maxLength: rows }).map((codes) => ({
      type: "category" as const,
      name: "c",
      categories: ["a", "b", "c"],
      codes: Int32Array.from(codes),
    })),
    fc
      .integer({ min: 1, max: 100 })
      .chain((width) =>
        fc
          .array(value, { minLength: rows * width, maxLength: rows * width })
          .map((values) => ({ type: "vector" as const, name: "v", width, values: Float64Array.from(values) })),
      ),
    fc
      .array(fc.option(fc.string({ unit: "grapheme" })), { minLength: rows, maxLength: rows })
      .map((values) => ({ type: "text" as const, name: "t", values })),
  );
const matrix = fc
  .integer({ min: 1, max: 3 })
  .chain((rows) =>
    fc
      .array(column(rows), { maxLength: 5 })
      .map((columns): FeatureMatrix => ({ kind: "feature-matrix", rows, columns })),
  );

/** The definition, word by word. */
function doublesOf({ columns }: FeatureMatrix, row: number): number[] {
  return columns.flatMap((column) => {
    if (column.type === "number") return [column.values[row] as number];
    if (column.type === "category") return [column.codes[row] as number];
    if (column.type === "vector") return [...column.values.slice(row * column.width, (row + 1) * column.width)];
    return [...[...(column.values[row] ?? "\0")].map((sign) => sign.codePointAt(0) as number), -1];
  });
}

describe("the digest of a row's features", () => {
  test("is the sha256 of its values as little-endian doubles, whatever was asked for before", () => {
    fc.assert(
      fc.property(fc.array(matrix, { minLength: 1, maxLength: 4 }), (matrices) => {
        for (const asked of matrices)
          for (let row = 0; row < asked.rows; row++) {
            const bytes = Buffer.alloc(doublesOf(asked, row).length * 8);
            for (const [index, double] of doublesOf(asked, row).entries()) bytes.writeDoubleLE(double, index * 8);
            expect(featuresDigest(asked, row)).toBe(createHash("sha256").update(bytes).digest("hex"));
          }
      }),
    );
  });
});
