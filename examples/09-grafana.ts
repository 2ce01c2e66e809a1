// Dashboards for Grafana, and the alert rules of the same limits; with a folder, e.g. /etc/grafana/provisioning, they are written there.   npx tsx examples/09-grafana.ts
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { grafanaDashboards, grafanaProvisioning } from "golden-pipeline/adapters/grafana";
import { prometheusRules } from "golden-pipeline/adapters/prometheus";

const limits = { model: "late-flights", errorShare: 0.02, fallbackShare: 0.1, latencySeconds: 0.25 };
const { serving, quality, rollout } = grafanaDashboards(limits);
const files = grafanaProvisioning({
  dashboards: [serving, quality, rollout],
  prometheusUrl: process.env.PROMETHEUS_URL ?? "http://prometheus:9090",
});
const [folder] = process.argv.slice(2);
for (const [path, text] of files) {
  console.log(path, `${text.length} characters`);
  if (folder === undefined) continue;
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
for (const panel of serving.panels)
  if (panel.type !== "row")
    console.log(panel.title, panel.targets[0]?.expr, panel.fieldConfig.defaults.thresholds.steps);
console.log(prometheusRules(limits).rules); // for Prometheus: what the red lines mean
