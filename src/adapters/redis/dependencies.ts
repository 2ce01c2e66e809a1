import type { AdapterDependencies } from "../../ports/house.js";

export const dependencies: AdapterDependencies = {
  system: "redis",
  peers: { ioredis: "^5.11.1" },
  suites: ["historyChecks", "onlineFeaturesChecks"],
};
