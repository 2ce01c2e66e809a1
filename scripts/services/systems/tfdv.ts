import { installPython, pythonProgram } from "../python.js";
import type { System } from "../system.js";

const environmentName = "tfdv-1.16.1";

/** The Python package, of the release whose verdicts ours are compared with: nothing is started. */
export const tfdv: System = {
  name: "tfdv",
  weight: "heavy",
  installSeconds: 1200,
  seconds: 600,
  install: (place) =>
    installPython(
      place,
      environmentName,
      [
        "tensorflow-cpu==2.16.2",
        "tensorflow-metadata==1.16.1",
        "apache-beam==2.60.0",
        "pyarrow==10.0.1",
        "pandas<2",
        "numpy<2",
        "protobuf<5",
        "absl-py<2",
        "pyfarmhash<0.4",
        "joblib",
      ],
      // They ask for `tensorflow`, of which only the processor's half is needed.
      ["tensorflow-data-validation==1.16.1", "tfx-bsl==1.16.1"],
    ),
  async start({ cache }) {
    return { facts: { python: pythonProgram(cache, environmentName, "python") }, stop: async () => undefined };
  },
};
