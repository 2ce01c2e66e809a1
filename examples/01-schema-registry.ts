// Lands values of a schema registry, here one in memory; yours is `schemaRegistry({ url })`.   npx tsx examples/01-schema-registry.ts
import { createMemoryStore, createRunner, pipeline } from "golden-pipeline";
import * as kafka from "golden-pipeline/adapters/kafka";
import { ingest } from "golden-pipeline/ingestion";
import { contract } from "golden-pipeline/schema";
import { validate } from "golden-pipeline/validation";
import { z } from "zod";

const registry = kafka.createMemorySchemaRegistry();
const client = kafka.createMemoryKafka({ topics: { clicks: 1 } });
const proto = 'syntax = "proto3"; message Click { string user = 1; int64 clicks = 2; }';
const schema = { type: "PROTOBUF", schema: proto } as const;
const { serialize } = kafka.registrySerializer({ registry, topic: "clicks", schema });
for (const user of ["ann", "bob"]) client.send("clicks", { value: await serialize({ user, clicks: user.length }) });
client.send("clicks", { value: "of no schema" });

const clicks = contract("clicks", z.object({ user: z.string(), clicks: z.int() }));
const formats = [kafka.kafkaFormat];
const landing = pipeline("clicks", ingest(clicks, { formats })).pipe(validate({ maximumInvalid: 1 }));
const source = kafka.kafkaSource({ client, topic: "clicks", group: "landing", registry });
for await (const { record, output } of createRunner({ store: createMemoryStore() }).each(landing, source)) {
  console.log(record.batch, `${output.rows} rows`);
  break; // A topic never ends by itself.
}
