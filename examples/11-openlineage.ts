// Lineage for Marquez and its like, here for one that only prints; yours is at OPENLINEAGE_URL.   npx tsx examples/11-openlineage.ts
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createMemoryStore, createRunner, pipeline } from "golden-pipeline";
import { createOpenLineage } from "golden-pipeline/adapters/openlineage";
import { csvSource, ingest } from "golden-pipeline/ingestion";
import { contract } from "golden-pipeline/schema";
import { validate } from "golden-pipeline/validation";
import { z } from "zod";

const names = (datasets: readonly { name: string }[]) => datasets.map(({ name }) => name).join(", ");
const server = createServer(async (request, response) => {
  const event = JSON.parse(Buffer.concat(await request.toArray()).toString());
  console.log(event.eventType, event.job.name, "reads", names(event.inputs), "writes", names(event.outputs));
  response.writeHead(201).end();
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const url = process.env.OPENLINEAGE_URL ?? `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const store = createMemoryStore();
const runner = createRunner({ store });
const lineage = createOpenLineage({ store, namespace: "weather", url });
lineage.follow(runner);
const days = contract("days", z.object({ date: z.date(), wind: z.number().max(9) }));
await runner.run(
  pipeline("days", ingest(days)).pipe(validate()),
  csvSource("node_modules/vega-datasets/data/seattle-weather.csv"),
);
await lineage.flush();
server.close();
