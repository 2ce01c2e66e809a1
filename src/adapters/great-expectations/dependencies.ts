import type { AdapterDependencies } from "../../ports/house.js";

/** It speaks Great Expectations' formats, and fills no port. */
export const dependencies: AdapterDependencies = { system: "great-expectations", peers: {}, suites: [] };
