// Lands a topic of Kafka, here one in memory; yours is at `KAFKA=host:9092`, topic `clicks`.   npx tsx examples/01-kafka.ts
import { createMemoryStore, createRunner, pipeline } from "golden-pipeline";
import { createMemoryKafka, kafkaClient, kafkaFormat, kafkaSource } from "golden-pipeline/adapters/kafka";
import { ingest } from "golden-pipeline/ingestion";
import { contract } from "golden-pipeline/schema";
import { validate } from "golden-pipeline/validation";
import { z } from "zod";

const memory = createMemoryKafka({ topics: { clicks: 2 } });
for (const user of ["ann", "bob", "cid"]) memory.send("clicks", { key: user, value: { user, clicks: user.length } });
memory.send("clicks", { key: "dan", value: "no JSON" });
const broker = process.env.KAFKA;
const client = broker === undefined ? memory : kafkaClient({ brokers: [broker] });

const clicks = contract("clicks", z.object({ user: z.string(), clicks: z.int(), _partition: z.int() }));
const landing = pipeline("clicks", ingest(clicks, { formats: [kafkaFormat] })).pipe(validate({ maximumInvalid: 1 }));
const runner = createRunner({ store: createMemoryStore() });
const source = kafkaSource({ client, topic: "clicks", group: "landing" });
let records = 0;
for await (const { record, output } of runner.each(landing, source, { concurrency: 2 })) {
  console.log(record.batch, `${output.rows} rows`);
  records += Number(record.batch?.to) - Number(record.batch?.from);
  if (broker === undefined && records === 4) break; // A topic never ends by itself.
}
