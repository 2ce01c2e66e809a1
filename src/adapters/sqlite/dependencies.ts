import type { AdapterDependencies } from "../../ports/house.js";

export const dependencies: AdapterDependencies = {
  system: "sqlite",
  peers: { "better-sqlite3": "^12.11.1", libsql: "^0.5.29" },
  suites: ["logsChecks", "blobsChecks", "keysChecks", "storeChecks"],
};
