import type { AdapterDependencies } from "../../ports/index.js";

export const dependencies: AdapterDependencies = { system: "ai", peers: {}, suites: ["chatModelChecks"] };
