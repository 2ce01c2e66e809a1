export type { GrafanaDashboard } from "./dashboard.js";
export type { GrafanaDashboardsOptions } from "./dashboards-options.js";
export { type GrafanaDashboards, grafanaDashboards } from "./grafana-dashboards.js";
export { type GrafanaProvisioningOptions, grafanaProvisioning } from "./grafana-provisioning.js";
