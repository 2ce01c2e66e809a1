// A dataset tracked by DVC and read back on another machine; yours is at DVC_FOLDER.   npx tsx examples/02-dvc.ts
import { mkdirSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMemoryStore, pipeline } from "golden-pipeline";
import { dvcSource, readDvc, writeDvcDataset } from "golden-pipeline/adapters/dvc";
import { csvSource, ingest, jsonLinesSource } from "golden-pipeline/ingestion";
import { contract } from "golden-pipeline/schema";
import { validate } from "golden-pipeline/validation";
import { z } from "zod";

const folder = process.env.DVC_FOLDER ?? mkdtempSync(join(tmpdir(), "dvc-"));
mkdirSync(join(folder, ".dvc"), { recursive: true }); // as `dvc init` does

const airports = contract("airports", z.object({ iata: z.string(), state: z.string(), longitude: z.number() }));
const landing = pipeline("airports", ingest(airports)).pipe(validate());
const csv = csvSource("node_modules/vega-datasets/data/airports.csv");
const dataset = await landing(csv, { store: createMemoryStore() });
await writeDvcDataset({ folder }, "airports", dataset); // then: git add airports.dvc && dvc push
console.log(readFileSync(join(folder, "airports.dvc"), "utf8"));

const output = await readDvc({ folder }, "airports"); // after: dvc fetch
const open = (path: string, name: string) => jsonLinesSource(path, { name });
const source = await dvcSource(output, open, ({ name }) => name.endsWith(".jsonl"));
const again = await landing(source, { store: createMemoryStore() });
console.log(again.rows, again.version === dataset.version);
