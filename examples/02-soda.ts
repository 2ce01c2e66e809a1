// A data contract of Soda for real airports, written, changed, verified, and read as a contract again.   npx tsx examples/02-soda.ts
import { createMemoryStore, pipeline } from "golden-pipeline";
import {
  contractFromSoda,
  readSodaContract,
  sodaFromContract,
  verifySodaContract,
  writeSodaContract,
} from "golden-pipeline/adapters/soda";
import { wholeBatch } from "golden-pipeline/dataset";
import { csvSource, ingest } from "golden-pipeline/ingestion";
import { contract } from "golden-pipeline/schema";
import { validate } from "golden-pipeline/validation";
import { z } from "zod";

const shape = z.object({ iata: z.string().regex(/^\w{3}$/), latitude: z.number().min(-90).max(90) });
const airports = contract("airports", shape);
const landing = pipeline("airports", ingest(airports)).pipe(validate({ onInvalid: "quarantine" }));
const csv = csvSource("node_modules/vega-datasets/data/airports.csv");
const dataset = await landing(csv, { store: createMemoryStore() });

const yaml = await writeSodaContract(sodaFromContract(airports, { dataset: "warehouse/public/airports" }).soda);
const soda = await readSodaContract(yaml.replace("valid_max: 90", "valid_max: 50"));
for (const { column, check, outcome, value } of verifySodaContract(await wholeBatch(dataset), soda).results)
  console.log(column ?? "table", check, outcome, value);
const { contract: southern, notExpressed } = await contractFromSoda(soda, { name: "southern-airports" });
console.log(southern.columns.map(({ name, type }) => `${name}: ${type}`).join(", "), notExpressed.length);
