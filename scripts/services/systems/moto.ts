import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../free-port.js";
import { NotInstalledError } from "../not-installed-error.js";
import { runCommand } from "../run-command.js";
import { startServer } from "../start-server.js";
import type { System } from "../system.js";
import { answers } from "../until.js";

const version = "5.2.5";
const environmentOf = (cache: string): string => join(cache, `moto-${version}`);

/** Much of AWS in memory; here its S3, which takes every credential. */
export const moto: System = {
  name: "moto",
  weight: "core",
  installSeconds: 300,
  seconds: 120,
  async install({ cache, signal }) {
    const folder = environmentOf(cache);
    // Written last, so that a folder which was left in the middle is made again.
    if (existsSync(join(folder, "bin", "moto_server"))) return;
    rmSync(folder, { recursive: true, force: true });
    for (const [command, ...words] of [
      ["python3", "-m", "venv", folder],
      [join(folder, "bin", "python"), "-m", "pip", "install", "--quiet", `moto[server,s3]==${version}`],
    ] as const) {
      const { code, output } = await runCommand(command, words, { signal }).catch((error: Error) => {
        signal.throwIfAborted();
        throw new NotInstalledError(`${command}: ${error.message}`);
      });
      if (code !== 0) throw new NotInstalledError(`${command}: ${output.trim().split("\n").at(-1)}`);
    }
  },
  async start({ cache, folder, signal }) {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const command = join(environmentOf(cache), "bin", "moto_server");
    const ready = () => answers(`${url}/moto-api/data.json`);
    const { stop } = await startServer({ command, words: ["-H", "127.0.0.1", "-p", `${port}`], folder, ready, signal });
    return { facts: { url }, stop };
  },
};
