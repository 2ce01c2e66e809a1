import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import { join } from "node:path";
import { freePort } from "../free-port.js";
import { NotInstalledError } from "../not-installed-error.js";
import { mustRun, runCommand } from "../run-command.js";
import { startServer } from "../start-server.js";
import type { InstallPlace, System } from "../system.js";

const version = "4.1.1";
const libraries = (cache: string): string => join(cache, "kafka", version);
const quiet = ["-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-Dorg.slf4j.simpleLogger.logFile=System.out"];

/** One broker of its own, by KRaft. The tests make topics and kill readers. */
export const kafka: System = {
  name: "kafka",
  weight: "core",
  installSeconds: 300,
  seconds: 900,
  install: installJars,
  async start({ cache, folder, signal }) {
    const java = ["-cp", join(libraries(cache), "*")];
    const [port, controller] = [await freePort(), await freePort()];
    writeFileSync(join(folder, "server.properties"), properties(folder, port, controller));
    const id = (
      await mustRun("java", [...quiet, ...java, "kafka.tools.StorageTool", "random-uuid"], { signal })
    ).trim();
    const format = ["kafka.tools.StorageTool", "format", "-t", id, "-c", "server.properties"];
    await mustRun("java", [...quiet, ...java, ...format], { signal, directory: folder });
    const memory = ["-Xmx512m", "-Xms256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"];
    const words = [...quiet, ...memory, ...java, "kafka.Kafka", "server.properties"];
    const { stop } = await startServer({
      command: "java",
      words,
      folder,
      ready: () => listens(port),
      stopSeconds: 20,
      signal,
    });
    return { facts: { broker: `127.0.0.1:${port}` }, stop };
  },
};

/** Maven resolves what the broker needs: there is no archive of it all on Maven Central. */
async function installJars({ cache, signal }: InstallPlace): Promise<void> {
  const target = libraries(cache);
  if (existsSync(target)) return;
  for (const [tool, word] of [
    ["java", "-version"],
    ["mvn", "-version"],
  ] as const) {
    const found = await runCommand(tool, [word], { signal }).catch(() => undefined);
    signal.throwIfAborted();
    if (found?.code !== 0) throw new NotInstalledError(`needs ${tool}, which is not there`);
  }
  mkdirSync(join(cache, "kafka"), { recursive: true });
  const work = mkdtempSync(join(cache, "kafka", "new-"));
  try {
    writeFileSync(join(work, "pom.xml"), project());
    const copy = ["org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies", "-DincludeScope=runtime"];
    const words = ["-q", "-B", "-f", join(work, "pom.xml"), ...copy, `-DoutputDirectory=${join(work, "jars")}`];
    const { code, output } = await runCommand("mvn", words, { signal });
    if (code !== 0) throw new NotInstalledError(`Maven could not get it: ${output.trim().slice(-300)}`);
    renameSync(join(work, "jars"), target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function project(): string {
  const dependency = (group: string, name: string, which: string): string =>
    `<dependency><groupId>${group}</groupId><artifactId>${name}</artifactId><version>${which}</version></dependency>`;
  const all = [
    dependency("org.apache.kafka", "kafka_2.13", version),
    dependency("org.apache.kafka", "kafka-tools", version),
    dependency("org.slf4j", "slf4j-simple", "1.7.36"),
  ];
  return `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>golden-pipeline</groupId><artifactId>kafka</artifactId><version>1</version><packaging>pom</packaging><dependencies>${all.join("")}</dependencies></project>`;
}

function properties(folder: string, port: number, controller: number): string {
  return Object.entries({
    "process.roles": "broker,controller",
    "node.id": 1,
    "controller.quorum.voters": `1@127.0.0.1:${controller}`,
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controller}`,
    "advertised.listeners": `PLAINTEXT://127.0.0.1:${port}`,
    "controller.listener.names": "CONTROLLER",
    "inter.broker.listener.name": "PLAINTEXT",
    "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
    "log.dirs": join(folder, "logs"),
    "offsets.topic.replication.factor": 1,
    "offsets.topic.num.partitions": 4,
    "transaction.state.log.replication.factor": 1,
    "transaction.state.log.min.isr": 1,
    "transaction.state.log.num.partitions": 4,
    "share.coordinator.state.topic.replication.factor": 1,
    "share.coordinator.state.topic.min.isr": 1,
    "group.initial.rebalance.delay.ms": 0,
    // Readers are killed on purpose: the group has to notice soon.
    "group.min.session.timeout.ms": 500,
    "auto.create.topics.enable": false,
  })
    .map(([name, value]) => `${name}=${value}\n`)
    .join("");
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: "127.0.0.1" });
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}
