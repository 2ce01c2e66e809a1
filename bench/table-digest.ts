// Rows per second of the content digest, with hashing on 1 and on 2 threads, and of Arrow encoding and decoding:
//   UV_THREADPOOL_SIZE=1 npx tsx bench/table-digest.ts; UV_THREADPOOL_SIZE=2 npx tsx bench/table-digest.ts
import { createHash } from "node:crypto";
import { createDatasetDigester, decodeArrow, encodeArrow } from "../src/dataset/house.js";
import { sliceBatch } from "../src/schema/house.js";
import type { Batch, ColumnData } from "../src/schema/index.js";

const rows = 1_000_000;
const rounds = 5;

function flightsLike(): Batch {
  const numbers = (type: "number" | "integer" | "time", value: (row: number) => number): ColumnData => ({
    type,
    length: rows,
    values: Float64Array.from({ length: rows }, (_, row) => value(row)),
  });
  const airports = Array.from({ length: 300 }, (_, index) => `A${index}`);
  const words = (step: number): ColumnData => ({
    type: "text",
    length: rows,
    codes: Int32Array.from({ length: rows }, (_, row) => (row * step) % airports.length),
    dictionary: airports,
  });
  const validity = new Uint8Array(rows >> 3).fill(0b11110111);
  return {
    length: rows,
    columns: {
      departedAt: numbers("time", (row) => 986_083_200_000 + row * 1000),
      origin: words(7),
      destination: words(11),
      distance: numbers("number", (row) => (row % 4000) / 3),
      delay: { ...numbers("integer", (row) => (row % 200) - 30), validity },
      late: { type: "boolean", length: rows, values: Uint8Array.from({ length: rows }, (_, row) => row & 1) },
    },
  };
}

async function measure(name: string, work: () => Promise<unknown> | unknown): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const start = performance.now();
    await work();
    // The first round warms up.
    if (round > 0) times.push(performance.now() - start);
  }
  times.sort((left, right) => left - right);
  const median = times[rounds >> 1] ?? Number.NaN;
  const spread = `${times[0]?.toFixed(0)} to ${times.at(-1)?.toFixed(0)}`;
  console.log(
    `${name.padEnd(44)} ${median.toFixed(0).padStart(5)} ms (${spread}) ${(rows / median / 1000).toFixed(1)} million rows a second`,
  );
}

const batch = flightsLike();
console.log(`${rows} rows x 6 columns, ${process.env.UV_THREADPOOL_SIZE ?? "4 (default)"} threads in the pool`);
await measure("digest, one batch", async () => {
  const digester = createDatasetDigester();
  await digester.update(batch);
  await digester.finish();
});
await measure("digest, batches of 10,000", async () => {
  const digester = createDatasetDigester();
  for (let start = 0; start < rows; start += 10_000) await digester.update(sliceBatch(batch, start, start + 10_000));
  await digester.finish();
});
await measure("sha256 of as many bytes, one thread", () =>
  createHash("sha256")
    .update(new Uint8Array(33 * rows))
    .digest(),
);
const bytes = await encodeArrow(batch);
await measure("Arrow encode", () => encodeArrow(batch));
await measure("Arrow decode", () => decodeArrow(bytes));
