import type { AdapterDependencies } from "../../ports/house.js";

/** It speaks the format of Soda's data contracts, and fills no port. */
export const dependencies: AdapterDependencies = { system: "soda", peers: { yaml: "^2.9.1" }, suites: [] };
