import type { AdapterDependencies } from "../../ports/house.js";

export const dependencies: AdapterDependencies = {
  system: "duckdb",
  peers: { "@duckdb/node-api": "^1.5.6-r.1" },
  suites: ["engineChecks"],
};
