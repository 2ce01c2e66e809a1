import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../free-port.js";
import { NotInstalledError } from "../not-installed-error.js";
import { runCommand } from "../run-command.js";
import { type Server, startServer } from "../start-server.js";
import type { StartPlace, System } from "../system.js";

const version = "v1.8.0";
const programs = (cache: string): string => join(cache, `versitygw-${version}`);
const environment = { ROOT_ACCESS_KEY: "a", ROOT_SECRET_KEY: "bbbbbbbb" };

/** An S3 server over a folder, built from its source. Credentials are checked. */
export const versitygw: System = {
  name: "versitygw",
  weight: "core",
  installSeconds: 600,
  seconds: 120,
  async install({ cache, signal }) {
    const folder = programs(cache);
    if (existsSync(join(folder, "versitygw"))) return;
    const words = ["install", `github.com/versity/versitygw/cmd/versitygw@${version}`];
    const { code, output } = await runCommand("go", words, { signal, environment: { GOBIN: folder } }).catch(
      (error: Error) => {
        signal.throwIfAborted();
        throw new NotInstalledError(`go: ${error.message}`);
      },
    );
    if (code !== 0) throw new NotInstalledError(`go install: ${output.trim().split("\n").at(-1)}`);
  },
  async start(place) {
    const port = await freePort();
    const { stop } = await startVersitygw(place, port);
    return { facts: { url: `http://127.0.0.1:${port}` }, stop };
  },
};

/** Starts a server on the objects of a folder: also again after it was stopped or killed. */
export function startVersitygw({ cache, folder, signal }: StartPlace, port: number): Promise<Server> {
  for (const name of ["objects", "users"]) mkdirSync(join(folder, name), { recursive: true });
  const words = ["--port", `127.0.0.1:${port}`, "--iam-dir", join(folder, "users"), "posix", join(folder, "objects")];
  const command = join(programs(cache), "versitygw");
  // Any answer will do: without credentials it refuses.
  const ready = async () =>
    (await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(2000) })).status > 0;
  return startServer({ command, words, environment, folder, ready, signal });
}
