import { createMemoryStore, createRunner, pipeline } from "golden-pipeline";
import { createMemoryKafka, kafkaDeadLetters, kafkaFormat, kafkaSource } from "golden-pipeline/adapters/kafka";
import { ingest } from "golden-pipeline/ingestion";
import { contract } from "golden-pipeline/schema";
import { readQuarantine, validate } from "golden-pipeline/validation";
import { expect, it } from "vitest";
import { z } from "zod";

it("records that cannot be read or are invalid go to a topic as they came, with the reasons", async () => {
  const kafka = createMemoryKafka({ topics: { clicks: 1, dead: 1 } });
  kafka.send(
    "clicks",
    { key: "ann", value: { clicks: 3 } },
    { key: "bob", value: { clicks: -1 }, headers: { trace: "7" } },
  );
  kafka.send("clicks", { key: "cid", value: "{" }, { key: "dan", value: null });
  const clicks = contract("clicks", z.object({ clicks: z.int().min(0) }));
  const store = createMemoryStore();
  const landing = pipeline("clicks", ingest(clicks, { formats: [kafkaFormat] })).pipe(validate({ maximumInvalid: 1 }));
  for await (const _ of createRunner({ store }).each(
    landing,
    kafkaSource({ client: kafka, topic: "clicks", group: "g" }),
  ))
    break;

  const letters = kafkaDeadLetters({ client: kafka, topic: "dead" });
  expect(await letters.send(store, readQuarantine(store, clicks))).toBe(3);
  await letters.close();
  const text = (bytes: Uint8Array | null) => (bytes === null ? null : Buffer.from(bytes).toString());
  const found = kafka.records("dead", 0).map(({ key, value, headers }) => ({
    key: text(key),
    value: text(value),
    ...Object.fromEntries(headers.map(([name, content]) => [name.replace("dead-letter-", ""), text(content)])),
  }));
  expect(found).toMatchObject([
    {
      key: "bob",
      value: '{"clicks":-1}',
      trace: "7",
      topic: "clicks",
      partition: "0",
      offset: "1",
      codes: '["at-least"]',
    },
    { key: "cid", value: "{", offset: "2", position: "raw/clicks@1#2", codes: '["unreadable"]' },
    { key: "dan", value: null, reasons: expect.stringContaining("tombstone") },
  ]);
  await expect(letters.send(store, [{ position: "raw/clicks@1#9", reasons: [] }])).rejects.toMatchObject({
    code: "missing",
  });
});
