// A contract of real airports as a schema of Pandera, and back.   npx tsx examples/02-pandera.ts
import { createMemoryStore, pipeline } from "golden-pipeline";
import { panderaFromContract, schemaFromPandera } from "golden-pipeline/adapters/pandera";
import { csvSource, ingest } from "golden-pipeline/ingestion";
import { contract } from "golden-pipeline/schema";
import { validate } from "golden-pipeline/validation";
import { z } from "zod";

const shape = z.object({ iata: z.string().regex(/^\w{3}$/), state: z.string(), latitude: z.number().min(24).max(50) });
const airports = contract("airports", shape, { rules: (row) => ({ "is a state": row.state.equals("NA").not() }) });
const { yaml, notExpressed } = await panderaFromContract(airports);
console.log(yaml, notExpressed);

const read = await schemaFromPandera(yaml);
const again = contract(read.name, read.schema, { rules: read.rules });
const landing = pipeline("airports", ingest(again)).pipe(validate({ onInvalid: "quarantine" }));
const dataset = await landing(csvSource("node_modules/vega-datasets/data/airports.csv"), {
  store: createMemoryStore(),
});
console.log(dataset.rows, dataset.lineage.quarantined.reasons);
