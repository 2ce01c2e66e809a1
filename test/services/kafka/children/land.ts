// Lands a topic into a store of files until it is killed. Words: broker, topic, the store's folder, and the name of the instance, if it has one.
import { createRunner } from "golden-pipeline";
import { kafkaClient, kafkaFormat, kafkaSource } from "golden-pipeline/adapters/kafka";
import { ingest } from "golden-pipeline/ingestion";
import { createFileStore } from "golden-pipeline/store";
import { numbers } from "../numbers.js";

const [broker = "", topic = "", folder = "", instance] = process.argv.slice(2);
const runner = createRunner({ store: createFileStore(folder), environment: { GIT_COMMIT: "test" } });
const source = kafkaSource({
  client: kafkaClient({ brokers: [broker] }),
  topic,
  group: topic,
  batchRecords: 40,
  sessionMilliseconds: 600,
  ...(instance && { instance }),
});
console.log("started");
const stage = ingest(numbers, { formats: [kafkaFormat] });
for await (const { record } of runner.each(stage, source, { concurrency: 3 })) console.log("landed", record.batch?.to);
