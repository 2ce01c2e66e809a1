import type { Partition } from "golden-pipeline";
import { kafkaClient, kafkaSource } from "golden-pipeline/adapters/kafka";
import type { RawSource } from "golden-pipeline/ports";
import { afterAll, describe, expect, it } from "vitest";
import { readRows } from "../../adapters/kafka/raw-items.js";
import { admin, broker, client, newTopic, write } from "./broker.js";

const never = new AbortController().signal;

afterAll(() => admin.close());

describe("readers of a real broker", () => {
  it("have their partitions again under their name without a wait, and fence who still has them", async () => {
    const topic = await newTopic(1);
    await write(topic, 0, [{ n: 1 }, { n: 2 }]);
    // Longer than this test may take: only the name brings the partition back.
    const options = { client, topic, group: topic, instance: "lander", sessionMilliseconds: 300_000 };
    const [frozen, risen] = [kafkaSource(options), kafkaSource(options)].map((source) =>
      source.partitions(never)[Symbol.asyncIterator](),
    );
    const first: Partition<RawSource> = (await frozen?.next())?.value;
    expect(await first.read({ signal: never })).toMatchObject({ from: "0", to: "2" });
    const second: Partition<RawSource> = (await risen?.next())?.value;
    await second.commit("1");
    await expect(first.commit("2")).rejects.toMatchObject({ code: "revoked" });
    expect(await second.committed()).toBe("1");
    await risen?.return?.();
    await frozen?.return?.();
  });

  it("read what is committed of transactions only, several aborted ones of a producer in one answer", async () => {
    const topic = await newTopic(1);
    const { Producer } = await import("@platformatic/kafka");
    const settings = { clientId: "tests", bootstrapBrokers: [broker], retries: 20, retryDelay: 250 };
    const producer = new Producer({ ...settings, idempotent: true, transactionalId: topic });
    for (const [n, commits] of [false, true, false, false, true].entries()) {
      const transaction = await producer.beginTransaction();
      await transaction.send({ messages: [{ topic, partition: 0, value: Buffer.from(`{"n":${n}}`) }] });
      await (commits ? transaction.commit() : transaction.abort());
    }
    await producer.close();
    for await (const partition of kafkaSource({ client, topic, group: topic }).partitions(never)) {
      const rows: unknown[] = [];
      let from: string | undefined;
      while (rows.length < 2) {
        const read = await partition.read({ from, signal: never });
        rows.push(...(read === undefined ? [] : await readRows(read.batch)));
        from = read?.to;
      }
      expect(rows).toMatchObject([{ n: 1 }, { n: 4 }]);
      break;
    }
  });

  it("say what the matter is when there is no such topic, and when nobody answers, without a password", async () => {
    const open = async (source: ReturnType<typeof kafkaSource>) => {
      for await (const partition of source.partitions(never)) return partition.id;
      return undefined;
    };
    const nowhere = kafkaClient({ brokers: ["127.0.0.1:1"], patienceMilliseconds: 300 });
    await expect(open(kafkaSource({ client: nowhere, topic: "t", group: "g" }))).rejects.toMatchObject({
      code: "service",
      retryable: true,
      message: expect.stringContaining("127.0.0.1:1"),
    });
    const impatient = kafkaClient({ brokers: [broker], patienceMilliseconds: 300 });
    const unknown = open(kafkaSource({ client: impatient, topic: "no-such-topic", group: "g" }));
    await expect(unknown).rejects.toMatchObject({ code: "service", message: expect.stringContaining("no-such-topic") });
    const sasl = { mechanism: "PLAIN", username: "lander", password: "correct horse" } as const;
    const stranger = kafkaClient({ brokers: [broker], sasl, patienceMilliseconds: 300 });
    const refused = open(kafkaSource({ client: stranger, topic: "t", group: "g" }));
    await expect(refused).rejects.toMatchObject({ code: "service", message: expect.not.stringContaining("horse") });
  });
});
