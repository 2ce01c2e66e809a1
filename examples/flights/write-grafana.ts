import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { grafanaDashboards, grafanaProvisioning } from "golden-pipeline/adapters/grafana";
import { late } from "./contract.js";

/** Where the files are written that Grafana's folder of provisioning takes as they are. */
export function grafanaFolder(directory: string): string {
  return join(directory, "grafana");
}

/** Dashboards over what the job has told Prometheus, and how Grafana finds them. */
export function writeGrafana(directory: string, prometheusUrl: string): void {
  const { serving, quality, rollout } = grafanaDashboards({ model: late.name, errorShare: 0.02, fallbackShare: 0.1 });
  for (const [path, text] of grafanaProvisioning({ dashboards: [serving, quality, rollout], prometheusUrl })) {
    const file = join(grafanaFolder(directory), path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
