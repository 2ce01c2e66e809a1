// Features alone: learned from columns, then served row by row with the same bits.   npx tsx examples/03-features.ts

import {
  createMemoryHistory,
  createRowFeaturizer,
  features,
  fitFeatures,
  recordHistory,
} from "golden-pipeline/features";
import { batchFromRows, contract } from "golden-pipeline/schema";

import { z } from "zod";

const flight = z.object({ at: z.date(), origin: z.string(), miles: z.int(), delay: z.int() });
const flights = contract("flights", flight, {
  eventTime: "at",
  labels: { delay: { knownAt: (row) => row.at.plusMinutes(row.miles.times(0.13).plus(30)) } },
});
const late = features(flights, (row) => ({
  miles: row.miles.standardize(),
  origin: row.origin.oneHot({ maxCategories: 60 }),
  recentDelay: row.origin.history({ window: "6h" }).mean("delay"), // `row.delay` itself does not compile
}));

const at = (minutes: number) => new Date(Date.UTC(2001, 0, 1) + minutes * 60_000);
const past = ["ATL", "JFK", "ATL"].map((origin, row) => ({ at: at(row), origin, miles: 500, delay: 10 * row }));
const fitted = fitFeatures(late, { rows: batchFromRows(flights.columns, past) }); // plain JSON, stored with the model
const history = createMemoryHistory({ retentionMinutes: 6 * 60 });
await recordHistory(fitted, past, history, { id: (row) => `${row.origin} ${row.at.toISOString()}` });
const serve = createRowFeaturizer(fitted); // a fresh process needs no more than this
const { matrix, missing } = await serve({ at: at(200), origin: "ATL", miles: 700 }, history);
console.log(matrix.columns, "missing:", missing);
