import type { AdapterDependencies } from "../../ports/house.js";

/** It speaks JSON Schema as pydantic does, and fills no port. */
export const dependencies: AdapterDependencies = { system: "pydantic", peers: {}, suites: [] };
