import type { NewSchema } from "golden-pipeline/adapters/kafka";

/** One whole number, in each format. */
export const numbers: readonly NewSchema[] = [
  { type: "AVRO", schema: '{"type":"record","name":"N","fields":[{"name":"n","type":"long"}]}' },
  { type: "JSON", schema: '{"title":"N","type":"object","properties":{"n":{"type":"integer"}}}' },
  { type: "PROTOBUF", schema: 'syntax = "proto3"; message N { int64 n = 1; }' },
];
