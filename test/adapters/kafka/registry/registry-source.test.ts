import { createMemoryStore, createRunner, pipeline } from "golden-pipeline";
import {
  createMemoryKafka,
  createMemorySchemaRegistry,
  kafkaDeadLetters,
  kafkaFormat,
  kafkaSource,
  type NewSchema,
  registrySerializer,
} from "golden-pipeline/adapters/kafka";
import { ingest, readRawRow } from "golden-pipeline/ingestion";
import type { RawSource } from "golden-pipeline/ports";
import { contract } from "golden-pipeline/schema";
import { sourceChecks } from "golden-pipeline/testing";
import { readQuarantine, validate } from "golden-pipeline/validation";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { readRows } from "../raw-items.js";
import { readFramed } from "./framed-record.js";

const avroOf = (...fields: readonly object[]): NewSchema => ({
  type: "AVRO",
  schema: JSON.stringify({ type: "record", name: "Click", namespace: "tests", fields }),
});
const numbers: Readonly<Record<string, NewSchema>> = {
  AVRO: avroOf({ name: "n", type: "long" }),
  JSON: { type: "JSON", schema: '{"title":"N","type":"object"}' },
  PROTOBUF: { type: "PROTOBUF", schema: 'syntax = "proto3"; message N { int64 n = 1; }' },
};
const never = new AbortController().signal;
const numbersOf = async (batch: RawSource) => (await readRows(batch)).map((row) => (row as { n: number }).n);

describe.each(Object.values(numbers))("a topic of registered values as a source: $type", (schema) => {
  const expected = { 0: [0, 1, 2, 3, 4, 5, 6], 1: [10, 11, 12] };
  const fresh = async () => {
    const kafka = createMemoryKafka({ topics: { numbers: 2 } });
    const registry = createMemorySchemaRegistry();
    const { serialize } = registrySerializer({ registry, topic: "numbers", schema });
    const send = async (partition: number, n: number) =>
      kafka.send("numbers", { value: await serialize({ n }), partition });
    for (const [partition, values] of Object.entries(expected))
      for (const n of values) await send(Number(partition), n);
    const open = (batchRecords: number) =>
      kafkaSource({ client: kafka, topic: "numbers", group: "landing", registry, batchRecords });
    return { kafka, send, open: () => open(2), larger: () => open(3), close: async () => undefined };
  };
  for (const { name, run } of sourceChecks({
    fresh,
    items: numbersOf,
    expected,
    resized: (place) => place.larger(),
    append: async (place, partition) => place.send(Number(partition), 99),
    revoke: async (place) => place.kafka.evict("numbers", "landing"),
  }))
    it(name, run);
});

describe("a record that cannot be read", () => {
  it("is quarantined with a clear reason, goes to the dead letters as it came, and nothing else is lost", async () => {
    const kafka = createMemoryKafka({ topics: { clicks: 1, dead: 1 } });
    const registry = createMemorySchemaRegistry();
    const { serialize } = registrySerializer({
      registry,
      topic: "clicks",
      schema: avroOf({ name: "clicks", type: "int" }),
    });
    const good = await serialize({ clicks: 3 });
    const broken = await registry.register("broken", { type: "AVRO", schema: '{"type":"record","name":"X"}' });
    const bad: readonly (readonly [string | Uint8Array | null, string])[] = [
      ['{"clicks":3}', "the value begins with byte 123: expected 0 or 1, as in the registry's wire format"],
      [Buffer.from([0, 0, 0, 0, 77, 6]), "the registry memory has no schema 77"],
      [
        Buffer.concat([Buffer.from([1]), Buffer.alloc(16, 171)]),
        "the registry memory has no schema abababab-abab-abab-abab-abababababab",
      ],
      [Buffer.from([0, 0, 0]), "the value has 3 bytes: expected a schema id within 5"],
      [Buffer.alloc(0), "the value is empty: expected the registry's wire format"],
      [Buffer.concat([good, Buffer.from([1])]), "not of schema 1: trailing data"],
      [good.subarray(0, 5), "not of schema 1: truncated buffer"],
      [Buffer.from([0, 0, 0, 0, broken]), `schema ${broken}: expected the record X to have \`fields\``],
      [null, "a tombstone: the record has no value"],
    ];
    kafka.send("clicks", { value: good }, ...bad.map(([value]) => ({ value })), {
      value: await serialize({ clicks: 5 }),
    });
    const clicks = contract("clicks", z.object({ clicks: z.int() }));
    const store = createMemoryStore();
    const stage = pipeline("clicks", ingest(clicks, { formats: [kafkaFormat] })).pipe(validate({ maximumInvalid: 1 }));
    for await (const { output, record } of createRunner({ store }).each(
      stage,
      kafkaSource({ client: kafka, topic: "clicks", group: "g", registry }),
    )) {
      expect([output.rows, record.batch?.to]).toEqual([2, "11"]);
      break;
    }
    const reasons: unknown[] = [];
    for await (const row of readQuarantine(store, clicks)) reasons.push(row.reasons[0]?.message);
    for (const [index, [, reason]] of bad.entries()) expect(reasons[index]).toContain(reason);

    registry.setDown(true); // The schemas stand beside the bytes: nobody is asked again.
    expect(await readRawRow(store, "raw/clicks@1#10", { formats: [kafkaFormat] })).toMatchObject({
      row: { clicks: 5 },
    });
    const letters = kafkaDeadLetters({ client: kafka, topic: "dead" });
    expect(await letters.send(store, readQuarantine(store, clicks))).toBe(bad.length);
    expect(kafka.records("dead", 0).map(({ value }) => value && Buffer.from(value))).toEqual(
      bad.map(([value]) => value && Buffer.from(value)),
    );
  });

  it("is one of Avro that counts more items than it has, whether they are read or skipped", async () => {
    const registry = createMemorySchemaRegistry();
    const last = { name: "n", type: "int", default: 0 };
    const ofMany = (many: object) => avroOf({ name: "many", type: many }, last);
    const nulls = await registry.register("nulls", ofMany({ type: "array", items: "null" }));
    const words = await registry.register("words", ofMany({ type: "array", items: ["null", "string"] }));
    const map = await registry.register("map", ofMany({ type: "map", values: "null" }));
    const framed = (id: number, ...bytes: readonly number[]) => ({ value: Buffer.from([0, 0, 0, 0, id, ...bytes]) });
    const trillions = [254, 255, 255, 255, 255, 63]; // 2^40 - 1, zigzag.
    const crafted = [
      framed(nulls, ...trillions, 0, 2),
      framed(nulls, 253, 255, 255, 255, 255, 63, 0, 0, 2),
      framed(words, ...trillions, 2, 2, 97, 0, 2),
      framed(map, ...trillions, 2, 97, 0, 2),
      framed(words, 1, 1, 0, 0, 2), // A block that is said to end before it begins.
      framed(words, 1, 7, 0, 0, 2),
      framed(words, 2, 4, 0, 2),
      framed(words, 2, 2, 1, 0, 2),
    ];
    const told = [
      "not of schema 1: more than 65536 items without bytes",
      "not of schema 1: more than 65536 items without bytes",
      "not of schema 2: truncated buffer",
      "not of schema 3: truncated buffer",
      "not of schema 2: a block of 1 bytes is said to have -1",
      "not of schema 2: a block of 1 bytes is said to have -4",
      "not of schema 2: a union has no branch 2",
      "not of schema 2: truncated buffer",
    ];
    expect(await readFramed(registry, crafted)).toEqual(told);
    const readerSchema = JSON.stringify({ type: "record", name: "Click", namespace: "tests", fields: [last] });
    expect(await readFramed(registry, crafted, { readerSchema })).toEqual(told);
    const honest = [
      framed(nulls, 4, 0, 2),
      framed(words, 1, 2, 0, 2, 2, 2, 97, 0, 2),
      framed(map, 2, 2, 97, 0, 2),
      framed(map, 0, 2),
    ];
    expect(await readFramed(registry, honest)).toEqual([
      { many: [null, null], n: 1 },
      { many: [null, "a"], n: 1 },
      { many: { a: null }, n: 1 },
      { many: {}, n: 1 },
    ]);
  });

  it("is one whose Protobuf message is not in its schema, or that nests too deeply", async () => {
    const registry = createMemorySchemaRegistry();
    const schema = { type: "PROTOBUF", schema: 'syntax = "proto3"; message N { N n = 1; }' } as const;
    const { serialize } = registrySerializer({ registry, topic: "t", schema });
    const deep = await serialize({ n: { n: { n: {} } } });
    const missing = await registry.register("m", {
      type: "PROTOBUF",
      schema: 'syntax = "proto3"; import "x.proto"; message N { X x = 1; }',
    });
    const values = [deep, Buffer.from([0, 0, 0, 0, 1, 2, 2]), Buffer.from([0, 0, 0, 0, missing, 0])].map((value) => ({
      value,
    }));
    expect(await readFramed(registry, values, { maximumDepth: 2 })).toEqual([
      "not of schema 1: the nesting is deeper than allowed",
      "not of schema 1: the schema has no message 1",
      expect.stringMatching(/^schema 2: no such .*X/),
    ]);
  });
});

describe("a schema that has changed", () => {
  const old = avroOf({ name: "user", type: "string" }, { name: "n", type: "int" }, { name: "gone", type: "string" });
  const now = avroOf(
    { name: "user", type: ["null", "string"] },
    { name: "count", aliases: ["n"], type: "long" },
    { name: "place", type: "string", default: "nowhere" },
  );

  it("reads what both have written: by the writer's schema each, or all by one, with its defaults, aliases and promotions", async () => {
    const registry = createMemorySchemaRegistry();
    const write = async (schema: NewSchema, row: object) => ({
      value: await registrySerializer({ registry, topic: "t", schema }).serialize({ ...row }),
    });
    const values = [
      await write(old, { user: "ann", n: 1, gone: "x" }),
      await write(now, { user: null, count: 2n ** 60n, place: "here" }),
    ];
    const [first, second] = await readFramed(registry, values);
    expect(first).toMatchObject({ user: "ann", n: 1, gone: "x" });
    expect(second).toMatchObject({ user: null, count: 2n ** 60n, place: "here" });
    expect(await readFramed(registry, values, { readerSchema: now.schema })).toEqual([
      { user: "ann", count: 1, place: "nowhere" },
      { user: null, count: 2n ** 60n, place: "here" },
    ]);
  });

  it("does not read one time or amount for another", async () => {
    const registry = createMemorySchemaRegistry();
    const typed = (logical: object) =>
      avroOf(
        { name: "a", type: ["null", { type: "array", items: { type: "bytes", ...logical } }] },
        { name: "t", type: { type: "long", ...logical } },
      );
    const micros = typed({ logicalType: "timestamp-micros" });
    const { serialize } = registrySerializer({ registry, topic: "t", schema: micros });
    const value = await serialize({ a: null, t: "2001-02-03T04:05:06.789012Z" });
    const read = async (schema: NewSchema) =>
      (await readFramed(registry, [{ value }], { readerSchema: schema.schema }))[0];
    expect(await read(typed({ logicalType: "timestamp-millis" }))).toContain(
      "`value.t` was written as timestamp-micros and would be read as timestamp-millis",
    );
    expect(await read(typed({}))).toEqual({ a: null, t: 981173106789012 });
    expect(await read(avroOf({ name: "other", type: "long" }))).toMatch(/^schema 1: /);
  });

  it("is found through its references, of Avro and of Protobuf", async () => {
    const registry = createMemorySchemaRegistry();
    await registry.register("inner", {
      type: "AVRO",
      schema: '{"type":"record","name":"Inner","namespace":"tests","fields":[{"name":"x","type":"int"}]}',
    });
    await registry.register("inner.proto", {
      type: "PROTOBUF",
      schema: 'syntax = "proto3"; package tests; message Inner { int32 x = 1; }',
    });
    const avro = {
      ...avroOf({ name: "inner", type: "Inner" }, { name: "again", type: ["null", "tests.Inner"] }),
      references: [{ name: "tests.Inner", subject: "inner", version: 1 }],
    };
    const proto: NewSchema = {
      type: "PROTOBUF",
      schema:
        'syntax = "proto3"; package tests; import "inner.proto"; message Outer { Inner inner = 1; Inner again = 2; }',
      references: [{ name: "inner.proto", subject: "inner.proto", version: 1 }],
    };
    for (const schema of [avro, proto]) {
      const row = { inner: { x: 3 }, again: null };
      const value = await registrySerializer({ registry, topic: "t", schema }).serialize(row);
      expect(await readFramed(registry, [{ value }])).toEqual([row]);
    }
  });
});

describe("a registry that is gone", () => {
  it("fails the reading of a batch, of which nothing is committed or lost, and no id is asked for twice", async () => {
    const kafka = createMemoryKafka({ topics: { t: 1 } });
    const registry = createMemorySchemaRegistry();
    const { serialize } = registrySerializer({ registry, topic: "t", schema: avroOf({ name: "n", type: "int" }) });
    kafka.send("t", { value: await serialize({ n: 1 }) }, { value: await serialize({ n: 2 }) });
    registry.setDown(true);
    for await (const partition of kafkaSource({ client: kafka, topic: "t", group: "g", registry }).partitions(never)) {
      await expect(partition.read({ signal: never })).rejects.toMatchObject({ code: "service", retryable: true });
      expect(await partition.committed()).toBeUndefined();
      registry.setDown(false);
      const read = await partition.read({ signal: never });
      expect(read && (await numbersOf(read.batch))).toEqual([1, 2]);
      break;
    }
    const open = () => kafkaSource({ client: kafka, topic: "t", group: "g", readerSchema: "{}" });
    expect(open).toThrow("`registry` beside `readerSchema`");
  });
});
