import fc from "fast-check";
import { batchFromRows, rowsOf, takeRows } from "golden-pipeline/schema";
import { describe, expect, it } from "vitest";
import { sliceBatch } from "../../../src/schema/house.js";
import { arbitraryRows, definitions } from "./batches.js";

const slices = arbitraryRows.chain((rows) =>
  fc
    .tuple(fc.nat(rows.length), fc.nat(rows.length))
    .map(([a, b]) => ({ rows, start: Math.min(a, b), end: Math.max(a, b) })),
);

describe("a slice of a batch", () => {
  it("holds the same rows as a slice of the rows", () => {
    fc.assert(
      fc.property(slices, ({ rows, start, end }) => {
        const slice = sliceBatch(batchFromRows(definitions, rows), start, end);
        expect([...rowsOf(slice)]).toEqual(rows.slice(start, end));
      }),
    );
  });

  it("can be sliced again", () => {
    fc.assert(
      fc.property(slices, fc.nat(40), ({ rows, start, end }, offset) => {
        const within = Math.min(offset, end - start);
        const slice = sliceBatch(sliceBatch(batchFromRows(definitions, rows), start, end), within, end - start);
        expect([...rowsOf(slice)]).toEqual(rows.slice(start + within, end));
      }),
    );
  });

  it("has bits of its own that equal those of columns made from the same rows", () => {
    fc.assert(
      fc.property(slices, ({ rows, start, end }) => {
        const slice = sliceBatch(batchFromRows(definitions, rows), start, end);
        const fresh = batchFromRows(definitions, rows.slice(start, end));
        for (const { name } of definitions)
          expect(slice.columns[name]?.validity).toEqual(fresh.columns[name]?.validity);
      }),
    );
  });

  it("shares its values with the original", () => {
    const batch = batchFromRows([{ name: "x", type: "number" }], [{ x: 1 }, { x: 2 }]);
    const column = sliceBatch(batch, 1, 2).columns.x;
    const original = batch.columns.x;
    if (column?.type !== "number" || original?.type !== "number") throw new Error("expected number columns");
    expect(column.values.buffer).toBe(original.values.buffer);
  });

  it("may not reach beyond the batch", () => {
    const batch = batchFromRows([{ name: "x", type: "number" }], [{ x: 1 }]);
    expect(() => sliceBatch(batch, 0, 2)).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [batch] Expected rows within the 1 that there are, got [0, 2)]`,
    );
    expect(() => sliceBatch(batch, -1, 1)).toThrow("rows within the 1 that there are");
    expect(() => sliceBatch(batch, 1, 0)).toThrow("rows within the 1 that there are");
  });
});

describe("taking rows", () => {
  it("picks them in the order of the indices, also more than once", () => {
    const indexed = arbitraryRows
      .filter((rows) => rows.length > 0)
      .chain((rows) => fc.tuple(fc.constant(rows), fc.array(fc.nat(rows.length - 1))));
    fc.assert(
      fc.property(indexed, ([rows, indices]) => {
        const taken = takeRows(batchFromRows(definitions, rows), Uint32Array.from(indices));
        expect([...rowsOf(taken)]).toEqual(indices.map((index) => rows[index]));
      }),
    );
  });
});
