import { installPython, pythonProgram } from "../python.js";
import type { System } from "../system.js";

const environmentName = "pandera-0.35.0";

/** The Python package, whose verdicts ours are compared with: nothing is started. */
export const pandera: System = {
  name: "pandera",
  weight: "heavy",
  installSeconds: 900,
  seconds: 600,
  install: (place) => installPython(place, environmentName, ["pandera[pandas,io]==0.35.0", "pandas==3.1.1"]),
  async start({ cache }) {
    return { facts: { python: pythonProgram(cache, environmentName, "python") }, stop: async () => undefined };
  },
};
