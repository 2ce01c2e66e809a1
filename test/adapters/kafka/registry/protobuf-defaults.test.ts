import { createMemorySchemaRegistry, type NewSchema, registrySerializer } from "golden-pipeline/adapters/kafka";
import { expect, it } from "vitest";
import { readFramed } from "./framed-record.js";

it("a Protobuf message that says nothing is a row of defaults, and null where the schema can tell that nothing was said", async () => {
  const registry = createMemorySchemaRegistry();
  const schema: NewSchema = {
    type: "PROTOBUF",
    schema: `syntax = "proto3"; package tests; import "google/protobuf/wrappers.proto"; import "confluent/type/decimal.proto";
      enum State { UNKNOWN = 0; LATE = 1; }
      message M {
        int32 a = 1; uint64 b = 2; double c = 3; bool d = 4; string e = 5; bytes f = 6; State g = 7; repeated State h = 8; map<string, M> i = 9;
        optional int32 j = 10; M k = 11; oneof l { string m = 12; State n = 13; } google.protobuf.StringValue o = 14; confluent.type.Decimal p = 15;
      }`,
  };
  const { serialize } = registrySerializer({ registry, topic: "t", schema });
  const empty = {
    a: 0,
    b: 0,
    c: 0,
    d: false,
    e: "",
    f: "",
    g: "UNKNOWN",
    h: [],
    i: {},
    ...{ j: null, k: null, m: null },
  };
  const nothing = { ...empty, n: null, o: null, p: null };
  const value = await serialize({});
  expect(value).toHaveLength(6);
  expect(await readFramed(registry, [{ value }])).toEqual([nothing]);

  // An open enum keeps a number that it has no name for.
  const row = { ...nothing, g: 7, h: ["LATE"], i: { x: nothing }, j: 0, n: "LATE", o: "" };
  expect(await readFramed(registry, [{ value: await serialize(row) }])).toEqual([row]);
});
