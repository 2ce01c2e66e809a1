export type {
  KinesisClient,
  KinesisPage,
  KinesisRecord,
  KinesisShard,
  KinesisStart,
  KinesisStream,
} from "./kinesis-client.js";
export { kinesisFormat } from "./kinesis-format.js";
export { type KinesisSourceOptions, kinesisSource } from "./kinesis-source.js";
export {
  createMemoryKinesis,
  type MemoryKinesis,
  type MemoryKinesisOptions,
  type MemoryKinesisRecord,
} from "./memory/create-memory-kinesis.js";
export { type KinesisClientOptions, kinesisClient } from "./sdk/kinesis-client.js";
