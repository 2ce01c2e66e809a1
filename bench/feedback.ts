// Logging predictions and labels, reading and joining them, and making rows of them again. Run: npx tsx bench/feedback.ts
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import {
  createLabelLog,
  createPredictionLog,
  joinLabels,
  labelledRows,
  readLabels,
  readPredictions,
} from "../src/feedback/index.js";
import { contract } from "../src/schema/index.js";
import { createFileStore } from "../src/store/index.js";
import { newPredictionOf } from "../src/testing/prediction-of.js";

const count = 200_000;
const start = Date.UTC(2001, 0, 1);
const directory = await mkdtemp(join(tmpdir(), "golden-pipeline-bench-"));
const store = createFileStore(directory);
const flights = contract("flights", z.object({ at: z.date(), origin: z.string(), miles: z.int(), delay: z.int() }), {
  eventTime: "at",
  labels: { delay: { knownAt: (flight) => flight.at.plusMinutes(60) } },
});

async function measure<Out>(name: string, run: () => Promise<Out>): Promise<Out> {
  const began = performance.now();
  const out = await run();
  const milliseconds = performance.now() - began;
  console.log(`${name.padEnd(32)} ${((milliseconds * 1000) / count).toFixed(1).padStart(6)} µs a prediction`);
  return out;
}

await measure("log predictions, durable", async () => {
  const log = await createPredictionLog({ store, name: "bench" });
  for (let index = 0; index < count; index++) {
    const eventTime = start + index * 1000;
    const row = { at: new Date(eventTime).toISOString(), origin: "ATL", miles: 500 + (index % 700) };
    const said = { output: (index % 1000) / 1000, decision: index % 3 === 0 ? "yes" : "no", row };
    log.write(newPredictionOf(`AA${index}`, { ...said, eventTime, knownTime: eventTime, receivedTime: eventTime }));
    // As a service would: the disk gets its turn.
    if (index % 1000 === 999) await new Promise((resolve) => setImmediate(resolve));
    if (index % 100_000 === 99_999) await log.flush();
  }
  await log.close();
});
await measure("log labels, durable", async () => {
  const log = await createLabelLog({ store, name: "bench" });
  for (let index = 0; index < count; index++) {
    const eventTime = start + index * 1000;
    const about = { prediction: { key: `AA${index}` }, values: { delay: index % 90 }, source: "outcome" } as const;
    log.record({ key: `AA${index}#landed`, ...about, eventTime, knownTime: eventTime + 3_600_000 });
    if (index % 1000 === 999) await new Promise((resolve) => setImmediate(resolve));
    if (index % 100_000 === 99_999) await log.flush();
  }
  await log.close();
});
await measure("read predictions", async () => {
  for await (const _ of readPredictions(store, "bench"));
});
const joined = await measure("read both and join", () =>
  joinLabels({ predictions: readPredictions(store, "bench"), labels: readLabels(store, "bench") }),
);
await measure("columns of labelled rows", async () => {
  let rows = 0;
  for await (const batch of labelledRows(flights, joined.rows).batches()) rows += batch.length;
  if (rows !== count) throw new Error(`${rows} rows`);
});
console.log(`memory in use with everything joined: ${Math.round(process.memoryUsage().heapUsed / 2 ** 20)} MiB`);
await rm(directory, { recursive: true });
