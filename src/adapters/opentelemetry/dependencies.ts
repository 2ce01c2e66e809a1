import type { AdapterDependencies } from "../../ports/house.js";

export const dependencies: AdapterDependencies = {
  system: "opentelemetry",
  peers: { "@opentelemetry/api": "^1.9.0", "@opentelemetry/api-logs": ">=0.200.0 <1" },
  suites: ["metricSinkChecks", "predictionSinkChecks"],
};
