import type { AdapterDependencies } from "../../ports/house.js";

/** It computes what NannyML computes of rows, and fills no port: its limits come of chunks of rows, which a profile does not have. */
export const dependencies: AdapterDependencies = { system: "nannyml", peers: {}, suites: [] };
