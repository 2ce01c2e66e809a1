import fc from "fast-check";
import { createMemorySchemaRegistry, type NewSchema, registrySerializer } from "golden-pipeline/adapters/kafka";
import { describe, expect, it } from "vitest";
import { readFramed } from "./framed-record.js";

const avro: NewSchema = {
  type: "AVRO",
  schema: JSON.stringify({
    type: "record",
    name: "All",
    namespace: "tests",
    fields: [
      { name: "whole", type: "long" },
      { name: "small", type: "int" },
      { name: "number", type: "double" },
      { name: "text", type: "string" },
      { name: "yes", type: "boolean" },
      { name: "bytes", type: "bytes" },
      { name: "maybe", type: ["null", "long"] },
      { name: "several", type: ["null", "boolean", "long", "double", "string", { type: "array", items: "tests.All" }] },
      { name: "list", type: { type: "array", items: ["null", "string"] } },
      { name: "map", type: { type: "map", values: "double" } },
      { name: "time", type: { type: "long", logicalType: "timestamp-millis" } },
      { name: "micros", type: { type: "long", logicalType: "timestamp-micros" } },
      { name: "day", type: { type: "int", logicalType: "date" } },
      { name: "money", type: { type: "bytes", logicalType: "decimal", precision: 15, scale: 4 } },
      {
        name: "large",
        type: { type: "fixed", name: "Large", size: 16, logicalType: "decimal", precision: 38, scale: 2 },
      },
      { name: "uuid", type: { type: "string", logicalType: "uuid" } },
    ],
  }),
};

const protobuf: NewSchema = {
  type: "PROTOBUF",
  schema: `syntax = "proto3"; package tests; import "google/protobuf/timestamp.proto";
    message Other { bool unused = 1; }
    message All {
      message Inner { uint64 whole = 1; }
      int64 whole = 1; sint32 small = 2; double number = 3; string text = 4; bool yes = 5; bytes bytes = 6;
      optional int64 maybe = 7; repeated string list = 8; map<string, double> map = 9; map<sint64, Inner> deep = 10;
      google.protobuf.Timestamp time = 11; Inner inner = 12;
    }`,
};

const json: NewSchema = { type: "JSON", schema: JSON.stringify({ title: "tests.All", type: "object" }) };

const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(plain);
const text = fc.string({ unit: "grapheme" });
const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const double = fc.oneof(finite, fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY));
const base64 = fc.uint8Array().map((bytes) => Buffer.from(bytes).toString("base64"));
const word = fc.string({ unit: "grapheme", minLength: 1 });
const date = fc.date({ noInvalidDate: true, min: new Date(-8.64e14), max: new Date(8.64e14) });
const micros = fc.bigInt({ min: -(10n ** 16n), max: 10n ** 16n });

const common = {
  whole: int64,
  text,
  yes: fc.boolean(),
  bytes: base64,
  small: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
};

const leaf = fc.record({
  ...common,
  number: double,
  maybe: fc.option(int64),
  several: fc.oneof(
    fc.constant(null),
    fc.boolean(),
    int64,
    finite.filter((one) => !Number.isInteger(one)),
    text,
  ),
  list: fc.array(fc.option(text)),
  map: fc.dictionary(
    word.filter((key) => key !== "__proto__"),
    finite,
  ),
  time: date,
  micros: micros.map((one) => {
    const rest = ((one % 1000n) + 1000n) % 1000n;
    return `${new Date(Number((one - rest) / 1000n)).toISOString().slice(0, -1)}${String(rest).padStart(3, "0")}Z`;
  }),
  day: fc.integer({ min: -100_000, max: 100_000 }).map((days) => new Date(days * 86_400_000)),
  money: fc.bigInt({ min: -(10n ** 15n) + 1n, max: 10n ** 15n - 1n }).map((one) => Number(decimal(one, 4)) + 0),
  large: fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n }).map((one) => decimal(one, 2)),
  uuid: fc.uuid(),
});

const rows = {
  AVRO: fc.tuple(leaf, leaf).map(([outer, inner]) => (outer.yes ? outer : { ...outer, several: [inner] })),
  PROTOBUF: fc.record({
    ...common,
    number: double,
    maybe: fc.option(int64),
    list: fc.array(text),
    map: fc.dictionary(word, finite),
    deep: fc.dictionary(
      int64.map(String),
      fc.record({ whole: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(plain) }),
    ),
    time: fc.option(date.map((one) => one.toISOString())),
    inner: fc.option(fc.record({ whole: fc.nat() })),
  }),
  JSON: fc.record({
    ...common,
    number: finite,
    maybe: fc.option(int64),
    list: fc.array(fc.option(text)),
    map: fc.dictionary(word, finite),
  }),
};

function plain(value: bigint): number | bigint {
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

function decimal(unscaled: bigint, scale: number): string {
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, "0");
  return `${unscaled < 0n ? "-" : ""}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** A whole number beyond 2^53 is read as a number when it is one exactly; JSON has one zero. */
function normal(row: unknown, type: string): unknown {
  if (type !== "JSON") return row;
  return JSON.parse(
    JSON.stringify(row, (_, value) => (typeof value === "bigint" || Number.isInteger(value) ? String(value) : value)),
  );
}

describe("rows in the registry's wire format", () => {
  it.each([avro, protobuf, json])("come back as they were, whatever they hold: $type", async (schema) => {
    const registry = createMemorySchemaRegistry();
    const message = schema.type === "PROTOBUF" ? { message: "tests.All" } : {};
    const serializer = registrySerializer({ registry, topic: "t", schema, ...message });
    await fc.assert(
      fc.asyncProperty(
        fc.array(rows[schema.type] as fc.Arbitrary<Record<string, unknown>>, { minLength: 1, maxLength: 5 }),
        async (all) => {
          const values = await Promise.all(all.map(async (row) => ({ value: await serializer.serialize(row) })));
          const read = await readFramed(registry, values);
          expect(normal(read, schema.type)).toEqual(normal(all, schema.type));
        },
      ),
      { numRuns: 100 },
    );
  });

  it("have their schema registered under a subject named after topic, record or both, once", async () => {
    const registry = createMemorySchemaRegistry();
    const lines: unknown[] = [];
    const told = {
      ...registry,
      async register(subject: string, schema: NewSchema) {
        lines.push(subject);
        return registry.register(subject, schema);
      },
    };
    const row = { whole: 1, small: 1, number: 1, text: "", yes: true, bytes: "" };
    for (const schema of [protobuf, json])
      for (const subject of ["topic", "record", "topic-record"] as const) {
        const serializer = registrySerializer({
          registry: told,
          topic: "clicks",
          schema,
          subject,
          ...(schema === protobuf && { message: "All" }),
        });
        await serializer.serialize(row);
        await serializer.serialize(row);
      }
    await expect(
      registrySerializer({ registry: told, topic: "clicks", schema: avro, subject: "record" }).serialize({}),
    ).rejects.toThrow(TypeError);
    expect(lines).toEqual([
      "clicks-value",
      "tests.All",
      "clicks-tests.All",
      "clicks-value",
      "tests.All",
      "clicks-tests.All",
      "tests.All",
    ]);
    const untitled = { type: "JSON", schema: "{}" } as const;
    await expect(
      registrySerializer({ registry, topic: "t", schema: untitled, subject: "record" }).serialize({}),
    ).rejects.toThrow(/title/);
  });

  it("are refused where they would lose something, with the place", async () => {
    const registry = createMemorySchemaRegistry();
    const fields = [
      { name: "n", type: "int" },
      { name: "price", type: { type: "bytes", logicalType: "decimal", precision: 4, scale: 2 }, default: "" },
      { name: "day", type: { type: "int", logicalType: "date" }, default: 0 },
      { name: "state", type: { type: "enum", name: "S", symbols: ["A"] }, default: "A" },
      { name: "map", type: { type: "map", values: "double" }, default: {} },
    ];
    const schema = { type: "AVRO", schema: JSON.stringify({ type: "record", name: "R", fields }) } as const;
    const { serialize } = registrySerializer({ registry, topic: "a", schema });
    await expect(serialize({ n: 2 ** 31 })).rejects.toThrow("`value.n` to be a whole number of 32 bits");
    await expect(serialize({ n: 1, other: 2 })).rejects.toThrow("`value.other` to be one of the fields of R");
    await expect(serialize({ n: 1, price: "1.234" })).rejects.toThrow("`value.price` to be decimal");
    await expect(serialize({ n: 1, price: 100 })).rejects.toThrow("`value.price` to be decimal");
    await expect(serialize({ n: 1, day: new Date(1) })).rejects.toThrow("`value.day` to be date");
    await expect(serialize({ n: 1, state: "B" })).rejects.toThrow();
    await expect(serialize({ n: 1, map: JSON.parse('{"__proto__": 1}') })).rejects.toThrow("without the key __proto__");
    const proto = {
      type: "PROTOBUF",
      schema: 'syntax = "proto3"; message R { int32 n = 1; oneof one { string a = 2; string b = 3; } }',
    } as const;
    const other = registrySerializer({ registry, topic: "b", schema: proto });
    await expect(other.serialize({ n: 0.5 })).rejects.toThrow("`value.n` to be a whole number of type int32");
    await expect(other.serialize({ m: 1 })).rejects.toThrow("`value.m` to be a field of R");
    await expect(other.serialize({ a: "", b: "" })).rejects.toThrow("one of `one`, got a and b");
    await expect(
      registrySerializer({ registry, topic: "b", schema: json }).serialize({ n: Number.NaN }),
    ).rejects.toThrow("no number NaN");
  });

  it("wait for a registry that is back, and are refused for a schema that its subject does not have", async () => {
    const registry = createMemorySchemaRegistry();
    const serializer = registrySerializer({ registry, topic: "t", schema: json });
    registry.setDown(true);
    await expect(serializer.serialize({ n: 1 })).rejects.toMatchObject({ code: "service", retryable: true });
    registry.setDown(false);
    expect(Buffer.from(await serializer.serialize({ n: 1 })).subarray(0, 5)).toEqual(Buffer.from([0, 0, 0, 0, 1]));
    const strict = registrySerializer({ registry, topic: "other", schema: json, register: false });
    await expect(strict.serialize({})).rejects.toMatchObject({
      code: "service",
      message: expect.stringContaining("subject other-value"),
    });
    await registry.register("other-value", json);
    expect(await strict.serialize({})).toHaveLength(7);
  });
});
