import type { AdapterDependencies } from "../../ports/house.js";

export const dependencies: AdapterDependencies = { system: "ai", peers: {}, suites: ["chatModelChecks"] };
