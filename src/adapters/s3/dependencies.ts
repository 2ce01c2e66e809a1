import type { AdapterDependencies } from "../../ports/house.js";

export const dependencies: AdapterDependencies = {
  system: "s3",
  peers: { "@aws-sdk/client-s3": "^3.1175.0" },
  suites: ["blobsChecks", "storeChecks"],
};
