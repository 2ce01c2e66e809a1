import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../free-port.js";
import { newestJava } from "../newest-java.js";
import { NotInstalledError } from "../not-installed-error.js";
import { mustRun, runCommand } from "../run-command.js";
import { startServer } from "../start-server.js";
import type { InstallPlace, System } from "../system.js";

const version = "476";
const home = (cache: string): string => join(cache, "trino", version);

/** One node that is coordinator and worker, with tables in its memory: `memory.default`. It needs Java 24 or newer. */
export const trino: System = {
  name: "trino",
  weight: "heavy",
  installSeconds: 600,
  seconds: 900,
  install: installTrino,
  async start({ cache, folder, signal }) {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const plugins = join(home(cache), "server", "plugin");
    mkdirSync(join(folder, "etc", "catalog"), { recursive: true });
    symlinkSync(plugins, join(folder, "plugin"));
    const write = (name: string, lines: readonly string[]): void =>
      writeFileSync(join(folder, "etc", name), `${lines.join("\n")}\n`);
    write("catalog/memory.properties", ["connector.name=memory"]);
    write("log.properties", ["io.trino=WARN"]);
    const place = ["node.environment=test", `node.data-dir=${folder}/data`];
    write("node.properties", [...place, "node.bind-ip=127.0.0.1", "node.internal-address=127.0.0.1"]);
    write("config.properties", [
      "coordinator=true",
      "node-scheduler.include-coordinator=true",
      `http-server.http.port=${port}`,
      `discovery.uri=${url}`,
      "query.max-memory-per-node=400MB",
      "memory.heap-headroom-per-node=200MB",
      "catalog.management=static",
    ]);
    const files = { config: "etc/config.properties", "log.levels-file": "etc/log.properties", "plugin.dir": plugins };
    const node = { "node.environment": "test", "node.data-dir": join(folder, "data"), "node.bind-ip": "127.0.0.1" };
    const words = [
      "-Xmx1200m",
      "-XX:+UseSerialGC",
      // Every query is compiled and run but once: what would make it faster costs more than it brings.
      "-XX:TieredStopAtLevel=1",
      "-Djdk.attach.allowAttachSelf=true",
      ...Object.entries({ ...files, ...node, "node.internal-address": "127.0.0.1" }).map(
        ([name, value]) => `-D${name}=${value}`,
      ),
      "--enable-native-access=ALL-UNNAMED",
      "--add-modules=jdk.incubator.vector",
      "--sun-misc-unsafe-memory-access=allow",
      "-cp",
      join(home(cache), "server", "lib", "*"),
      "io.trino.server.TrinoServer",
    ];
    const ready = async (): Promise<boolean> => {
      const answered = await fetch(`${url}/v1/info`).catch(() => undefined);
      return answered?.ok === true && (await answered.text()).includes('"starting":false');
    };
    const { stop } = await startServer({ command: newestJava(), words, folder, ready, readySeconds: 180, signal });
    return { facts: { url, port }, stop };
  },
};

/** The server without plugins and the one plugin that is used, from Maven Central. */
async function installTrino({ cache, signal }: InstallPlace): Promise<void> {
  if (existsSync(home(cache))) return;
  mkdirSync(join(cache, "trino"), { recursive: true });
  const work = mkdtempSync(join(cache, "trino", "new-"));
  const fetchPart = async (artifact: string): Promise<void> => {
    const copy = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy";
    const words = ["-q", "-B", copy, `-Dartifact=io.trino:${artifact}`, `-DoutputDirectory=${work}`];
    const { code, output } = await runCommand("mvn", words, { signal });
    if (code !== 0) throw new NotInstalledError(`Maven could not get it: ${output.trim().slice(-300)}`);
  };
  try {
    await fetchPart(`trino-server-core:${version}:tar.gz`);
    await fetchPart(`trino-memory:${version}:zip`);
    mkdirSync(join(work, "app"));
    await mustRun("tar", ["xzf", join(work, `trino-server-core-${version}.tar.gz`), "-C", join(work, "app")], {
      signal,
    });
    renameSync(join(work, "app", `trino-server-core-${version}`), join(work, "app", "server"));
    const plugins = join(work, "app", "server", "plugin");
    mkdirSync(plugins, { recursive: true });
    await mustRun("python3", ["-m", "zipfile", "-e", join(work, `trino-memory-${version}.zip`), plugins], { signal });
    renameSync(join(plugins, `trino-memory-${version}`), join(plugins, "memory"));
    renameSync(join(work, "app"), home(cache));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
