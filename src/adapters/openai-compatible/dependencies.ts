import type { AdapterDependencies } from "../../ports/index.js";

export const dependencies: AdapterDependencies = {
  system: "openai-compatible",
  peers: {},
  suites: ["chatModelChecks"],
};
