import fc from "fast-check";
import { batchFromRows, concatBatches, rowsOf } from "golden-pipeline/schema";
import { describe, expect, it } from "vitest";
import { sliceBatch } from "../../../src/schema/house.js";
import { arbitraryRows, definitions } from "./batches.js";

describe("concatenated batches", () => {
  it("hold the rows of all batches in order, whatever their dictionaries", () => {
    fc.assert(
      fc.property(fc.array(arbitraryRows, { minLength: 1, maxLength: 5 }), (parts) => {
        const whole = concatBatches(parts.map((rows) => batchFromRows(definitions, rows)));
        expect(whole.length).toBe(parts.flat().length);
        expect([...rowsOf(whole)]).toEqual(parts.flat());
      }),
    );
  });

  it("undo slicing", () => {
    fc.assert(
      fc.property(arbitraryRows, fc.nat(40), fc.nat(40), (rows, a, b) => {
        const batch = batchFromRows(definitions, rows);
        const [first, second] = [Math.min(a, b, rows.length), Math.min(Math.max(a, b), rows.length)];
        const parts = [
          sliceBatch(batch, 0, first),
          sliceBatch(batch, first, second),
          sliceBatch(batch, second, rows.length),
        ];
        const whole = concatBatches(parts);
        expect([...rowsOf(whole)]).toEqual(rows);
        for (const { name } of definitions)
          expect(whole.columns[name]?.validity).toEqual(batch.columns[name]?.validity);
      }),
    );
  });

  it("have one dictionary, with words in order of first appearance", () => {
    const words = (...texts: (string | null)[]) =>
      batchFromRows(
        [{ name: "word", type: "text" }],
        texts.map((word) => ({ word })),
      );
    const { word } = concatBatches([words("b", "a"), words("c", null, "b")]).columns;
    expect(word).toMatchObject({ dictionary: ["b", "a", "c"] });
    if (word?.type !== "text") throw new Error("expected a text column");
    expect([word.codes[0], word.codes[1], word.codes[2], word.codes[4]]).toEqual([0, 1, 2, 0]);
  });

  it("of nothing are an empty batch", () => {
    expect(concatBatches([])).toEqual({ length: 0, columns: {} });
  });

  it("must have the same columns of the same types", () => {
    const numbers = batchFromRows([{ name: "x", type: "number" }], [{ x: 1 }]);
    const texts = batchFromRows([{ name: "x", type: "text" }], [{ x: "1" }]);
    const more = batchFromRows(
      [
        { name: "x", type: "number" },
        { name: "y", type: "number" },
      ],
      [{ x: 1, y: 2 }],
    );
    expect(() => concatBatches([numbers, texts])).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [batch] Expected a number column "x" in every batch, got "text" (string)]`,
    );
    expect(() => concatBatches([more, numbers])).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [batch] Expected a number column "y" in every batch, got undefined]`,
    );
    expect(() => concatBatches([numbers, more])).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [batch] Expected the same columns in every batch, got "y" in one but not the first]`,
    );
  });
});
