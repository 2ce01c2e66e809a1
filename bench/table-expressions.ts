// Columnar against single-row expressions, both over the same rows: npx tsx bench/table-expressions.ts

import type { ExpressionNode } from "../src/schema/house.js";
import { compileRow, scalarAt } from "../src/schema/house.js";
import { type Batch, compileColumns, rowsOf } from "../src/schema/index.js";

const rows = 500_000;
const rounds = 5;

const length = rows;
const words = Array.from({ length: 300 }, (_, index) => (index === 0 ? "ATL" : `A${index}`));
const batch: Batch = {
  length,
  columns: {
    distance: { type: "number", length, values: Float64Array.from({ length }, (_, row) => (row % 4000) / 3) },
    delay: {
      type: "number",
      length,
      values: Float64Array.from({ length }, (_, row) => (row % 200) - 30),
      validity: new Uint8Array(length >> 3).fill(0b11110111),
    },
    origin: {
      type: "text",
      length,
      codes: Int32Array.from({ length }, (_, row) => (row * 7) % 300),
      dictionary: words,
    },
    departedAt: {
      type: "time",
      length,
      values: Float64Array.from({ length }, (_, row) => 986_083_200_000 + row * 10_000),
    },
  },
};

const column = (name: string, type: "number" | "text" | "time"): ExpressionNode => ({ op: "column", name, type });
const number = (value: number): ExpressionNode => ({ op: "literal", type: "number", value });
const text = (value: string): ExpressionNode => ({ op: "literal", type: "text", value });
const [distance, delay, origin, departedAt] = [
  column("distance", "number"),
  column("delay", "number"),
  column("origin", "text"),
  column("departedAt", "time"),
];
const late: ExpressionNode = { op: "at-most", left: number(15), right: delay };
const fromAtlanta: ExpressionNode = { op: "equal", left: origin, right: text("ATL") };

const cases: Record<string, ExpressionNode> = {
  "distance × 0.13 + 30": {
    op: "add",
    left: { op: "multiply", left: distance, right: number(0.13) },
    right: number(30),
  },
  "delay at least 15": late,
  'origin = "ATL" and delay at least 15': { op: "and", left: fromAtlanta, right: late },
  "origin matches /^A1/": { op: "matches", of: origin, pattern: "^A1", flags: "" },
  "hour of departure in New York": { op: "calendar", part: "hour", of: departedAt, zone: text("America/New_York") },
  "day of departure in New York": { op: "calendar", part: "day", of: departedAt, zone: text("America/New_York") },
  "delay, or 0 when missing, if from ATL": {
    op: "choose",
    condition: fromAtlanta,
    whenTrue: { op: "impute", of: delay, value: 0 },
    whenFalse: distance,
  },
};

function median(work: () => void): number {
  const times: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const start = performance.now();
    work();
    if (round > 0) times.push(performance.now() - start);
  }
  return times.sort((left, right) => left - right)[rounds >> 1] ?? Number.NaN;
}

const objects = [...rowsOf(batch)];
console.log(`${rows} rows, milliseconds (median of ${rounds})`);
for (const [name, node] of Object.entries(cases)) {
  const [columnar, single] = [compileColumns(node), compileRow(node)];
  const result = columnar(batch);
  objects.forEach((row, index) => {
    if (!Object.is(single(row), scalarAt(result, index))) throw new Error(`${name}: row ${index} differs`);
  });
  const byColumns = median(() => columnar(batch));
  const byRows = median(() => {
    for (const row of objects) single(row);
  });
  console.log(
    `${name.padEnd(40)} columns ${byColumns.toFixed(1).padStart(7)} rows ${byRows.toFixed(1).padStart(7)} ratio ${(byColumns / byRows).toFixed(2)}`,
  );
}
