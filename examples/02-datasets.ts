// Datasets alone: kept, tagged, opened and compared by version.   npx tsx examples/02-datasets.ts
import { createMemoryStore, pipeline } from "golden-pipeline";
import { diffDatasets, listDatasets, openDataset, saveDataset, tagDataset } from "golden-pipeline/dataset";
import { ingest, rowsSource } from "golden-pipeline/ingestion";
import { contract } from "golden-pipeline/schema";
import { validate } from "golden-pipeline/validation";

import { z } from "zod";

const orders = contract("orders", z.object({ id: z.string(), amount: z.number(), paid: z.boolean() }));
const store = createMemoryStore(); // createFileStore("data") of golden-pipeline/store outlives the process
const landing = pipeline("orders", ingest(orders)).pipe(validate());
const landed = (rows: object[]) => landing(rowsSource("orders", rows), { store });

const tea = { id: "tea", amount: 3, paid: true };
const rice = { id: "rice", amount: 8, paid: false };
const monday = await saveDataset(store, await landed([tea, rice]), { tags: ["latest"] });
const tuesday = await saveDataset(store, await landed([{ ...rice, paid: true }, tea]));
await tagDataset(store, tuesday.version, "latest", { expect: monday.version }); // refused had somebody moved it

for (const { version, rows, tags } of await listDatasets(store, { contract: orders }))
  console.log(version.slice(0, 16), `${rows} rows`, tags.join(" "));
const before = await openDataset(store, monday.version, orders);
const difference = await diffDatasets(before, await openDataset(store, "latest", orders), { key: "id" });
console.log(JSON.stringify(difference.rows));
