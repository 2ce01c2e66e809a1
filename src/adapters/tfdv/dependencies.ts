import type { AdapterDependencies } from "../../ports/house.js";

/** It speaks the formats of TensorFlow Data Validation, and fills no port. */
export const dependencies: AdapterDependencies = { system: "tfdv", peers: {}, suites: [] };
