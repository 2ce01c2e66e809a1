import { createMemoryStore, createRunner, type Partition, pipeline, type RevokedError } from "golden-pipeline";
import { createMemoryKafka, kafkaFormat, kafkaSource, type MemoryKafka } from "golden-pipeline/adapters/kafka";
import { ingest, readRawRow } from "golden-pipeline/ingestion";
import type { RawSource } from "golden-pipeline/ports";
import { contract } from "golden-pipeline/schema";
import { sourceChecks } from "golden-pipeline/testing";
import { readQuarantine, validate } from "golden-pipeline/validation";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { readRows } from "./raw-items.js";

const numbersOf = async (batch: RawSource) => (await readRows(batch)).map((row) => (row as { n: number }).n);

describe("a topic in memory as a source", () => {
  const expected = { 0: [0, 1, 2, 3, 4, 5, 6], 1: [10, 11, 12] };
  const fresh = async () => {
    const kafka = createMemoryKafka({ topics: { numbers: 2 } });
    for (const [partition, values] of Object.entries(expected))
      for (const n of values) kafka.send("numbers", { value: { n }, partition: Number(partition) });
    const open = (batchRecords: number) =>
      kafkaSource({ client: kafka, topic: "numbers", group: "landing", batchRecords });
    return { kafka, open: () => open(2), larger: () => open(3), close: async () => undefined };
  };
  for (const { name, run } of sourceChecks({
    fresh,
    items: numbersOf,
    expected,
    resized: (place) => place.larger(),
    append: async (place, partition) => place.kafka.send("numbers", { value: { n: 99 }, partition: Number(partition) }),
    revoke: async (place) => place.kafka.evict("numbers", "landing"),
  }))
    it(name, run);
});

/** Calls the body with partition 0 of a topic of one partition. */
async function withPartition(
  kafka: MemoryKafka,
  body: (partition: Partition<RawSource>) => Promise<void>,
  options: { readonly start?: "latest"; readonly batchBytes?: number } = {},
): Promise<void> {
  const source = kafkaSource({ client: kafka, topic: "t", group: "g", ...options });
  for await (const partition of source.partitions(new AbortController().signal)) return await body(partition);
}

const never = new AbortController().signal;

describe("a topic's partition", () => {
  it("lands every record byte for byte, with where it stood, and quarantines what is no JSON object", async () => {
    const kafka = createMemoryKafka({ topics: { events: 1 } });
    kafka.send("events", { key: "ann", value: '{"clicks":3, "big":9007199254740993}', headers: { trace: "7" } });
    kafka.send("events", { value: null }, { value: "{" }, { value: "[1]" }, { value: { clicks: -1 } });
    const events = contract(
      "events",
      z.object({ clicks: z.int().min(0), _offset: z.int(), _key: z.string().nullable() }),
    );
    const store = createMemoryStore();
    const stage = pipeline("events", ingest(events, { formats: [kafkaFormat] })).pipe(validate({ maximumInvalid: 1 }));
    const source = kafkaSource({ client: kafka, topic: "events", group: "landing" });
    for await (const { output, record } of createRunner({ store }).each(stage, source)) {
      expect(output.rows).toBe(1);
      expect(record.batch).toEqual({ source: "events", partition: "0", from: "0", to: "5" });
      break;
    }
    const reasons: string[] = [];
    for await (const {
      reasons: [reason],
    } of readQuarantine(store, events))
      reasons.push(String(reason?.message));
    expect(reasons).toHaveLength(4);
    expect(reasons.join("\n")).toContain("a tombstone: the record has no value");
    const { row } = await readRawRow(store, "raw/events@1#0", { formats: [kafkaFormat] });
    expect(row).toMatchObject({
      clicks: 3,
      big: 9007199254740993n,
      _topic: "events",
      _partition: 0,
      _offset: 0,
      _key: "ann",
    });
  });

  it("begins with what comes next when it is asked to", async () => {
    const kafka = createMemoryKafka({ topics: { t: 1 } });
    kafka.send("t", { value: { n: 1 } });
    await withPartition(
      kafka,
      async (partition) => {
        const reading = partition.read({ signal: never });
        setTimeout(() => kafka.send("t", { value: { n: 2 } }), 5);
        expect(await reading).toMatchObject({ from: "1", to: "2" });
      },
      { start: "latest" },
    );
  });

  it("cuts a batch by bytes, and takes one record that is larger", async () => {
    const kafka = createMemoryKafka({ topics: { t: 1 } });
    for (let n = 0; n < 6; n++) kafka.send("t", { value: { n, text: "x".repeat(100) } });
    await withPartition(
      kafka,
      async (partition) => {
        expect(await partition.read({ signal: never })).toMatchObject({ from: "0", to: "2" });
        expect(await partition.read({ from: "2", to: "6", signal: never })).toMatchObject({ from: "2", to: "6" });
      },
      { batchBytes: 250 },
    );
    await withPartition(kafka, async (one) => expect((await one.read({ signal: never }))?.to).toBe("1"), {
      batchBytes: 1,
    });
  });

  it("says which records were deleted before they were read, and what to do", async () => {
    const kafka = createMemoryKafka({ topics: { t: 1 } });
    for (let n = 0; n < 6; n++) kafka.send("t", { value: { n } });
    kafka.deleteBefore("t", 0, 4);
    await withPartition(kafka, async (partition) => {
      expect((await partition.read({ signal: never }))?.from).toBe("4");
      await expect(partition.read({ from: "1", signal: never })).rejects.toThrowErrorMatchingInlineSnapshot(
        `[SourceError: [golden-pipeline] [kafka source t] Expected the records of partition 0 from offset 1 on, got a topic that keeps those from 4 on: 3 were deleted before they were read. Set the group's offset to 4 to go on without them, and keep records longer]`,
      );
      await expect(partition.read({ from: "9", signal: never })).rejects.toThrowErrorMatchingInlineSnapshot(
        `[SourceError: [golden-pipeline] [kafka source t] Expected partition 0 to have come to offset 9, got 6: the topic is another one than the group has read. Use another group, or reset the group's offsets]`,
      );
      await expect(partition.read({ from: "5", to: "9", signal: never })).rejects.toMatchObject({ code: "source" });
    });
  });

  it("stays over a rebalance that leaves it here, and its commit goes through under the new generation", async () => {
    const kafka = createMemoryKafka({ topics: { t: 2 } });
    kafka.send("t", { value: { n: 1 }, partition: 0 }, { value: { n: 2 }, partition: 1 });
    const taken: Partition<RawSource>[] = [];
    const stop = new AbortController();
    const source = kafkaSource({ client: kafka, topic: "t", group: "g" });
    for await (const partition of source.partitions(stop.signal)) {
      taken.push(partition);
      if (taken.length < 2) continue;
      const [first, second] = taken;
      const other = source.partitions(stop.signal)[Symbol.asyncIterator]();
      const joined = other.next();
      await first?.commit("1"); // In the middle of the rebalance.
      expect((await joined).value).toMatchObject({ id: "1" });
      expect([first?.signal.aborted, second?.signal.aborted]).toEqual([false, true]);
      expect(await first?.committed()).toBe("1");
      await expect(second?.commit("1")).rejects.toMatchObject({ code: "revoked" } satisfies Partial<RevokedError>);
      await other.return?.();
      break;
    }
  });

  it("tells of brokers that are gone, and loses nothing when they are back", async () => {
    const kafka = createMemoryKafka({ topics: { t: 1 } });
    kafka.send("t", { value: { n: 1 } });
    await withPartition(kafka, async (partition) => {
      kafka.setDown(true);
      await expect(partition.read({ signal: never })).rejects.toMatchObject({ code: "service", retryable: true });
      await expect(partition.commit("1")).rejects.toMatchObject({ code: "service" });
      kafka.setDown(false);
      expect(await partition.committed()).toBeUndefined();
      expect(await partition.read({ signal: never })).toMatchObject({ from: "0", to: "1" });
    });
    kafka.setDown(true);
    await expect(withPartition(kafka, async () => undefined)).rejects.toMatchObject({ code: "service" });
  });
});
