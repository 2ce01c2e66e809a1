import type { AdapterDependencies } from "../../ports/house.js";

/** It speaks Pandera's format of schemas, and fills no port. */
export const dependencies: AdapterDependencies = { system: "pandera", peers: { yaml: "^2.9.1" }, suites: [] };
