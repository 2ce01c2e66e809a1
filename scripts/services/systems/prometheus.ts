import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { debianProgram, installDebian } from "../debian.js";
import { freePort } from "../free-port.js";
import { startServer } from "../start-server.js";
import type { RunningSystem, StartPlace, System } from "../system.js";
import { answers } from "../until.js";

/** Scrapes `127.0.0.1:<targetPort>/metrics` every second: the tests listen there. */
export const prometheus: System = {
  name: "prometheus",
  weight: "core",
  installSeconds: 300,
  seconds: 120,
  install: (place) => installDebian(place, "prometheus", "prometheus"),
  start: startPrometheus,
};

/** Rules that the tests write to `<folder>/rules/*.yml` are read when `/-/reload` is asked for. */
export async function startPrometheus({ cache, folder, signal }: StartPlace): Promise<RunningSystem> {
  const { path, environment } = debianProgram(cache, "prometheus", "prometheus");
  const [port, targetPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const target = { job_name: "golden-pipeline", static_configs: [{ targets: [`127.0.0.1:${targetPort}`] }] };
  const settings = {
    global: { scrape_interval: "1s", evaluation_interval: "1s" },
    rule_files: ["rules/*.yml"],
    scrape_configs: [target],
  };
  for (const name of ["data", "rules"]) mkdirSync(join(folder, name));
  writeFileSync(join(folder, "prometheus.yml"), JSON.stringify(settings)); // JSON is YAML.
  const words = [
    "--config.file=prometheus.yml",
    "--storage.tsdb.path=data",
    "--web.enable-lifecycle",
    `--web.listen-address=127.0.0.1:${port}`,
  ];
  const ready = () => answers(`${url}/-/ready`);
  const { stop } = await startServer({ command: path, words, environment, folder, ready, signal });
  return { facts: { url, targetPort, promtool: debianProgram(cache, "prometheus", "promtool").path }, stop };
}
