import {
  createMemoryKafka,
  createMemorySchemaRegistry,
  kafkaPredictions,
  type MemoryKafka,
  type SchemaRegistry,
  type SchemaType,
} from "golden-pipeline/adapters/kafka";
import type { Prediction } from "golden-pipeline/model";
import { predictionSinkChecks } from "golden-pipeline/testing";
import { describe, expect, it } from "vitest";
import { predictionOf } from "../../../../src/testing/prediction-of.js";
import { readFramed } from "./framed-record.js";
import { predictionOfRow } from "./prediction-of-row.js";

const types: readonly SchemaType[] = ["AVRO", "JSON", "PROTOBUF"];

/** What stands in the topic, each id once, the first of them. */
async function readPredictions(
  kafka: MemoryKafka,
  registry: SchemaRegistry,
  type: SchemaType,
): Promise<readonly Prediction[]> {
  const found = new Map<string, Prediction>();
  // One at a time: what a batch of JSON does not say stands as null in its columns.
  for (const { value } of kafka.records("predictions", 0)) {
    const [row] = await readFramed(registry, [{ value }]);
    if (typeof row !== "object" || row === null) throw new Error(`Expected a row, got ${row}`);
    const prediction = predictionOfRow(row as Readonly<Record<string, unknown>>, type);
    if (!found.has(prediction.id)) found.set(prediction.id, prediction);
  }
  return [...found.values()];
}

const newKafka = () => createMemoryKafka({ topics: { predictions: 1 } });

describe.each(types)("predictions as values of %s", (type) => {
  for (const { name, run } of predictionSinkChecks(async () => {
    const [kafka, registry] = [newKafka(), createMemorySchemaRegistry()];
    let read: readonly Prediction[] = [];
    return {
      open: async () => kafkaPredictions({ client: kafka, topic: "predictions", values: { registry, type } }),
      async *read() {
        read = await readPredictions(kafka, registry, type);
        yield* read;
      },
      close: async () => undefined,
    };
  }))
    it(name, run);

  it("wait while the registry is gone, and are sent when it is back", async () => {
    const [kafka, registry] = [newKafka(), createMemorySchemaRegistry()];
    const problems: unknown[] = [];
    const sink = kafkaPredictions({
      client: kafka,
      topic: "predictions",
      values: { registry, type, subject: "record" },
      retryMilliseconds: 1,
      onProblem: ({ error }) => problems.push(error),
    });
    registry.setDown(true);
    sink.write(predictionOf("a"));
    await expect(sink.flush()).rejects.toMatchObject({ code: "storage", uncertain: true });
    expect(problems[0]).toMatchObject({ code: "service", retryable: true });
    expect(sink.counts()).toMatchObject({ accepted: 1, sent: 0, waiting: 1 });
    registry.setDown(false);
    await expect.poll(() => sink.counts().sent).toBe(1);
    await sink.close();
    expect(await readPredictions(kafka, registry, type)).toEqual([predictionOf("a")]);
  });

  it("are refused at once when the schema has no room for a time", async () => {
    const [kafka, registry] = [newKafka(), createMemorySchemaRegistry()];
    const sink = kafkaPredictions({ client: kafka, topic: "predictions", values: { registry, type } });
    expect(() => sink.write(predictionOf("a", { eventTime: 0.5 }))).toThrow("`eventTime` to be a whole number");
    expect(() => sink.write(predictionOf("a", { knownTime: 1e16 }))).toThrow("`knownTime` to be a whole number");
    expect(sink.counts().accepted).toBe(0);
    await sink.close();
  });

  it("are not sent by a schema that their subject does not have when none shall be registered", async () => {
    const [kafka, registry] = [newKafka(), createMemorySchemaRegistry()];
    const sink = kafkaPredictions({ client: kafka, topic: "predictions", values: { registry, type, register: false } });
    sink.write(predictionOf("a"));
    await expect(sink.close()).rejects.toThrow(/subject predictions-value/);
    expect(kafka.records("predictions", 0)).toEqual([]);
  });
});
