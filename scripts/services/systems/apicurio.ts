import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../free-port.js";
import { newestJava } from "../newest-java.js";
import { NotInstalledError } from "../not-installed-error.js";
import { installPython, pythonProgram } from "../python.js";
import { mustRun, runCommand } from "../run-command.js";
import { type Server, startServer } from "../start-server.js";
import type { InstallPlace, StartPlace, System } from "../system.js";
import { answers } from "../until.js";
import { kafka } from "./kafka.js";

const version = "3.3.3";
const home = (cache: string): string => join(cache, "apicurio", version);
/** The interface of Confluent's registry. */
const path = "/apis/ccompat/v7";

/** Confluent's own client, which writes and reads what the tests read and write. */
const referenceName = "confluent-kafka-2.16.1";
const reference = ["confluent-kafka[avro,json,schemaregistry]==2.16.1"];

/** Apicurio Registry in memory, and a broker whose values it describes. */
export const apicurio: System = {
  name: "apicurio",
  weight: "core",
  installSeconds: 600,
  seconds: 600,
  async install(place) {
    await kafka.install(place);
    await installRegistry(place);
    await installPython(place, referenceName, reference);
  },
  async start(place) {
    const folder = join(place.folder, "kafka");
    mkdirSync(folder);
    const broker = await kafka.start({ ...place, folder });
    try {
      const [port, management] = [await freePort(), await freePort()];
      const { stop } = await startApicurio(place, port, management);
      return {
        facts: {
          ...broker.facts,
          url: `http://127.0.0.1:${port}${path}`,
          python: pythonProgram(place.cache, referenceName, "python"),
        },
        async stop() {
          await stop();
          await broker.stop();
        },
      };
    } catch (error) {
      await broker.stop();
      throw error;
    }
  },
};

/** Nothing is kept when it stops. */
function startApicurio({ cache, folder, signal }: StartPlace, port: number, management: number): Promise<Server> {
  const settings = {
    "quarkus.http.host": "127.0.0.1",
    "quarkus.http.port": port,
    // It cannot be switched off, and would listen everywhere.
    "quarkus.management.host": "127.0.0.1",
    "quarkus.management.port": management,
    "apicurio.storage.kind": "sql",
    "apicurio.storage.sql.kind": "h2",
  };
  const memory = ["-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"];
  const words = [...memory, ...Object.entries(settings).map(([name, value]) => `-D${name}=${value}`)];
  const ready = () => answers(`http://127.0.0.1:${port}${path}/subjects`);
  const start = ["-jar", join(home(cache), "quarkus-run.jar")];
  return startServer({ command: newestJava(), words: [...words, ...start], folder, ready, readySeconds: 120, signal });
}

/** The archive of all that it needs, from Maven Central. */
async function installRegistry({ cache, signal }: InstallPlace): Promise<void> {
  if (existsSync(home(cache))) return;
  mkdirSync(join(cache, "apicurio"), { recursive: true });
  const work = mkdtempSync(join(cache, "apicurio", "new-"));
  try {
    const artifact = `-Dartifact=io.apicurio:apicurio-registry-app:${version}:tar.gz:all`;
    const copy = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy";
    const words = ["-q", "-B", copy, artifact, `-DoutputDirectory=${work}`];
    const { code, output } = await runCommand("mvn", words, { signal });
    if (code !== 0) throw new NotInstalledError(`Maven could not get it: ${output.trim().slice(-300)}`);
    mkdirSync(join(work, "app"));
    const archive = join(work, `apicurio-registry-app-${version}-all.tar.gz`);
    await mustRun("tar", ["xzf", archive, "-C", join(work, "app")], { signal });
    renameSync(join(work, "app"), home(cache));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
