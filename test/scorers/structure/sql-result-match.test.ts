import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sqlResultMatch } from "../../../src/scorers/structure/index.js";

const equal = { score: 1, match: true, rule: "equal" };
const rule = (...given: Parameters<typeof sqlResultMatch>) => sqlResultMatch(...given).rule;

describe("sqlResultMatch", () => {
  it("compares rows as multisets", () => {
    expect(sqlResultMatch([["a"], ["a"], ["b"]], [["b"], ["a"], ["a"]])).toEqual(equal);
    expect(sqlResultMatch([["a"], ["a"], ["b"]], [["b"], ["b"], ["a"]])).toEqual({
      score: 0,
      match: false,
      rule: "rows-differ",
    });
    expect(rule([["a"], ["a"]], [["a"]])).toBe("rows-differ");
    expect(rule([["a", "b,c"]], [["a,b", "c"]])).toBe("rows-differ");
    expect(rule([[1]], [["1"]])).toBe("rows-differ");
    expect(rule([[1]], [[true]])).toBe("rows-differ");
  });

  it("takes null and undefined, 1 and 1n, dates of one time and equal JSON for the same cell", () => {
    const one = [null, 1, 10n ** 21n, new Date(5), { a: 1, b: [2] }, new Uint8Array([1, 2]), -0, Number.NaN];
    const other = [undefined, 1n, 1e21, new Date(5), { b: [2], a: 1 }, new Uint8Array([1, 2]), 0, Number.NaN];
    expect(sqlResultMatch([other], [one])).toEqual(equal);
    expect(rule([[new Date(6)]], [[new Date(5)]])).toBe("rows-differ");
    expect(rule([[0]], [[null]])).toBe("rows-differ");
    expect(rule([[null]], [["null"]])).toBe("rows-differ");
    expect(rule([[0.3]], [[0.1 + 0.2]])).toBe("rows-differ");
  });

  it("minds the order of rows when asked to, and says when only that is wrong", () => {
    expect(rule([[1], [2]], [[1], [2]], { ordered: true })).toBe("equal");
    expect(rule([[1], [2]], [[2], [1]], { ordered: true })).toBe("order-differs");
    expect(rule([[1], [2]], [[2], [3]], { ordered: true })).toBe("rows-differ");
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
    expect(rule(gold, turned)).toBe("rows-differ");
    expect(rule(gold, turned, { columns: "name" })).toBe("equal");
    expect(rule(gold, turned, { columns: "any" })).toBe("equal");
    expect(
      rule(
        gold,
        [
          ["b", 2],
          ["a", 1],
        ],
        { columns: "any" },
      ),
    ).toBe("equal");
    expect(
      rule(
        gold,
        [
          ["b", 1],
          ["a", 2],
        ],
        { columns: "any" },
      ),
    ).toBe("rows-differ");
    expect(
      rule(
        gold,
        [
          ["b", 2],
          ["a", 1],
        ],
        { columns: "any", ordered: true },
      ),
    ).toBe("order-differs");
    expect(
      rule(gold, [
        { number: 1, label: "a" },
        { number: 2, label: "b" },
      ]),
    ).toBe("equal");
    expect(rule(gold, [{ number: 1, name: "a" }], { columns: "name" })).toBe("columns-differ");
    expect(rule(gold, [[1, "a"]], { columns: "name" })).toBe("columns-differ");
  });

  it("names columns that are too many, too few or ragged", () => {
    expect(rule([[1]], [[1, 2]])).toBe("columns-differ");
    expect(rule([[1], [1]], [[1], [1, 2]])).toBe("columns-differ");
    expect(rule([[1], [1]], [{ a: 1 }, { b: 1 }])).toBe("columns-differ");
  });

  it("compares empty results by their rows alone", () => {
    expect(rule([], [])).toBe("equal");
    expect(rule([], [], { columns: "name" })).toBe("equal");
    expect(rule([[1]], [])).toBe("rows-differ");
    expect(rule([], [[1, 2]])).toBe("rows-differ");
  });

  it("accepts numbers within a tolerance, nulls and texts only as they are", () => {
    const gold = [
      ["a", 1],
      ["a", 2],
      ["b", null],
    ];
    const answer = [
      ["b", null],
      ["a", 2.01],
      ["a", 0.99],
    ];
    expect(rule(gold, answer)).toBe("rows-differ");
    expect(rule(gold, answer, { absoluteTolerance: 0.02 })).toBe("equal");
    expect(rule(gold, answer, { relativeTolerance: 0.011 })).toBe("equal");
    expect(rule(gold, answer, { relativeTolerance: 0.001 })).toBe("rows-differ");
    expect(rule([["b", null]], [["b", 0]], { absoluteTolerance: 1 })).toBe("rows-differ");
    expect(rule([[1]], [[Number.POSITIVE_INFINITY]], { absoluteTolerance: 1 })).toBe("rows-differ");
    expect(rule([[10n ** 20n]], [[10n ** 20n + 1n]], { absoluteTolerance: 0.5 })).toBe("rows-differ");
    expect(rule([[1e20]], [[10n ** 20n]], { absoluteTolerance: 0.5 })).toBe("equal");
  });

  it("finds the rows that fit where numbers within tolerance sort the other way", () => {
    const gold = [
      [1, 10],
      [1.001, 20],
    ];
    const answer = [
      [1.0005, 20],
      [1.0006, 10],
    ];
    expect(rule(gold, answer, { absoluteTolerance: 0.01 })).toBe("equal");
    expect(rule(gold, answer, { absoluteTolerance: 0.01, ordered: true })).toBe("order-differs");
  });

  it("gives up on columns that cannot be told apart rather than run for hours", () => {
    // Every seven columns hold each combination equally often; the eighth is their parity in the gold alone.
    const free = Array.from({ length: 4096 }, (_, line) => Array.from({ length: 8 }, (_, bit) => (line >> bit) & 1));
    const parity = free.map((row) => [...row.slice(0, 7), row.slice(0, 7).reduce((sum, bit) => sum ^ bit, 0)]);
    expect(
      rule(
        free,
        free.map((row) => row.toReversed()),
        { columns: "any" },
      ),
    ).toBe("equal");
    expect(rule(parity, free, { columns: "any" })).toBe("rows-differ");
  });

  it("refuses golds and options that are none", () => {
    expect(() => sqlResultMatch([[1], [1, 2]], [])).toThrow("a gold whose rows share their columns");
    expect(() => sqlResultMatch([[1]], [], { columns: "name" })).toThrow("a gold of records");
    expect(() => sqlResultMatch([new Array(9).fill(1)], [], { columns: "any" })).toThrow("at most 8 columns");
    expect(() => sqlResultMatch([[() => 1]], [])).toThrow("cells that are values");
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
        expect(sqlResultMatch(gold, gold.toReversed())).toEqual(equal);
        expect(sqlResultMatch(gold, turned, { columns: "any" })).toEqual(equal);
        const noisy = turned.map((row, line) =>
          row.map((value, column) =>
            typeof value === "number" ? value + (noise[(line + column) % noise.length] ?? 0) / 1000 : value,
          ),
        );
        expect(sqlResultMatch(gold, noisy, { columns: "any", absoluteTolerance: 0.01 })).toEqual(equal);
      }),
    );
  });
});
