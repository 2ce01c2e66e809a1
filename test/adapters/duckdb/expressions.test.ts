import fc from "fast-check";
import { expect, it } from "vitest";
import { duckdbDialect } from "../../../src/adapters/duckdb/duckdb-dialect.js";
import { createLayers } from "../../../src/ports/sql/layers.js";
import { quoteName } from "../../../src/ports/sql/literals.js";
import { readValue } from "../../../src/ports/sql/read-value.js";
import { writeExpression } from "../../../src/ports/sql/write-expression.js";
import { compileRow, type ExpressionNode } from "../../../src/schema/house.js";
import { loadTables } from "./load-tables.js";

const numbers = [0, -0, 1, -1, 0.1, 2.5, -7.75, 1e-310, 5e-324, 1.7976931348623157e308, -1e300, 2 ** 53 + 2];
const number = fc.oneof(
  fc.constantFrom(...numbers, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
  fc.integer({ min: -20, max: 20 }),
  fc.double(),
);
const words = [
  "",
  "a",
  "it's",
  '"',
  "\\",
  "a\nb",
  "a\0b",
  "Zürich",
  "😀",
  "%_",
  "'; DROP TABLE t; --",
  "$1",
  "a\u0301",
];
const word = fc.oneof(fc.constantFrom(...words), fc.string({ unit: "grapheme", maxLength: 4 }));
const time = fc.oneof(
  fc.constantFrom(0, -1, 86_399_999, -62_135_596_800_000, 8.64e15, -8.64e15),
  fc.integer({ min: -8.64e15, max: 8.64e15 }),
);
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { freq: 4 });
const row = fc.record({
  x: maybe(number),
  y: maybe(number),
  w: maybe(word),
  v: maybe(word),
  b: maybe(fc.boolean()),
  t: maybe(time),
  u: maybe(time),
});

const column = (name: string, type: "number" | "text" | "boolean" | "time"): ExpressionNode => ({
  op: "column",
  name,
  type,
});
const tree = fc.letrec<{ n: ExpressionNode; w: ExpressionNode; b: ExpressionNode; t: ExpressionNode }>((tie) => {
  const [n, w, b, t] = [tie("n"), tie("w"), tie("b"), tie("t")];
  const node = (parts: Record<string, unknown>): fc.Arbitrary<ExpressionNode> =>
    fc.record(
      Object.fromEntries(
        Object.entries(parts).map(([name, part]) => [name, part instanceof fc.Arbitrary ? part : fc.constant(part)]),
      ),
    ) as never;
  const part = fc.constantFrom("hour", "minute", "day-of-week", "day-of-month", "month");
  return {
    n: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.constantFrom(column("x", "number"), column("y", "number")),
      number.map((value): ExpressionNode => ({ op: "literal", type: "number", value })),
      node({ op: fc.constantFrom("add", "subtract", "multiply", "divide", "minimum", "maximum"), left: n, right: n }),
      node({ op: fc.constantFrom("negate", "absolute", "floor"), of: n }),
      node({ op: "impute", of: n, value: number }),
      node({ op: "choose", condition: b, whenTrue: n, whenFalse: n }),
      node({ op: "lookup", of: w, type: "number", entries: fc.dictionary(word, number, { maxKeys: 3 }) }),
      node({ op: "minutes-since", of: t, start: t }),
      node({ op: "calendar", part, of: t }),
    ),
    w: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.constantFrom(column("w", "text"), column("v", "text")),
      node({ op: "impute", of: w, value: word }),
      node({ op: "choose", condition: b, whenTrue: w, whenFalse: w }),
      node({ op: "lookup", of: w, type: "text", entries: fc.dictionary(word, word, { maxKeys: 3 }) }),
      node({ op: "calendar", part: "day", of: t }),
    ),
    b: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.constant(column("b", "boolean")),
      node({ op: fc.constantFrom("equal", "differ", "less", "at-most"), left: n, right: n }),
      node({ op: fc.constantFrom("equal", "differ"), left: w, right: w }),
      node({ op: fc.constantFrom("equal", "less", "at-most"), left: t, right: t }),
      node({ op: fc.constantFrom("and", "or"), left: b, right: b }),
      node({ op: "not", of: b }),
      node({ op: "is-missing", of: fc.oneof(n, w, b, t) }),
      node({
        op: "one-of",
        of: n,
        values: fc.array(
          number.filter((value) => !Number.isNaN(value)),
          { maxLength: 3 },
        ),
      }),
      node({ op: "one-of", of: w, values: fc.array(word, { maxLength: 3 }) }),
      node({
        op: "matches",
        of: w,
        pattern: fc.constantFrom("^a", "[a-z]+$", "\\s", "'|\""),
        flags: fc.constantFrom("", "i"),
      }),
      node({ op: "choose", condition: b, whenTrue: b, whenFalse: b }),
    ),
    t: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.constantFrom(column("t", "time"), column("u", "time")),
      node({ op: "plus-minutes", of: t, minutes: n }),
      node({ op: "instant", of: t, zone: { op: "literal", type: "text", value: "UTC" } }),
    ),
  };
});

const table = [
  { name: "x", type: "DOUBLE", kind: "number", as: "number" },
  { name: "y", type: "DOUBLE", kind: "number", as: "number" },
  { name: "w", type: "VARCHAR", kind: "text", as: "text" },
  { name: "v", type: "VARCHAR", kind: "text", as: "text" },
  { name: "b", type: "BOOLEAN", kind: "boolean", as: "boolean" },
  { name: "t", type: "TIMESTAMP", kind: "time", as: "time" },
  { name: "u", type: "TIMESTAMP", kind: "time", as: "time" },
] as const;

it("gives every row the value that compileRow gives it, to the bit", async () => {
  const sample = fc.sample(row, { numRuns: 150, seed: 7 });
  const rows = sample.map((one, i) => ({
    i,
    ...one,
    t: one.t === null ? null : new Date(one.t),
    u: one.u === null ? null : new Date(one.u),
  }));
  const connection = await loadTables({
    t: {
      columns: { i: "integer", x: "number", y: "number", w: "text", v: "text", b: "boolean", t: "time", u: "time" },
      rows,
    },
  });
  const property = fc.asyncProperty(fc.oneof(tree.n, tree.w, tree.b, tree.t), async (node) => {
    const layers = createLayers();
    const term = writeExpression(node, {
      dialect: duckdbDialect,
      layers,
      column(name) {
        const found = table.find((one) => one.name === name);
        if (found === undefined) throw new Error(name);
        return readValue(found, layers.source(quoteName(name)), found.as, duckdbDialect, layers).value;
      },
    });
    const index = layers.source('"i"');
    const { sql } = layers.bind(term);
    const reader = await connection.runAndReadAll(`SELECT ${sql} FROM ${layers.from("t")} ORDER BY ${index.sql}`);
    const compute = compileRow(node);
    expect(reader.getRows().map(([value]) => value)).toEqual(sample.map((one) => compute(one)));
  });
  await fc.assert(property, { numRuns: 300 });
  connection.closeSync();
}, 120_000);
