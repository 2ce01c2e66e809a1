import type { AdapterDependencies } from "../../ports/index.js";

export const dependencies: AdapterDependencies = { system: "prometheus", peers: {}, suites: [] };
