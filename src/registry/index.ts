export { createManifest } from "./create-manifest.js";
export type { PromoteOptions } from "./method-options.js";
export { register } from "./register.js";
export { createRegistry, type Registry, type ResolvedVersion } from "./registry.js";
export type { Promotion } from "./registry-event.js";
export type { RegistryHistoryEntry } from "./registry-history.js";
