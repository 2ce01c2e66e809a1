import { installPython, pythonProgram } from "../python.js";
import type { System } from "../system.js";

const environmentName = "nannyml-0.13.1";

/** The Python package, of the release whose results ours are compared with: nothing is started. */
export const nannyml: System = {
  name: "nannyml",
  weight: "heavy",
  installSeconds: 900,
  seconds: 600,
  install: (place) =>
    installPython(place, environmentName, ["nannyml==0.13.1", "pandas==2.3.3", "scipy==1.17.1", "statsmodels"]),
  async start({ cache }) {
    return { facts: { python: pythonProgram(cache, environmentName, "python") }, stop: async () => undefined };
  },
};
