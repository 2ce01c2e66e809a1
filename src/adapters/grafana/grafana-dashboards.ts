import { checkOptions } from "../../core/house.js";
import type { GrafanaDashboard } from "./dashboard.js";
import { dashboardsRules, type GrafanaDashboardsOptions } from "./dashboards-options.js";
import { qualityDashboard } from "./quality-dashboard.js";
import { rolloutDashboard } from "./rollout-dashboard.js";
import { servingDashboard } from "./serving-dashboard.js";

/** Three dashboards, which link to one another. */
export interface GrafanaDashboards {
  /** Requests, latency, errors, fallbacks and what was shed, by version and arm. */
  readonly serving: GrafanaDashboard;
  /** Drift, calibration, quality and alerts. */
  readonly quality: GrafanaDashboard;
  /** Arms, the canary with its guardrails, the shadow. */
  readonly rollout: GrafanaDashboard;
}

/**
 * Dashboards over what `routerMetrics` and `monitorMetrics` tell of a model, as plain JSON of Grafana 10 to 12. The same options give the same dashboards.
 * @example const { serving } = grafanaDashboards({ model: "late-flights", errorShare: 0.02 });
 * @throws {InvalidArgumentError} an option is outside what is accepted.
 */
export function grafanaDashboards(options: GrafanaDashboardsOptions): GrafanaDashboards {
  checkOptions("grafana dashboards", options, dashboardsRules);
  const checked = { ...options, windowMinutes: options.windowMinutes ?? 5 };
  return {
    serving: servingDashboard(checked),
    quality: qualityDashboard(checked),
    rollout: rolloutDashboard(checked),
  };
}
