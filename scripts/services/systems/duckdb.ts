import type { System } from "../system.js";

/** A library in the process: its package is a dev dependency, and nothing is started. What is heavy is the file that does not fit into its memory. */
export const duckdb: System = {
  name: "duckdb",
  weight: "heavy",
  installSeconds: 5,
  seconds: 600,
  install: async () => undefined,
  start: async () => ({ facts: {}, stop: async () => undefined }),
};
