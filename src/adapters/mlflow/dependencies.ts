import type { AdapterDependencies } from "../../ports/house.js";

export const dependencies: AdapterDependencies = {
  system: "mlflow",
  peers: { yaml: "^2.9.1" },
  suites: ["trackerChecks", "registryMirrorChecks", "modelChecks"],
};
