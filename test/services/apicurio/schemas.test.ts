import { type NewSchema, registrySerializer } from "golden-pipeline/adapters/kafka";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { admin, newRegistry, newTopic, readTopic, send, url } from "./place.js";
import { numbers } from "./schemas.js";

beforeAll(async () => {
  // Apicurio checks nothing unless it is told to; Confluent's checks this by default.
  const request = {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: '{"compatibility":"BACKWARD"}',
  };
  expect((await fetch(`${url}/config`, request)).status).toBe(200);
});
afterAll(() => admin.close());

const avro = (...fields: readonly object[]): NewSchema => ({
  type: "AVRO",
  schema: JSON.stringify({ type: "record", name: "Click", namespace: "tests", fields }),
});

describe("schemas of a real registry", () => {
  it.each(numbers)("describe what one process writes and another reads: $type", async (schema) => {
    const topic = await newTopic(1);
    const { serialize } = registrySerializer({ registry: newRegistry(), topic, schema });
    await send(topic, 0, [await serialize({ n: 2n ** 60n }), await serialize({ n: -1 })]);
    expect(await readTopic(topic)).toMatchObject([{ n: 2n ** 60n }, { n: -1 }]);
    expect(await newRegistry().lookUp(`${topic}-value`, schema)).toBeGreaterThan(0);
  });

  it("change: what was written by the old and by the new one is read by either", async () => {
    const topic = await newTopic(1);
    const old = avro({ name: "user", type: "string" }, { name: "n", type: "int" });
    const now = avro(
      { name: "user", type: ["null", "string"] },
      { name: "n", type: "long" },
      { name: "place", type: "string", default: "nowhere" },
    );
    for (const [schema, row] of [
      [old, { user: "ann", n: 1 }],
      [now, { user: "bob", n: 2, place: "here" }],
    ] as const)
      await send(topic, 0, [await registrySerializer({ registry: newRegistry(), topic, schema }).serialize(row)]);
    expect(await readTopic(topic)).toMatchObject([
      { user: "ann", n: 1 },
      { user: "bob", n: 2, place: "here" },
    ]);
    expect(await readTopic(topic, { readerSchema: now.schema })).toMatchObject([
      { user: "ann", n: 1, place: "nowhere" },
      { user: "bob", n: 2, place: "here" },
    ]);
    const narrow = avro({ name: "place", type: "string", default: "" });
    expect(await readTopic(topic, { readerSchema: narrow.schema })).toMatchObject([{ place: "" }, { place: "here" }]);
  });

  it("are refused when they would not read what was written before: a record of them is not sent", async () => {
    const topic = await newTopic(1);
    const first = registrySerializer({ registry: newRegistry(), topic, schema: avro({ name: "n", type: "int" }) });
    await first.serialize({ n: 1 });
    const breaking = registrySerializer({
      registry: newRegistry(),
      topic,
      schema: avro({ name: "other", type: "int" }),
    });
    await expect(breaking.serialize({ other: 1 })).rejects.toMatchObject({
      code: "service",
      status: 409,
      retryable: false,
    });
  });

  it("refer to others", async () => {
    const topic = await newTopic(1);
    const registry = newRegistry();
    const inner = `${topic}-inner`;
    await registry.register(inner, {
      type: "PROTOBUF",
      schema: 'syntax = "proto3"; package tests; message Inner { int64 x = 1; }',
    });
    const schema: NewSchema = {
      type: "PROTOBUF",
      schema:
        'syntax = "proto3"; package tests; import "inner.proto"; import "google/protobuf/timestamp.proto"; message Outer { Inner inner = 1; google.protobuf.Timestamp at = 2; }',
      references: [{ name: "inner.proto", subject: inner, version: 1 }],
    };
    const row = { inner: { x: 7 }, at: "2001-02-03T04:05:06.789Z" };
    await send(topic, 0, [await registrySerializer({ registry, topic, schema }).serialize(row)]);
    expect(await readTopic(topic)).toMatchObject([row]);
  });

  it("that it does not have are the matter of the records that name them", async () => {
    const topic = await newTopic(1);
    const [schema] = numbers;
    if (schema === undefined) throw new Error("no schema");
    const { serialize } = registrySerializer({ registry: newRegistry(), topic, schema });
    const stray = Buffer.from([0, 127, 0, 0, 1, 2]);
    const guid = Buffer.concat([Buffer.from([1]), Buffer.alloc(16, 171)]);
    await send(topic, 0, [await serialize({ n: 1 }), stray, guid, Buffer.from('{"n":2}'), await serialize({ n: 3 })]);
    expect(await readTopic(topic)).toEqual([
      expect.objectContaining({ n: 1 }),
      `the registry ${url} has no schema 2130706433`,
      `the registry ${url} has no schema abababab-abab-abab-abab-abababababab`,
      "the value begins with byte 123: expected 0 or 1, as in the registry's wire format",
      expect.objectContaining({ n: 3 }),
    ]);
  });
});
