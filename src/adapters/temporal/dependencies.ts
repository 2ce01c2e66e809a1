import type { AdapterDependencies } from "../../ports/house.js";

export const dependencies: AdapterDependencies = {
  system: "temporal",
  peers: {
    "@temporalio/activity": "^1.24.0",
    "@temporalio/client": "^1.24.0",
    "@temporalio/worker": "^1.24.0",
    "@temporalio/workflow": "^1.24.0",
  },
  suites: ["executorChecks"],
};
