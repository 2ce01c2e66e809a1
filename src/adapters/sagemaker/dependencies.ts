import type { AdapterDependencies } from "../../ports/house.js";

export const dependencies: AdapterDependencies = {
  system: "sagemaker",
  peers: { "@aws-sdk/client-sagemaker": "^3.1142.0" },
  suites: ["registryMirrorChecks", "rolloutMirrorChecks"],
};
