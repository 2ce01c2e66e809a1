import { checkArguments, option } from "../core/house.js";
import type { MetricFamily } from "../ports/index.js";
import type { RouterStatus } from "./router.js";
import type { VersionMetrics } from "./version-metrics.js";

/** What is read of a router. */
interface Observed {
  status(): RouterStatus;
  metrics(): ReadonlyMap<string, VersionMetrics>;
}

/** A router of this process as metric families; those of several processes are added up by whoever collects them. */
export function routerMetrics(router: Observed): readonly MetricFamily[] {
  checkArguments("router metrics", { router }, { router: option.having("a router", "status", "metrics") });
  const { model, epoch, champion, canary, shadow, lastRollback, decides, refused, storeAway, registryAway } =
    router.status();
  const versions = [...router.metrics()];
  const one = (value: number | undefined, labels: Readonly<Record<string, string>> = {}): MetricFamily["samples"] => [
    { labels: { model, ...labels }, value },
  ];
  const byVersion = (value: (metrics: VersionMetrics) => number | undefined): MetricFamily["samples"] =>
    versions.map(([version, metrics]) => ({ labels: { model, version }, value: value(metrics) }));
  // What a version was and is no more has no value: so it takes the place of what a sink has kept of it.
  const known = [...new Set([...versions.map(([version]) => version), champion, ...(canary ? [canary.version] : [])])];
  const byKnown = (
    value: (version: string) => number | undefined,
    labels: Readonly<Record<string, string>> = {},
  ): MetricFamily["samples"] =>
    known.map((version) => ({ labels: { model, version, ...labels }, value: value(version) }));
  const ofCanary = (value: number | undefined): MetricFamily["samples"] =>
    byKnown((version) => (version === canary?.version ? value : undefined));
  const ofChampion = (value: number): MetricFamily["samples"] =>
    byKnown((version) => (version === champion ? value : undefined));
  const ofShadow = (value: number | undefined): MetricFamily["samples"] =>
    shadow === undefined ? [] : one(value, { version: shadow.version });
  const seconds = (milliseconds: number | undefined): number | undefined =>
    milliseconds === undefined ? undefined : milliseconds / 1000;
  const family = (
    type: MetricFamily["type"],
    name: string,
    help: string,
    samples: MetricFamily["samples"],
  ): MetricFamily => ({ name, help, type, samples });
  const latencies = ([50, 95, 99] as const).map((percent) =>
    family(
      "gauge",
      `router_latency_p${percent}_seconds`,
      `Seconds within which ${percent} % of a version's answers came`,
      byVersion(({ latency }) => seconds(latency.quantile(percent / 100))),
    ),
  );
  return [
    family(
      "counter",
      "router_requests_total",
      "Requests by the version they were meant for",
      byVersion((counts) => counts.requests),
    ),
    family(
      "counter",
      "router_errors_total",
      "Requests that the version failed",
      byVersion((counts) => counts.errors),
    ),
    family(
      "counter",
      "router_fallbacks_total",
      "Requests that something else answered",
      byVersion((counts) => counts.fallbacks),
    ),
    family(
      "counter",
      "router_unlogged_total",
      "Answers that the prediction log did not take",
      byVersion((counts) => counts.unlogged),
    ),
    family("counter", "router_refused_total", "Requests that broke the contract", one(refused)),
    ...latencies,
    family("gauge", "router_epoch", "Changes of who answers whom", one(epoch)),
    family("gauge", "router_champion", "1 for the version that is champion", ofChampion(1)),
    family("gauge", "router_canary_share", "Share of the units that the canary answers", ofCanary(canary?.share)),
    family("gauge", "router_arm_share", "Share of the units that a version answers as champion or as canary", [
      ...armShare("champion", champion, 1 - (canary?.share ?? 0)),
      ...armShare("canary", canary?.version, canary?.share),
    ]),
    family("gauge", "router_canary_step", "The step of the canary's ramp, from 0", ofCanary(canary?.step)),
    family(
      "gauge",
      "router_canary_requests",
      "Requests of the canary that are compared, in all processes as far as they told",
      ofCanary(canary?.requests),
    ),
    family(
      "gauge",
      "router_canary_units",
      "Different units among these requests of the canary",
      ofCanary(canary?.units),
    ),
    family(
      "gauge",
      "router_canary_stopped",
      "1 where a guardrail, e.g. the circuit, has stopped the canary in this process",
      ofCanary(canary?.stopped === undefined ? 0 : 1),
    ),
    family(
      "gauge",
      "router_guardrail_breached",
      "1 where a guardrail of the canary is breached, 0 where it is content",
      (canary?.verdicts ?? []).map(({ guardrail, decision }) => ({
        labels: { model, version: canary?.version ?? "", guardrail },
        value: decision === "insufficient-data" ? undefined : decision === "breach" ? 1 : 0,
      })),
    ),
    family(
      "gauge",
      "router_rollback_timestamp_seconds",
      "When a canary was rolled back by a guardrail, the last one",
      lastRollback === undefined
        ? []
        : one(lastRollback.time / 1000, {
            version: lastRollback.version,
            guardrail: lastRollback.verdict.guardrail,
          }),
    ),
    family("gauge", "router_decides", "1 where this process decides on the canary", one(decides ? 1 : 0)),
    family("gauge", "router_store_away", "1 while the rollout's store does not answer", one(storeAway ? 1 : 0)),
    family("gauge", "router_registry_away", "1 while the registry does not answer", one(registryAway ? 1 : 0)),
    family(
      "counter",
      "router_shadow_requests_total",
      "Requests of the present shadow by what became of them",
      shadow === undefined
        ? []
        : (["completed", "dropped", "failed", "timedOut", "shed"] as const).map((outcome) => ({
            labels: { model, version: shadow.version, outcome: outcome === "timedOut" ? "timed-out" : outcome },
            value: shadow[outcome],
          })),
    ),
    family(
      "counter",
      "router_shadow_compared_total",
      "Answers of the present shadow that were compared with the live one",
      ofShadow(shadow?.compared),
    ),
    family(
      "counter",
      "router_shadow_agreed_total",
      "Answers of the present shadow that decided as the live one did",
      ofShadow(shadow?.agreed),
    ),
    family(
      "gauge",
      "router_shadow_distance",
      "Mean distance of the shadow's outputs from the live ones",
      ofShadow(shadow?.meanDistance),
    ),
  ];

  function armShare(arm: string, answering: string | undefined, share: number | undefined): MetricFamily["samples"] {
    return byKnown((version) => (version === answering ? share : undefined), { arm });
  }
}
