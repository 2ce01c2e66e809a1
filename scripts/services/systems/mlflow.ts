import { freePort } from "../free-port.js";
import { installPython, pythonProgram } from "../python.js";
import { startServer } from "../start-server.js";
import type { System } from "../system.js";
import { answers } from "../until.js";

const environmentName = "mlflow-3.17.2";

/** The tracking server on SQLite, passing artifacts on; `python` has its client. */
export const mlflow: System = {
  name: "mlflow",
  weight: "core",
  installSeconds: 900,
  seconds: 480,
  install: (place) => installPython(place, environmentName, ["mlflow==3.17.2"]),
  async start({ cache, folder, signal }) {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const words = [
      ...["-m", "mlflow", "server", "--host", "127.0.0.1", "--port", String(port), "--workers", "1"],
      ...["--backend-store-uri", `sqlite:///${folder}/mlflow.db`, "--serve-artifacts"],
      ...["--artifacts-destination", `${folder}/artifacts`],
    ];
    const environment = {
      MLFLOW_SERVER_ENABLE_JOB_EXECUTION: "false", // Half of the memory.
      MLFLOW_DISABLE_TELEMETRY: "true",
      DO_NOT_TRACK: "1",
    };
    const python = pythonProgram(cache, environmentName, "python");
    const ready = () => answers(`${url}/health`);
    const { stop } = await startServer({
      command: python,
      words,
      environment,
      folder,
      ready,
      readySeconds: 180,
      signal,
    });
    return { facts: { url, python }, stop };
  },
};
