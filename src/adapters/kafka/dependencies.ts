import type { AdapterDependencies } from "../../ports/house.js";

export const dependencies: AdapterDependencies = {
  system: "kafka",
  peers: { "@platformatic/kafka": "^1.35.0" },
  suites: ["predictionSinkChecks", "sourceChecks"],
};
