import type { AdapterDependencies } from "../../ports/house.js";

export const dependencies: AdapterDependencies = {
  system: "postgres",
  peers: { pg: "^8.23.1" },
  suites: ["logsChecks", "blobsChecks", "keysChecks", "storeChecks", "historyChecks", "onlineFeaturesChecks"],
};
