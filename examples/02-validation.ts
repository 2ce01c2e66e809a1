// Validation alone: a dataset of what keeps the contract, the rest apart with reasons.   npx tsx examples/02-validation.ts
import { createMemoryStore, pipeline } from "golden-pipeline";
import { csvSource, ingest } from "golden-pipeline/ingestion";
import { contract } from "golden-pipeline/schema";
import { checkRows, readQuarantine, validate } from "golden-pipeline/validation";

import { z } from "zod";

const airport = z.object({ iata: z.string().regex(/^\w{3,4}$/), state: z.string().nullable(), longitude: z.number() });
const airports = contract("airports", airport, {
  missing: { state: 0.01 },
  rules: (row) => ({ "lies in the west": row.longitude.below(0) }),
});
const store = createMemoryStore();
const source = csvSource("node_modules/vega-datasets/data/airports.csv", { missing: ["", "NA"] });
const dataset = await pipeline("airports", ingest(airports)).pipe(validate())(source, { store });
console.log(`${dataset.rows} rows are ${dataset.version}`);

for await (const { position, reasons } of readQuarantine(store, airports))
  console.log(position, ...reasons.map(({ message }) => message));

const { valid, invalid } = checkRows(airports, [{ iata: "ATL", state: "GA", longitude: "-84.4" }]); // a request's body
console.log(valid.length, invalid[0]?.reasons[0]?.message);
