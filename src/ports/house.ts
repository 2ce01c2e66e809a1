/** What other rooms of the house use of this one; not exported from the package. */

export type { AdapterDependencies } from "./adapter-dependencies.js";
export type { ChatErrorKind } from "./chat-error.js";
export { kindOfStatus } from "./chat-error.js";
export type { ChatUsage, TokenPrices } from "./chat-model.js";
export { mergeFamilies } from "./merge-families.js";
export type { Entity, OnlineStatus, OnlineValue } from "./online-features.js";
export { pricesRule } from "./prices-rule.js";
export type { UnreadableRow } from "./raw-format.js";
export { redact } from "./redact.js";
export { retryAfterMilliseconds } from "./retry-after.js";
export { createServiceClient, type ServiceClient, type ServiceOptions, serviceRules } from "./service-client.js";
