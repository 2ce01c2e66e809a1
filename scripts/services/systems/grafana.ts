import { existsSync, mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runCommand } from "../run-command.js";
import type { InstallPlace, System } from "../system.js";
import { prometheus, startPrometheus } from "./prometheus.js";

const source = fileURLToPath(new URL("../grafana-check", import.meta.url));
const checker = (cache: string): string => join(cache, "grafana", "check");

/**
 * What there is of Grafana without a server: a Prometheus that its dashboards ask, and the reader of dashboards of its foundation SDK. Where Go cannot build
 * that one, `checker` is empty.
 */
export const grafana: System = {
  name: "grafana",
  weight: "core",
  installSeconds: 900,
  seconds: 240,
  async install(place) {
    await prometheus.install(place);
    await buildChecker(place);
  },
  async start(place) {
    const { facts, stop } = await startPrometheus(place);
    return { facts: { ...facts, checker: existsSync(checker(place.cache)) ? checker(place.cache) : "" }, stop };
  },
};

async function buildChecker({ cache, signal }: InstallPlace): Promise<void> {
  const target = checker(cache);
  if (existsSync(target)) return;
  mkdirSync(join(cache, "grafana"), { recursive: true });
  const words = ["build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", `${target}.new`, "."];
  const built = await runCommand("go", words, { directory: source, signal }).catch(() => undefined);
  signal.throwIfAborted();
  if (built?.code === 0) renameSync(`${target}.new`, target);
}
