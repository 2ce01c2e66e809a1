import type { AdapterDependencies } from "../../ports/house.js";

export const dependencies: AdapterDependencies = { system: "trino", peers: {}, suites: ["engineChecks"] };
