import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InvalidArgumentError } from "../../../src/core/index.js";
import type { ExpressionNode } from "../../../src/schema/house.js";
import { compileRow, scalarAt, sliceBatch, typeOf } from "../../../src/schema/house.js";
import { type Batch, compileColumns, concatBatches } from "../../../src/schema/index.js";
import { encodeTable, logicalTable, logicalTypes } from "../../dataset/arbitraries.js";

const column = (name: string): ExpressionNode => ({ op: "column", name, type: logicalTypes[name] ?? "other" });
const literal = (value: number | string | boolean, type: "number" | "text" | "boolean" | "time"): ExpressionNode => ({
  op: "literal",
  type,
  value,
});

type Trees = {
  number: ExpressionNode;
  time: ExpressionNode;
  text: ExpressionNode;
  zone: ExpressionNode;
  boolean: ExpressionNode;
  any: ExpressionNode;
};

/** Trees of every node that is computed over one row. */
const trees = fc.letrec<Trees>((tie) => {
  const two = (kind: keyof Trees) => ({ left: tie(kind), right: tie(kind) });
  const numberValue = fc.constantFrom(0, -0, 1, -2.5, Number.NaN, Number.POSITIVE_INFINITY, 0.5);
  const word = fc.constantFrom("ATL", "JFK", "", "é", "__proto__");
  return {
    number: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(column("x"), column("y"), column("i")),
      numberValue.map((value) => literal(value, "number")),
      fc.record({
        op: fc.constantFrom("add", "subtract", "multiply", "divide", "minimum", "maximum"),
        ...two("number"),
      }),
      fc.record({ op: fc.constantFrom("negate", "absolute", "floor", "natural-logarithm"), of: tie("number") }),
      fc.record({ op: fc.constant("minutes-since" as const), of: tie("time"), start: tie("time") }),
      fc.record({ op: fc.constant("impute" as const), of: tie("number"), value: numberValue }),
      fc.record({
        op: fc.constant("calendar" as const),
        part: fc.constantFrom("hour", "minute", "day-of-week", "day-of-month", "month"),
        of: tie("time"),
        zone: tie("zone"),
      }),
      fc.record({
        op: fc.constant("lookup" as const),
        of: tie("text"),
        type: fc.constant("number" as const),
        entries: fc.constant({ ATL: 1, JFK: -0, "": 2 }),
      }),
      fc.record({
        op: fc.constant("choose" as const),
        condition: tie("boolean"),
        whenTrue: tie("number"),
        whenFalse: tie("number"),
      }),
    ),
    time: fc.oneof(
      { maxDepth: 3 },
      fc.constant(column("t")),
      fc.record({ op: fc.constant("plus-minutes" as const), of: tie("time"), minutes: tie("number") }),
      fc.record({ op: fc.constant("instant" as const), of: tie("time"), zone: tie("zone") }),
      fc.constant(literal(986_083_200_000, "time")),
    ),
    zone: fc.constantFrom(column("z"), literal("America/New_York", "text"), literal("UTC", "text")),
    text: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom(column("w"), column("v")),
      word.map((value) => literal(value, "text")),
      fc.record({ op: fc.constant("impute" as const), of: tie("text"), value: word }),
      fc.record({
        op: fc.constant("calendar" as const),
        part: fc.constant("day" as const),
        of: tie("time"),
        zone: tie("zone"),
      }),
      fc.record({
        op: fc.constant("lookup" as const),
        of: tie("text"),
        type: fc.constant("text" as const),
        entries: fc.constant({ ATL: "Atlanta", JFK: "New York", ORD: "ATL" }),
      }),
      fc.record({
        op: fc.constant("choose" as const),
        condition: tie("boolean"),
        whenTrue: tie("text"),
        whenFalse: tie("text"),
      }),
    ),
    boolean: fc.oneof(
      { maxDepth: 4 },
      fc.constant(column("b")),
      fc.boolean().map((value) => literal(value, "boolean")),
      fc.record({ op: fc.constantFrom("less", "at-most", "equal", "differ"), ...two("number") }),
      fc.record({ op: fc.constantFrom("less", "at-most", "equal", "differ"), ...two("time") }),
      fc.record({ op: fc.constantFrom("equal", "differ"), ...two("text") }),
      fc.record({ op: fc.constantFrom("equal", "differ"), ...two("boolean") }),
      fc.record({ op: fc.constantFrom("equal", "differ"), left: tie("text"), right: tie("number") }),
      fc.record({ op: fc.constantFrom("and", "or"), ...two("boolean") }),
      fc.record({ op: fc.constant("not" as const), of: tie("boolean") }),
      fc.record({ op: fc.constant("is-missing" as const), of: tie("any") }),
      fc.record({ op: fc.constant("one-of" as const), of: tie("text"), values: fc.constant(["ATL", ""]) }),
      fc.record({ op: fc.constant("one-of" as const), of: tie("number"), values: fc.constant([0, 1, Number.NaN]) }),
      fc.record({ op: fc.constant("one-of" as const), of: tie("boolean"), values: fc.constant([true]) }),
      fc.record({
        op: fc.constant("matches" as const),
        of: tie("text"),
        pattern: fc.constantFrom("^A", "é|𐐷", "^$"),
        flags: fc.constantFrom("", "u", "i"),
      }),
      fc.record({ op: fc.constant("impute" as const), of: tie("boolean"), value: fc.boolean() }),
      fc.record({
        op: fc.constant("choose" as const),
        condition: tie("boolean"),
        whenTrue: tie("boolean"),
        whenFalse: tie("boolean"),
      }),
    ),
    any: fc.oneof(tie("number"), tie("text"), tie("boolean"), tie("time"), fc.constant(column("o"))),
  };
});

function expectSameAsRows(node: ExpressionNode, batch: Batch): void {
  const result = compileColumns(node)(batch);
  const ofRow = compileRow(node);
  const byRows = Array.from({ length: batch.length }, (_, row) =>
    ofRow(Object.fromEntries(Object.entries(batch.columns).map(([name, data]) => [name, scalarAt(data, row)]))),
  );
  const byColumns = Array.from({ length: batch.length }, (_, row) => scalarAt(result, row));
  // Jest-style equality by Object.is: −0 is not 0, NaN is NaN.
  expect(byColumns).toStrictEqual(byRows);
  expect({ type: result.type, length: result.length }).toEqual({ type: typeOf(node), length: batch.length });
}

describe("compileColumns", () => {
  it("gives the bits of the row compiler for every expression, encoding and missing value", () => {
    fc.assert(
      fc.property(trees.any, logicalTable(), fc.nat(), (node, table, seed) => {
        expectSameAsRows(node, encodeTable(table, seed));
      }),
      { numRuns: 1500 },
    );
  });

  it("gives the same for slices and for several chunks joined", () => {
    fc.assert(
      fc.property(trees.any, logicalTable({ maxLength: 30 }), fc.nat(30), fc.nat(), (node, table, cut, seed) => {
        const whole = encodeTable(table, seed);
        const at = Math.min(cut, whole.length);
        const end = sliceBatch(whole, at, whole.length);
        expectSameAsRows(node, end);
        const other = encodeTable(table, seed + 1);
        expectSameAsRows(node, concatBatches([end, sliceBatch(other, 0, at), other]));
      }),
      { numRuns: 300 },
    );
  });

  it("sees a null inside nested values as missing, as rows do", () => {
    const batch: Batch = { length: 2, columns: { o: { type: "other", length: 2, values: [null, { a: 1 }] } } };
    expectSameAsRows({ op: "is-missing", of: column("o") }, batch);
  });

  it("keeps one type over all batches when an integer column is filled with a fraction", () => {
    const node: ExpressionNode = { op: "impute", of: column("i"), value: 0.5 };
    const batch: Batch = { length: 1, columns: { i: { type: "integer", length: 1, values: Float64Array.of(3) } } };
    expect(compileColumns(node)(batch).type).toBe("number");
  });

  it("never asks a word that no row uses", () => {
    const asked: string[] = [];
    const dictionary = new Proxy(["ATL", "JFK", "ORD"], {
      get: (words, key) => {
        if (key === "0" || key === "1" || key === "2") asked.push(key);
        return Reflect.get(words, key);
      },
    });
    const batch: Batch = {
      length: 2,
      columns: { w: { type: "text", length: 2, codes: Int32Array.of(1, 1), dictionary } },
    };
    compileColumns({ op: "matches", of: column("w"), pattern: "J", flags: "" })(batch);
    expect(asked).toEqual(["1"]);
  });

  it("refuses fitted and history nodes, and batches without the column", () => {
    expect(() => compileColumns({ op: "standardize", of: column("x") })).toThrow(InvalidArgumentError);
    expect(() =>
      compileColumns({ op: "history", aggregate: "count", key: column("w"), knownAt: column("t"), windowMinutes: 1 }),
    ).toThrow(InvalidArgumentError);
    expect(() => compileColumns(column("x"))({ length: 0, columns: {} })).toThrow(/a column "x"/);
  });
});
