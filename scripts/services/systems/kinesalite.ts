import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../free-port.js";
import { NotInstalledError } from "../not-installed-error.js";
import { runCommand } from "../run-command.js";
import { type Server, startServer } from "../start-server.js";
import type { InstallPlace, StartPlace, System } from "../system.js";

const version = "3.3.3";
const programs = (cache: string): string => join(cache, `kinesalite-${version}`);

/** Kinesis in one process, of an npm package: unlike others of its kind it closes shards that are split or merged. Takes every credential. */
export const kinesalite: System = {
  name: "kinesalite",
  weight: "core",
  installSeconds: 300,
  seconds: 300,
  install,
  async start(place) {
    const port = await freePort();
    const { stop } = await startKinesalite(place, port);
    return { facts: { url: `http://127.0.0.1:${port}`, folder: place.folder }, stop };
  },
};

/** Starts a server on the records of a folder: also again after it was stopped or killed. */
export function startKinesalite({ cache, folder, signal }: StartPlace, port: number): Promise<Server> {
  mkdirSync(folder, { recursive: true });
  const settings = { path: join(folder, "records"), createStreamMs: 20, updateStreamMs: 20, shardLimit: 1000 };
  const path = JSON.stringify(join(programs(cache), "node_modules", "kinesalite"));
  // Its own command listens on every interface: it is started through its module.
  const program = `
    require(${path})(${JSON.stringify(settings)}).listen(${port}, "127.0.0.1");
    process.on("SIGTERM", () => process.exit(0));`;
  // Any answer will do: without credentials it refuses.
  const ready = async () =>
    (await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(2000) })).status > 0;
  return startServer({ command: process.execPath, words: ["-e", program], folder, ready, signal });
}

async function install({ cache, signal }: InstallPlace): Promise<void> {
  const target = programs(cache);
  if (existsSync(target)) return;
  const fresh = `${target}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  writeFileSync(join(fresh, "package.json"), JSON.stringify({ private: true }));
  const words = ["install", "--no-audit", "--no-fund", `kinesalite@${version}`];
  const installed = await runCommand("npm", words, { directory: fresh, signal }).catch(() => undefined);
  signal.throwIfAborted();
  if (installed === undefined) throw new NotInstalledError("needs npm, which is not there");
  if (installed.code !== 0) throw new NotInstalledError(`npm install: ${installed.output.trim().slice(-300)}`);
  renameSync(fresh, target);
}
