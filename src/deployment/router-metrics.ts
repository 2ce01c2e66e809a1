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
  const { model, epoch, champion, canary, shadow, decides, refused, storeAway, registryAway } = router.status();
  const versions = [...router.metrics()];
  const one = (value: number | undefined, labels: Readonly<Record<string, string>> = {}): MetricFamily["samples"] => [
    { labels: { model, ...labels }, value },
  ];
  const byVersion = (value: (metrics: VersionMetrics) => number | undefined): MetricFamily["samples"] =>
    versions.map(([version, metrics]) => ({ labels: { model, version }, value: value(metrics) }));
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
    family("gauge", "router_champion", "1 for the version that is champion", one(1, { version: champion })),
    family(
      "gauge",
      "router_canary_share",
      "Share of the units that the canary answers",
      canary === undefined ? [] : one(canary.share, { version: canary.version }),
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
  ];
}
