import type { AdapterDependencies } from "../../ports/house.js";

export const dependencies: AdapterDependencies = {
  system: "dvc",
  peers: { "@aws-sdk/client-s3": "^3.1175.0", yaml: "^2.9.1" },
  suites: [],
};
