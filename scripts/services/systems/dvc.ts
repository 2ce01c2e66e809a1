import { installPython, pythonProgram } from "../python.js";
import type { System } from "../system.js";

const environment = "dvc-3.67.1";

/** A command: nothing is started. */
export const dvc: System = {
  name: "dvc",
  weight: "core",
  installSeconds: 300,
  seconds: 240,
  install: (place) => installPython(place, environment, ["dvc==3.67.1"]),
  async start({ cache }) {
    return { facts: { dvc: pythonProgram(cache, environment, "dvc") }, stop: async () => undefined };
  },
};
