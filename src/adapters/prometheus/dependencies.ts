import type { AdapterDependencies } from "../../ports/house.js";

export const dependencies: AdapterDependencies = { system: "prometheus", peers: {}, suites: [] };
