import { createMemoryStore, createRunner, pipeline } from "golden-pipeline";
import { createMemoryKafka, kafkaSource, type MemoryKafka } from "golden-pipeline/adapters/kafka";
import { createMemoryKinesis, kinesisSource, type MemoryKinesis } from "golden-pipeline/adapters/kinesis";
import { ingest, readRawRow, rowsSource } from "golden-pipeline/ingestion";
import { readQuarantine, validate } from "golden-pipeline/validation";
import { describe, expect, it } from "vitest";
import { type Flight, flights } from "../../examples/flights/contract.js";
import type { Broker, FeedRecord } from "../../examples/flights/systems/feed.js";
import { landFeed } from "../../examples/flights/systems/land-feed.js";
import { memoryLogs } from "../../src/core/index.js";

const checks = validate<Flight, "delay">({ onInvalid: "quarantine", duplicates: "quarantine" });
const rows = Array.from({ length: 300 }, (_, row) => ({
  date: new Date(Date.UTC(2001, 0, 1, 0, row)),
  delay: row % 100 === 17 ? 1440 : row - 20,
  distance: 500,
  origin: "ATL",
  destination: row % 2 === 0 ? "JFK" : "ORD",
}));
rows.push({ ...rows[3] } as (typeof rows)[number]); // Stands in the feed twice.
const january = { name: "flights-2001-01", rows };

async function embedded() {
  const runner = createRunner({ store: createMemoryStore() });
  const { output } = await runner.run(
    pipeline("land-flights", ingest(flights)).pipe(checks),
    rowsSource(january.name, rows),
    { runId: "embedded" },
  );
  return output;
}

type Spoil = (records: readonly FeedRecord[]) => readonly FeedRecord[];

function memoryKafka(partitions: number, spoil: Spoil = (records) => records) {
  const clients = new Map<string, MemoryKafka>();
  let groups = 0;
  const broker: Broker = {
    system: "kafka",
    async openFeed(topic) {
      const client = clients.get(topic) ?? createMemoryKafka({ topics: { [topic]: partitions } });
      clients.set(topic, client);
      return {
        send: async (records) => client.send(topic, ...spoil(records)),
        source: () => kafkaSource({ client, topic, group: `reader-${++groups}`, batchRecords: 70 }),
      };
    },
    openPredictions: () => Promise.reject(new Error("nobody predicts here")),
  };
  return { broker, topics: clients };
}

function memoryKinesis(shards: number): Broker {
  const clients = new Map<string, MemoryKinesis>();
  return {
    system: "kinesis",
    async openFeed(stream) {
      const client = clients.get(stream) ?? createMemoryKinesis({ streams: { [stream]: shards } });
      clients.set(stream, client);
      const about = { client, stream, group: "reader", batchRecords: 70, pollMilliseconds: 1 };
      return {
        send: async (records) => client.send(stream, ...records),
        source: () => kinesisSource({ ...about, leases: memoryLogs() }),
      };
    },
    openPredictions: () => Promise.reject(new Error("nobody predicts here")),
  };
}

async function landedBy(broker: Broker, store = createMemoryStore()) {
  const runner = createRunner({ store });
  const landed = await landFeed(runner, broker, january);
  const { output } = await runner.run(checks, landed, { runId: "landed" });
  return { output, landed, store };
}

describe("flights through a topic or a stream", () => {
  it.each([
    ["a topic of one partition", () => memoryKafka(1).broker],
    ["a topic of three partitions, whose order is another one", () => memoryKafka(3).broker],
    ["a producer that began anew", () => memoryKafka(1, (all) => [...all.slice(0, 120), ...all]).broker],
    ["records that overtook each other", () => memoryKafka(2, (all) => [...all].reverse()).broker],
    ["a stream of one shard", () => memoryKinesis(1)],
    ["a stream of two shards", () => memoryKinesis(2)],
  ])("%s: the same dataset as without, and the same rows in quarantine", async (_, open) => {
    const [alone, { output }] = [await embedded(), await landedBy(open())];
    expect(output.version).toBe(alone.version);
    expect(output.rows).toBe(297);
    expect(output.lineage.quarantined).toEqual(alone.lineage.quarantined);
  });

  it("goes on after it was ended: nothing is sent or landed again, and what has landed is the same", async () => {
    const { broker, topics } = memoryKafka(1);
    const first = await landedBy(broker);
    const [[topic, client] = []] = [...topics];
    const before = (await first.store.head("raw/flights")).sequence;
    const second = await landedBy(broker, first.store);
    expect(second.landed.digest).toBe(first.landed.digest);
    expect(second.output.version).toBe(first.output.version);
    expect((await first.store.head("raw/flights")).sequence).toBe(before);
    expect(client?.records(topic ?? "", 0)).toHaveLength(rows.length);
  });

  it("leads from a quarantined row back to the record that it came in", async () => {
    const { store } = await landedBy(memoryKafka(3).broker);
    const { kafkaFormat } = await import("golden-pipeline/adapters/kafka");
    let found = 0;
    for await (const { position, row } of readQuarantine(store, flights)) {
      const raw = await readRawRow(store, position, { formats: [kafkaFormat] });
      expect(raw.row).toMatchObject({ delay: (row as { readonly delay: number }).delay });
      found++;
    }
    expect(found).toBe(4);
  });

  it("refuses a topic in which somebody else writes", async () => {
    const { broker } = memoryKafka(1, (all) => [...all.slice(0, 5), { key: "nobody", value: "{}" }, ...all.slice(5)]);
    await expect(landedBy(broker)).rejects.toThrow('got "nobody": somebody else writes there');
  });
});
