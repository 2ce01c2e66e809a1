import { installPython, pythonProgram } from "../python.js";
import type { System } from "../system.js";

const environmentName = "soda-4.28.0";

/** The Python package on DuckDB, of the release whose verdicts ours are compared with: nothing is started. */
export const soda: System = {
  name: "soda",
  weight: "heavy",
  installSeconds: 600,
  seconds: 600,
  install: (place) => installPython(place, environmentName, ["soda-core==4.28.0", "soda-duckdb==4.28.0"]),
  async start({ cache }) {
    return { facts: { python: pythonProgram(cache, environmentName, "python") }, stop: async () => undefined };
  },
};
