import { installPython, pythonProgram } from "../python.js";
import type { System } from "../system.js";

const environmentName = "pydantic-2.14.4";

/** The Python package, whose verdicts ours are compared with, and two that read JSON Schema: nothing is started. */
export const pydantic: System = {
  name: "pydantic",
  weight: "heavy",
  installSeconds: 600,
  seconds: 600,
  install: (place) =>
    installPython(place, environmentName, [
      "pydantic==2.14.4",
      "email-validator==2.4.0",
      "jsonschema==4.26.0",
      "datamodel-code-generator==0.89.0",
    ]),
  async start({ cache }) {
    return { facts: { python: pythonProgram(cache, environmentName, "python") }, stop: async () => undefined };
  },
};
