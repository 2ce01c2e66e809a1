export { createManifest, type ManifestFacts } from "./create-manifest.js";
export { register } from "./register.js";
export type { RegisterOptions } from "./register-options.js";
export {
  type AtOptions,
  createRegistry,
  type DecisionOptions,
  type PromoteOptions,
  type Registry,
  type RegistryOptions,
  type ResolvedVersion,
  type RollbackOptions,
} from "./registry.js";
export type { Promotion, RegistryEvent, RolledBack } from "./registry-event.js";
export type { RegistryHistoryEntry } from "./registry-history.js";
export type { VerifyFinding } from "./verify-version.js";
