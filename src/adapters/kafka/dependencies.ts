import type { AdapterDependencies } from "../../ports/house.js";

export const dependencies: AdapterDependencies = {
  system: "kafka",
  peers: { "@platformatic/kafka": "^1.35.0", avsc: "^5.7.9", protobufjs: "^8.8.1" },
  suites: ["predictionSinkChecks", "sourceChecks"],
};
