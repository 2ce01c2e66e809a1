import type { AdapterDependencies } from "../../ports/house.js";

export const dependencies: AdapterDependencies = { system: "tecton", peers: {}, suites: ["onlineFeaturesChecks"] };
