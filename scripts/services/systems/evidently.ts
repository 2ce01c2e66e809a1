import { installPython, pythonProgram } from "../python.js";
import type { System } from "../system.js";

const environmentName = "evidently-0.7.23";

/** The Python package, of the release whose results ours are compared with: nothing is started. */
export const evidently: System = {
  name: "evidently",
  weight: "heavy",
  installSeconds: 900,
  seconds: 900,
  install: (place) => installPython(place, environmentName, ["evidently==0.7.23", "pandas==2.3.3", "scipy==1.17.1"]),
  async start({ cache }) {
    return { facts: { python: pythonProgram(cache, environmentName, "python") }, stop: async () => undefined };
  },
};
