import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sqlResultMatch } from "../../../src/scorers/structure/index.js";

const equal = { score: 1, match: true, rule: "equal" };
const rule = (...given: Parameters<typeof sqlResultMatch>) => sqlResultMatch(...given).rule;

describe("sqlResultMatch", () => {
  it("compares rows as multisets", () => {
    expect(sqlResultMatch([["b"], ["a"], ["a"]], [["a"], ["a"], ["b"]])).toEqual(equal);
    expect(sqlResultMatch([["b"], ["b"], ["a"]], [["a"], ["a"], ["b"]])).toEqual({
      score: 0,
      match: false,
      rule: "rows-differ",
    });
    expect(rule([["a"]], [["a"], ["a"]])).toBe("rows-differ");
    expect(rule([["a,b", "c"]], [["a", "b,c"]])).toBe("rows-differ");
    expect(rule([["1"]], [[1]])).toBe("rows-differ");
    expect(rule([[true]], [[1]])).toBe("rows-differ");
  });

  it("takes null and undefined, 1 and 1n, dates of one time and equal JSON for the same cell", () => {
    const one = [null, 1, 10n ** 21n, new Date(5), { a: 1, b: [2] }, new Uint8Array([1, 2]), -0, Number.NaN];
    const other = [undefined, 1n, 1e21, new Date(5), { b: [2], a: 1 }, new Uint8Array([1, 2]), 0, Number.NaN];
    expect(sqlResultMatch([one], [other])).toEqual(equal);
    expect(rule([[new Date(5)]], [[new Date(6)]])).toBe("rows-differ");
    expect(rule([[null]], [[0]])).toBe("rows-differ");
    expect(rule([["null"]], [[null]])).toBe("rows-differ");
    expect(rule([[0.1 + 0.2]], [[0.3]])).toBe("rows-differ");
  });

  it("minds the order of rows when asked to, and says when only that is wrong", () => {
    expect(rule([[1], [2]], [[1], [2]], { ordered: true })).toBe("equal");
    expect(rule([[2], [1]], [[1], [2]], { ordered: true })).toBe("order-differs");
    expect(rule([[2], [3]], [[1], [2]], { ordered: true })).toBe("rows-differ");
  });

  it("takes columns by position, by name or in any order", () => {
    const gold = [
      { id: 1, name: "a" },
      { id: 2, name: "b" },
    ];
    const turned = [
      { name: "b", id: 2 },
      { name: "a", id: 1 },
    ];
    expect(rule(turned, gold)).toBe("rows-differ");
    expect(rule(turned, gold, { columns: "name" })).toBe("equal");
    expect(rule(turned, gold, { columns: "any" })).toBe("equal");
    expect(
      rule(
        [
          ["b", 2],
          ["a", 1],
        ],
        gold,
        { columns: "any" },
      ),
    ).toBe("equal");
    expect(
      rule(
        [
          ["b", 1],
          ["a", 2],
        ],
        gold,
        { columns: "any" },
      ),
    ).toBe("rows-differ");
    expect(
      rule(
        [
          ["b", 2],
          ["a", 1],
        ],
        gold,
        { columns: "any", ordered: true },
      ),
    ).toBe("order-differs");
    expect(
      rule(
        [
          { number: 1, label: "a" },
          { number: 2, label: "b" },
        ],
        gold,
      ),
    ).toBe("equal");
    expect(rule([{ number: 1, name: "a" }], gold, { columns: "name" })).toBe("columns-differ");
    expect(rule([[1, "a"]], gold, { columns: "name" })).toBe("columns-differ");
  });

  it("names columns that are too many, too few or ragged", () => {
    expect(rule([[1, 2]], [[1]])).toBe("columns-differ");
    expect(rule([[1], [1, 2]], [[1], [1]])).toBe("columns-differ");
    expect(rule([{ a: 1 }, { b: 1 }], [[1], [1]])).toBe("columns-differ");
  });

  it("compares empty results by their rows alone", () => {
    expect(rule([], [])).toBe("equal");
    expect(rule([], [], { columns: "name" })).toBe("equal");
    expect(rule([], [[1]])).toBe("rows-differ");
    expect(rule([[1, 2]], [])).toBe("rows-differ");
  });

  it("accepts numbers within a tolerance, nulls and texts only as they are", () => {
    const gold = [
      ["a", 1],
      ["a", 2],
      ["b", null],
    ];
    const prediction = [
      ["b", null],
      ["a", 2.01],
      ["a", 0.99],
    ];
    expect(rule(prediction, gold)).toBe("rows-differ");
    expect(rule(prediction, gold, { absoluteTolerance: 0.02 })).toBe("equal");
    expect(rule(prediction, gold, { relativeTolerance: 0.011 })).toBe("equal");
    expect(rule(prediction, gold, { relativeTolerance: 0.001 })).toBe("rows-differ");
    expect(rule([["b", 0]], [["b", null]], { absoluteTolerance: 1 })).toBe("rows-differ");
    expect(rule([[Number.POSITIVE_INFINITY]], [[1]], { absoluteTolerance: 1 })).toBe("rows-differ");
    expect(rule([[10n ** 20n + 1n]], [[10n ** 20n]], { absoluteTolerance: 0.5 })).toBe("rows-differ");
    expect(rule([[10n ** 20n]], [[1e20]], { absoluteTolerance: 0.5 })).toBe("equal");
  });

  it("finds the rows that fit where numbers within tolerance sort the other way", () => {
    const gold = [
      [1, 10],
      [1.001, 20],
    ];
    const prediction = [
      [1.0005, 20],
      [1.0006, 10],
    ];
    expect(rule(prediction, gold, { absoluteTolerance: 0.01 })).toBe("equal");
    expect(rule(prediction, gold, { absoluteTolerance: 0.01, ordered: true })).toBe("order-differs");
  });

  it("gives up on columns that cannot be told apart rather than run for hours", () => {
    // Every seven columns hold each combination equally often; the eighth is their parity in the gold alone.
    const free = Array.from({ length: 4096 }, (_, line) => Array.from({ length: 8 }, (_, bit) => (line >> bit) & 1));
    const parity = free.map((row) => [...row.slice(0, 7), row.slice(0, 7).reduce((sum, bit) => sum ^ bit, 0)]);
    expect(
      rule(
        free.map((row) => row.toReversed()),
        free,
        { columns: "any" },
      ),
    ).toBe("equal");
    expect(rule(free, parity, { columns: "any" })).toBe("rows-differ");
  });

  it("refuses golds and options that are none", () => {
    expect(() => sqlResultMatch([], [[1], [1, 2]])).toThrow("a gold whose rows share their columns");
    expect(() => sqlResultMatch([], [[1]], { columns: "name" })).toThrow("a gold of records");
    expect(() => sqlResultMatch([], [new Array(9).fill(1)], { columns: "any" })).toThrow("at most 8 columns");
    expect(() => sqlResultMatch([], [[() => 1]])).toThrow("cells that are values");
    expect(() => sqlResultMatch([], [], { absoluteTolerance: -1 })).toThrow("`absoluteTolerance`");
    expect(() => sqlResultMatch([], [], { relativeTolerance: 2 })).toThrow(
      "`relativeTolerance` to be a share from 0 to 1",
    );
  });

  it("knows a result in any order of rows and columns, with noise within tolerance", () => {
    const cell = fc.oneof(fc.constantFrom(null, "a", "b"), fc.integer({ min: 0, max: 3 }));
    const table = fc
      .integer({ min: 1, max: 5 })
      .chain((width) =>
        fc.tuple(
          fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }),
          fc.shuffledSubarray([...new Array(width).keys()], { minLength: width }),
        ),
      );
    fc.assert(
      fc.property(table, fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1 }), ([gold, columns], noise) => {
        const turned = gold.toReversed().map((row) => columns.map((column) => row[column]));
        expect(sqlResultMatch(gold.toReversed(), gold)).toEqual(equal);
        expect(sqlResultMatch(turned, gold, { columns: "any" })).toEqual(equal);
        const noisy = turned.map((row, line) =>
          row.map((value, column) =>
            typeof value === "number" ? value + (noise[(line + column) % noise.length] ?? 0) / 1000 : value,
          ),
        );
        expect(sqlResultMatch(noisy, gold, { columns: "any", absoluteTolerance: 0.01 })).toEqual(equal);
      }),
    );
  });
});
