// Rows per second of validation: columns against zod row by row, side by side on the same rows.
//   npx tsx bench/validation.ts
import { z } from "zod";
import type { LandedBatch } from "../src/dataset/index.js";
import { columnFromValues } from "../src/schema/house.js";
import { type Batch, contract, rowAt } from "../src/schema/index.js";
import { createRowValidator } from "../src/validation/index.js";
import { compileBatchValidator } from "../src/validation/validate-batch.js";

const rows = 1_000_000;
const schema = z.object({
  at: z.date(),
  origin: z.string().length(3),
  distance: z.int().min(1).max(10_000),
  delay: z.number().min(-100).max(3000).nullable(),
});
const flights = contract("flights", schema, {
  eventTime: "at",
  rules: (flight) => ({ "is no day late": flight.delay.below(1440) }),
});

function flightsLike(invalidShare: number): LandedBatch {
  const every = invalidShare > 0 ? Math.round(1 / invalidShare) : Number.POSITIVE_INFINITY;
  const numbers = (value: (row: number) => number) => Float64Array.from({ length: rows }, (_, row) => value(row));
  const airports = Array.from({ length: 300 }, (_, index) => `A${10 + (index % 90)}`);
  const columns: Batch["columns"] = {
    at: { type: "time", length: rows, values: numbers((row) => 986_083_200_000 + row * 1000) },
    origin: {
      type: "text",
      length: rows,
      codes: Int32Array.from({ length: rows }, (_, row) => (row * 7) % airports.length),
      dictionary: airports,
    },
    distance: { type: "integer", length: rows, values: numbers((row) => (row % every === 1 ? 0 : 1 + (row % 4000))) },
    delay: {
      type: "number",
      length: rows,
      values: numbers((row) => (row % 200) - 30),
      validity: new Uint8Array(rows >> 3).fill(0b11110111),
    },
  };
  return { length: rows, columns, firstRow: 0, position: { kind: "event", log: "raw/flights", sequence: 1 } };
}

function measure(work: () => void, count: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 5; round++) {
    const start = performance.now();
    work();
    best = Math.min(best, performance.now() - start);
  }
  return count / best / 1000;
}

function each<T>(items: readonly T[], work: (item: T, index: number) => unknown): void {
  for (let index = 0; index < items.length; index++) work(items[index] as T, index);
}

const table: Record<string, string>[] = [];
for (const share of [0, 0.001, 0.1]) {
  const batch = flightsLike(share);
  const objects = Array.from({ length: 100_000 }, (_, row) => rowAt(batch, row));
  const check = compileBatchValidator(flights);
  const checkRow = createRowValidator(flights);
  const columnar = measure(() => check(batch), rows);
  const single = measure(() => each(objects, (row) => checkRow(row)), objects.length);
  const zod = measure(() => each(objects, (row) => schema.safeParse(row)), objects.length);
  const from = measure(() => each(objects, (_, row) => schema.safeParse(rowAt(batch, row))), objects.length);
  table.push({
    invalid: `${100 * share} %`,
    "columns, Mrow/s": columnar.toFixed(1),
    "single rows": single.toFixed(2),
    "zod on objects": zod.toFixed(2),
    "zod from columns": from.toFixed(2),
    "columns / zod": `${(columnar / zod).toFixed(1)}x`,
  });
}
console.table(table);

const words = Array.from({ length: rows }, (_, row) => String(row % 4000));
const asText = flightsLike(0);
const textual: LandedBatch = {
  ...asText,
  textual: true,
  columns: {
    ...asText.columns,
    distance: columnFromValues(
      "text",
      words.map((word) => (word === "0" ? "1" : word)),
    ),
  },
};
const check = compileBatchValidator(flights);
console.log(`a column of text read as numbers: ${measure(() => check(textual), rows).toFixed(1)} Mrow/s`);
