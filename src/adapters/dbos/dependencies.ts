import type { AdapterDependencies } from "../../ports/house.js";

export const dependencies: AdapterDependencies = {
  system: "dbos",
  peers: { "@dbos-inc/dbos-sdk": "^5.3.0" },
  suites: ["executorChecks"],
};
