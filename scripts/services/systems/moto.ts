import { freePort } from "../free-port.js";
import { installPython, pythonProgram } from "../python.js";
import { startServer } from "../start-server.js";
import type { System } from "../system.js";
import { answers } from "../until.js";

const version = "5.2.5";
const environmentName = `moto-${version}`;

/** Much of AWS in memory; here its S3 and SageMaker, which take every credential. */
export const moto: System = {
  name: "moto",
  weight: "core",
  installSeconds: 300,
  seconds: 120,
  install: (place) => installPython(place, environmentName, [`moto[server,s3]==${version}`]),
  async start({ cache, folder, signal }) {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const command = pythonProgram(cache, environmentName, "moto_server");
    const ready = () => answers(`${url}/moto-api/data.json`);
    const { stop } = await startServer({ command, words: ["-H", "127.0.0.1", "-p", `${port}`], folder, ready, signal });
    return { facts: { url }, stop };
  },
};
