// Ingestion alone: land raw bytes first, read them later, and find every row again.   npx tsx examples/01-ingestion.ts
import { createMemoryStore } from "golden-pipeline";
import { csvSource, ingest, readRawRow } from "golden-pipeline/ingestion";
import { contract, rowAt } from "golden-pipeline/schema";

import { z } from "zod";

const days = contract("days", z.object({ date: z.date(), precipitation: z.number(), weather: z.string() }));
const store = createMemoryStore(); // createFileStore("data") keeps it for good

const source = csvSource("node_modules/vega-datasets/data/seattle-weather.csv", { chunkBytes: 16_384 });
const landed = await ingest(days)(source, { store });
console.log(`${landed.source} landed in ${landed.raw.length} blobs, the first is ${landed.raw[0]?.slice(0, 20)}…`);

let rows = 0;
for await (const batch of landed.batches()) {
  if (rows === 0) console.log("untrusted, all text still:", rowAt(batch, 0));
  rows += batch.length;
}
console.log(`${rows} rows; row 42 of the second chunk:`, (await readRawRow(store, "raw/days@2#42")).row);
