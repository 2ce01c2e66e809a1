export { trinoEngine } from "./trino-engine.js";
export type { TrinoOptions } from "./trino-options.js";
