import type { AdapterDependencies } from "../../ports/house.js";

export const dependencies: AdapterDependencies = {
  system: "kinesis",
  peers: { "@aws-sdk/client-kinesis": "^3.1143.0" },
  suites: ["predictionSinkChecks", "sourceChecks"],
};
