import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "../free-port.js";
import { NotInstalledError } from "../not-installed-error.js";
import { runCommand } from "../run-command.js";
import { type Server, startServer } from "../start-server.js";
import type { InstallPlace, StartPlace, System } from "../system.js";

const source = fileURLToPath(new URL("../collector", import.meta.url));
const program = (cache: string): string => join(cache, "otelcol", "collector");

/** The OpenTelemetry collector, built of its own modules with one receiver (OTLP) and one exporter (files): building it takes minutes. */
export const opentelemetry: System = {
  name: "opentelemetry",
  weight: "heavy",
  installSeconds: 1800,
  seconds: 240,
  install: build,
  async start(place) {
    const port = await freePort();
    const { stop } = await startCollector(place, port);
    return { facts: { port }, stop };
  },
};

async function build({ cache, signal }: InstallPlace): Promise<void> {
  const target = program(cache);
  if (existsSync(target)) return;
  mkdirSync(join(cache, "otelcol"), { recursive: true });
  const words = ["build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", `${target}.new`, "."];
  const built = await runCommand("go", words, { directory: source, signal }).catch(() => undefined);
  signal.throwIfAborted();
  if (built === undefined) throw new NotInstalledError("needs go, which is not there");
  if (built.code !== 0) throw new NotInstalledError(`Go could not build it: ${built.output.trim().slice(-300)}`);
  renameSync(`${target}.new`, target);
}

/** Starts a collector that appends what it takes to `traces.jsonl`, `metrics.jsonl` and `logs.jsonl` of a folder: also again after it was stopped. */
export function startCollector({ cache, folder, signal }: StartPlace, port: number): Promise<Server> {
  mkdirSync(folder, { recursive: true });
  const signals = ["traces", "metrics", "logs"] as const;
  const each = <Part>(part: (name: string) => Part) => Object.fromEntries(signals.map((name) => [name, part(name)]));
  const settings = {
    receivers: { otlp: { protocols: { http: { endpoint: `127.0.0.1:${port}` } } } },
    exporters: Object.fromEntries(
      signals.map((name) => [`file/${name}`, { path: `${name}.jsonl`, append: true, flush_interval: "100ms" }]),
    ),
    service: {
      telemetry: { metrics: { level: "none" }, logs: { level: "warn" } },
      pipelines: each((name) => ({ receivers: ["otlp"], exporters: [`file/${name}`] })),
    },
  };
  writeFileSync(join(folder, "collector.yaml"), JSON.stringify(settings)); // JSON is YAML.
  const ready = () => takesTraces(port);
  return startServer({ command: program(cache), words: ["--config", "collector.yaml"], folder, ready, signal });
}

async function takesTraces(port: number): Promise<boolean> {
  const headers = { "content-type": "application/json" };
  const signal = AbortSignal.timeout(2000);
  return (await fetch(`http://127.0.0.1:${port}/v1/traces`, { method: "POST", headers, body: "{}", signal })).ok;
}
