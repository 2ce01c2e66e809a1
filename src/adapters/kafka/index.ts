export type {
  KafkaAssignment,
  KafkaClient,
  KafkaFetch,
  KafkaFetched,
  KafkaJoin,
  KafkaMember,
  KafkaMessage,
  KafkaProducer,
  KafkaRecord,
} from "./kafka-client.js";
export { type DeadRow, type KafkaDeadLetters, kafkaDeadLetters } from "./kafka-dead-letters.js";
export { kafkaFormat } from "./kafka-format.js";
export { type KafkaPredictions, type KafkaPredictionsOptions, kafkaPredictions } from "./kafka-predictions.js";
export { type KafkaSourceOptions, kafkaSource } from "./kafka-source.js";
export { createMemoryKafka, type MemoryKafka, type MemoryMessage } from "./memory/create-memory-kafka.js";
export { type KafkaClientOptions, type KafkaSasl, kafkaClient } from "./platformatic/kafka-client.js";
export type { PredictionValues } from "./predictions/prediction-values.js";
export { createMemorySchemaRegistry, type MemorySchemaRegistry } from "./registry/create-memory-schema-registry.js";
export {
  type SchemaRegistryLogin,
  type SchemaRegistryOptions,
  schemaRegistry,
} from "./registry/http-schema-registry.js";
export {
  type RegistrySerializer,
  type RegistrySerializerOptions,
  registrySerializer,
} from "./registry/registry-serializer.js";
export type {
  NewSchema,
  ResolvedSchema,
  SchemaReference,
  SchemaRegistry,
  SchemaType,
} from "./registry/schema-registry.js";
export type { SubjectStrategy } from "./registry/subject-of.js";
