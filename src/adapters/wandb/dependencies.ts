import type { AdapterDependencies } from "../../ports/house.js";

export const dependencies: AdapterDependencies = { system: "wandb", peers: {}, suites: ["trackerChecks"] };
