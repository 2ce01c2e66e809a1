import { installPython, pythonProgram } from "../python.js";
import type { System } from "../system.js";

const client = "wandb-0.31.0";
/** The last one whose reader of run files is Python's. */
const reader = "wandb-0.19.11";

/** W&B's client: a command, nothing is started. No server of it can be had. */
export const wandb: System = {
  name: "wandb",
  weight: "core",
  installSeconds: 300,
  seconds: 240,
  async install(place) {
    for (const environment of [client, reader])
      await installPython(place, environment, [environment.replace("-", "==")]);
  },
  async start({ cache }) {
    return {
      facts: { wandb: pythonProgram(cache, client, "wandb"), python: pythonProgram(cache, reader, "python") },
      stop: async () => undefined,
    };
  },
};
