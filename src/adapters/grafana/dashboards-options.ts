import { type OptionRules, option } from "../../core/house.js";

/** Thresholds are called as those of `prometheusRules` are, and mean the same. */
export interface GrafanaDashboardsOptions {
  /** The label `model` of its metrics: whose thresholds are drawn. Other models can be chosen in the dashboard. */
  readonly model: string;
  /** The share of requests that a version may fail, from 0 to 1. @default no line is drawn */
  readonly errorShare?: number;
  /** The share of requests that something else than the assigned version may answer, from 0 to 1. @default no line is drawn */
  readonly fallbackShare?: number;
  /** Seconds within which 99 % of the answers of each version have to come. @default no line is drawn */
  readonly latencySeconds?: number;
  /** What the rates that alert rules look at are taken over. @default 5 */
  readonly windowMinutes?: number;
}

export interface CheckedOptions extends GrafanaDashboardsOptions {
  readonly windowMinutes: number;
}

export const dashboardsRules: OptionRules<GrafanaDashboardsOptions> = {
  model: option.required(option.text),
  errorShare: option.share,
  fallbackShare: option.share,
  latencySeconds: option.number({ minimum: 0 }),
  windowMinutes: option.count,
};
