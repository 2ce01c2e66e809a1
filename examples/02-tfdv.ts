// A schema of TensorFlow Data Validation for real airports, the anomalies of data, and the schema as a contract again.   npx tsx examples/02-tfdv.ts
import { createMemoryStore, pipeline } from "golden-pipeline";
import {
  contractFromSchema,
  findAnomalies,
  readSchema,
  schemaFromContract,
  writeSchema,
} from "golden-pipeline/adapters/tfdv";
import { wholeBatch } from "golden-pipeline/dataset";
import { csvSource, ingest } from "golden-pipeline/ingestion";
import { contract } from "golden-pipeline/schema";
import { validate } from "golden-pipeline/validation";
import { z } from "zod";

const shape = z.strictObject({ iata: z.string(), country: z.string(), latitude: z.number().min(-90).max(90) });
const airports = contract("airports", z.object(shape.shape));
const landing = pipeline("airports", ingest(airports)).pipe(validate({ onInvalid: "quarantine" }));
const csv = csvSource("node_modules/vega-datasets/data/airports.csv");
const dataset = await landing(csv, { store: createMemoryStore() });

const pbtxt = writeSchema(schemaFromContract(contract("airports", shape)).schema);
const schema = readSchema(pbtxt.replace("max: 90.0", "max: 50.0"));
for (const { feature, type, message } of findAnomalies(await wholeBatch(dataset), schema).anomalies)
  console.log(feature, type, message);
const { contract: southern, notExpressed } = await contractFromSchema(schema, { name: "southern-airports" });
console.log(southern.columns.map(({ name, type }) => `${name}: ${type}`).join(", "), notExpressed.length);
