export type {
  KinesisClient,
  KinesisMessage,
  KinesisPage,
  KinesisRecord,
  KinesisShard,
  KinesisStart,
  KinesisStream,
} from "./kinesis-client.js";
export { kinesisFormat } from "./kinesis-format.js";
export { type KinesisPredictions, type KinesisPredictionsOptions, kinesisPredictions } from "./kinesis-predictions.js";
export { kinesisSource } from "./kinesis-source.js";
export type { KinesisSourceOptions } from "./kinesis-source-options.js";
export {
  createMemoryKinesis,
  type MemoryKinesis,
  type MemoryKinesisOptions,
} from "./memory/create-memory-kinesis.js";
export type { MemoryKinesisRecord } from "./memory/memory-record.js";
export { type KinesisClientOptions, kinesisClient } from "./sdk/kinesis-client.js";
