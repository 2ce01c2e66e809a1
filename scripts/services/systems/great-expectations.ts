import { installPython, pythonProgram } from "../python.js";
import type { System } from "../system.js";

const environmentName = "great-expectations-1.12.3";

/** The Python package, of the release whose results ours are compared with: nothing is started. */
export const greatExpectations: System = {
  name: "great-expectations",
  weight: "heavy",
  installSeconds: 900,
  seconds: 600,
  install: (place) => installPython(place, environmentName, ["great_expectations==1.12.3", "pandas==2.3.3"]),
  async start({ cache }) {
    return { facts: { python: pythonProgram(cache, environmentName, "python") }, stop: async () => undefined };
  },
};
