import type { SchemaType } from "../registry/schema-registry.js";

const optionalText = (name: string, doc?: string) => ({
  name,
  type: ["null", "string"],
  default: null,
  ...(doc && { doc }),
});
const text = (name: string, doc?: string) => ({ name, type: "string", ...(doc && { doc }) });
const time = (name: string) => ({ name, type: { type: "long", logicalType: "timestamp-millis" } });

const avro = {
  type: "record",
  name: "Prediction",
  namespace: "golden_pipeline",
  fields: [
    ...["id", "key", "unit", "model", "version", "arm"].map((name) => text(name)),
    { name: "epoch", type: "long" },
    { name: "propensity", type: "double" },
    optionalText("output", "JSON; null when nothing was answered"),
    optionalText("decision", "JSON; null when nothing was decided"),
    optionalText("fallback"),
    { name: "missing", type: ["null", { type: "array", items: "string" }], default: null },
    ...["eventTime", "knownTime", "receivedTime"].map(time),
    { name: "latencyMilliseconds", type: "double" },
    optionalText("tenant"),
    optionalText("cluster"),
    text("row", "JSON"),
    optionalText("features"),
    optionalText("shadowOf"),
    optionalText("extra", "JSON"),
  ],
};

const protobuf = `syntax = "proto3";
package golden_pipeline;

message Prediction {
  string id = 1;
  string key = 2;
  string unit = 3;
  string model = 4;
  string version = 5;
  string arm = 6;
  int64 epoch = 7;
  double propensity = 8;
  // JSON; absent when nothing was answered.
  optional string output = 9;
  // JSON; absent when nothing was decided.
  optional string decision = 10;
  optional string fallback = 11;
  repeated string missing = 12;
  // Times are milliseconds since 1970.
  int64 eventTime = 13;
  int64 knownTime = 14;
  int64 receivedTime = 15;
  double latencyMilliseconds = 16;
  optional string tenant = 17;
  optional string cluster = 18;
  // JSON.
  string row = 19;
  optional string features = 20;
  optional string shadowOf = 21;
  // JSON.
  optional string extra = 22;
}
`;

const texts = ["id", "key", "unit", "model", "version", "arm", "fallback", "tenant", "cluster", "features", "shadowOf"];
const numbers = ["propensity", "latencyMilliseconds"];
const integers = ["epoch", "eventTime", "knownTime", "receivedTime"];
const typed = (names: readonly string[], type: string) => names.map((name) => [name, { type }] as const);

const json = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "golden_pipeline.Prediction",
  type: "object",
  properties: {
    ...Object.fromEntries([...typed(texts, "string"), ...typed(numbers, "number"), ...typed(integers, "integer")]),
    missing: { type: "array", items: { type: "string" } },
    output: {},
    decision: {},
    row: { type: "object" },
    extra: { type: "object" },
  },
  required: [...texts.slice(0, 6), ...numbers, ...integers, "row"],
};

/** The schemas of predictions. Fields may be added, never changed, so that each is compatible with the one before. */
export const predictionSchemas: Readonly<Record<SchemaType, string>> = {
  AVRO: JSON.stringify(avro),
  JSON: JSON.stringify(json),
  PROTOBUF: protobuf,
};
