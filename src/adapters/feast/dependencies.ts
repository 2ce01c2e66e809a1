import type { AdapterDependencies } from "../../ports/house.js";

export const dependencies: AdapterDependencies = { system: "feast", peers: {}, suites: ["onlineFeaturesChecks"] };
