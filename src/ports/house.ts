/** What other rooms of the house use of this one; not exported from the package. */

export type { AdapterDependencies } from "./adapter-dependencies.js";
export { aliasesOf } from "./aliases-of.js";
export type { ChatErrorKind } from "./chat-error.js";
export { kindOfStatus } from "./chat-error.js";
export type { ChatUsage, TokenPrices } from "./chat-model.js";
export { mergeFamilies } from "./merge-families.js";
export { oneChunkSource } from "./one-chunk-source.js";
export type { Entity, OnlineStatus, OnlineValue } from "./online-features.js";
export { patternFromJson, patternToJson } from "./patterns/json-patterns.js";
export { patternFromPython, patternToPython, type Translated } from "./patterns/python-patterns.js";
export { type PopulationStability, populationStability } from "./population-stability.js";
export { pricesRule } from "./prices-rule.js";
export type { UnreadableRow } from "./raw-format.js";
export { excerpt } from "./raw-rows/excerpt.js";
export { parseJsonBytes } from "./raw-rows/parse-json-bytes.js";
export { type ParsedLine, parseJsonLine } from "./raw-rows/parse-json-line.js";
export { rowBatchBuilder } from "./raw-rows/row-batch-builder.js";
export { textColumnBuilder } from "./raw-rows/text-column-builder.js";
export { presence, valuesColumn } from "./raw-rows/values-column.js";
export { redact } from "./redact.js";
export type { MirroredEvent } from "./registry-mirror.js";
export { retryAfterMilliseconds } from "./retry-after.js";
export { createSendQueue, type NotSent } from "./send-queue.js";
export { createServiceClient, type ServiceClient, type ServiceOptions, serviceRules } from "./service-client.js";
export type { SqlConnection } from "./sql/connection.js";
export type { SqlDialect, SqlKind } from "./sql/dialect.js";
export { sqlEngine } from "./sql/sql-engine.js";
