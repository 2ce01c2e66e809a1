import type { AdapterDependencies } from "../../ports/house.js";

/** The Python package itself is not needed. */
export const dependencies: AdapterDependencies = { system: "evidently", peers: {}, suites: ["detectorChecks"] };
