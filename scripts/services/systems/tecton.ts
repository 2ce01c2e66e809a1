import { installPython, pythonProgram } from "../python.js";
import type { System } from "../system.js";

const client = "tecton-client-0.4.0";

/** Tecton's published client: a library, nothing is started. No server of it can be had. */
export const tecton: System = {
  name: "tecton",
  weight: "core",
  installSeconds: 300,
  seconds: 120,
  install: (place) => installPython(place, client, ["tecton-client==0.4.0"]),
  async start({ cache }) {
    return { facts: { python: pythonProgram(cache, client, "python") }, stop: async () => undefined };
  },
};
