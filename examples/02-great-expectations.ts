// A suite of Great Expectations over real airports, and a contract written as a suite.   npx tsx examples/02-great-expectations.ts
import { createMemoryStore, pipeline } from "golden-pipeline";
import { evaluateSuite, readSuite, suiteFromContract } from "golden-pipeline/adapters/great-expectations";
import { wholeBatch } from "golden-pipeline/dataset";
import { csvSource, ingest } from "golden-pipeline/ingestion";
import { contract } from "golden-pipeline/schema";
import { validate } from "golden-pipeline/validation";
import { z } from "zod";

const shape = z.object({ iata: z.string().regex(/^\w{3}$/), state: z.string(), latitude: z.number().min(-90).max(90) });
const airports = contract("airports", shape);
const landing = pipeline("airports", ingest(airports)).pipe(validate({ onInvalid: "quarantine" }));
const csv = csvSource("node_modules/vega-datasets/data/airports.csv");
const dataset = await landing(csv, { store: createMemoryStore() });

const between = { column: "latitude", min_value: 24, max_value: 50, mostly: 0.9 };
const expectations = [
  { type: "expect_column_values_to_be_between", kwargs: between },
  { type: "expect_column_values_to_be_unique", kwargs: { column: "iata" } },
];
const { results } = evaluateSuite(await wholeBatch(dataset), readSuite({ name: "airports", expectations }));
for (const { success, expectation_config, result } of results)
  console.log(expectation_config.type, success, result.unexpected_count);
console.log(JSON.stringify(suiteFromContract(airports).suite.expectations));
