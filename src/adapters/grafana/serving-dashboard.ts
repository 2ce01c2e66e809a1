import type { GrafanaDashboard } from "./dashboard.js";
import type { CheckedOptions } from "./dashboards-options.js";
import type { Drawing } from "./draw-panel.js";
import { makeDashboard } from "./make-dashboard.js";
import { metrics } from "./metrics.js";
import { chosenVersions, of, rate, rateByArm, shareOfRequests, withArm } from "./queries.js";
import { alerts, arrival, away, processes } from "./shared-panels.js";
import { datasourceVariable, modelVariable, valuesVariable } from "./variable.js";

const ofArm = "{{version}} as {{arm}}";

/** What is asked of the model, and how it answers. */
export function servingDashboard(options: CheckedOptions): GrafanaDashboard {
  const { model, windowMinutes, errorShare, fallbackShare, latencySeconds } = options;
  return makeDashboard(model, {
    kind: "serving",
    title: "serving",
    description: "Requests, latency, errors and fallbacks by version and arm, from what routers tell.",
    variables: [
      datasourceVariable,
      modelVariable(metrics.champion, model),
      valuesVariable("job", of(metrics.champion)),
      valuesVariable("version", of(metrics.requests)),
      valuesVariable("arm", of(metrics.armShare)),
    ],
    sections: [
      { title: "Is it there", lines: [presence] },
      { title: "Requests", lines: [[requests, latencyPanel(latencySeconds)]] },
      {
        title: "What goes wrong",
        lines: [
          [
            sharePanel("Errors", "Share of the requests that the version failed", metrics.errors, errorShare),
            sharePanel("Fallbacks", "Share that something else answered", metrics.fallbacks, fallbackShare),
          ],
          [refused, unloggedPanel(windowMinutes), shed],
          [
            away("Store", "Whether the rollout's store answers; without it ramps stand still", metrics.storeAway),
            away("Registry", "Whether the registry answers", metrics.registryAway),
            alerts,
          ],
        ],
      },
    ],
  });

  function sharePanel(title: string, description: string, metric: Counted, limit: number | undefined): Drawing {
    return {
      kind: "timeseries",
      title,
      description: `${description}; the line is what the alert rules allow over all processes and ${windowMinutes} minutes`,
      unit: "percentunit",
      limit,
      queries: {
        [`all over ${windowMinutes} m`]: shareOfRequests(metric, windowMinutes),
        [ofArm]: `${rateByArm(metric)} / ${rateByArm(metrics.requests)}`,
      },
    };
  }
}

type Counted = typeof metrics.errors | typeof metrics.fallbacks;

const presence: readonly Drawing[] = [
  arrival("routers", metrics.champion),
  processes,
  {
    kind: "stat",
    title: "Champion",
    description: "The version that answers all others; two of them while processes do not agree",
    queries: { "{{version}}": `max by (version) (${of(metrics.champion)})` },
    text: "name",
  },
];

const requests: Drawing = {
  kind: "timeseries",
  title: "Requests",
  description: "By the version and arm that they were meant for",
  unit: "reqps",
  queries: { [ofArm]: rateByArm(metrics.requests) },
};

function latencyPanel(limit: number | undefined): Drawing {
  const slowest = (metric: typeof metrics.latency50 | typeof metrics.latency95 | typeof metrics.latency99): string =>
    `max by (version, arm) (${withArm(of(metric, chosenVersions))})`;
  return {
    kind: "timeseries",
    title: "Latency",
    description: "Of the slowest process, since it began: percentiles of several processes do not add up",
    unit: "s",
    limit,
    queries: {
      "p99 of all": `max by (model) (${of(metrics.latency99)})`,
      [`p99 of ${ofArm}`]: slowest(metrics.latency99),
      [`p95 of ${ofArm}`]: slowest(metrics.latency95),
      [`p50 of ${ofArm}`]: slowest(metrics.latency50),
    },
  };
}

const refused: Drawing = {
  kind: "timeseries",
  title: "Refused",
  description: "Requests that broke the contract",
  unit: "reqps",
  queries: { refused: `sum(${rate(of(metrics.refused))})` },
};

function unloggedPanel(windowMinutes: number): Drawing {
  return {
    kind: "timeseries",
    title: "Not logged",
    description: "Answers that the prediction log did not take: of these nothing is learned",
    unit: "reqps",
    limit: 0,
    queries: { "not logged": `sum by (model) (${rate(of(metrics.unlogged), `${windowMinutes}m`)})` },
  };
}

const shed: Drawing = {
  kind: "timeseries",
  title: "Shed",
  description: "Requests that the shadow did not see, for the sake of live answers",
  unit: "reqps",
  queries: {
    "{{outcome}} by {{version}}": `sum by (version, outcome) (${rate(of(metrics.shadowRequests, 'outcome=~"shed|dropped"'))})`,
  },
};
