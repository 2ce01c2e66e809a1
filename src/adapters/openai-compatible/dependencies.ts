import type { AdapterDependencies } from "../../ports/house.js";

export const dependencies: AdapterDependencies = {
  system: "openai-compatible",
  peers: {},
  suites: ["chatModelChecks"],
};
