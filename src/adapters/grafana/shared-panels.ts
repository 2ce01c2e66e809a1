import type { Drawing } from "./draw-panel.js";
import type { metrics } from "./metrics.js";
import { alertStates, gone, of } from "./queries.js";
import * as states from "./states.js";

/** Whether anybody tells of the model. */
export function arrival(who: string, metric: typeof metrics.champion | typeof metrics.windowRows): Drawing {
  return {
    kind: "state-timeline",
    title: "Metrics",
    description: "Whether any process tells of the model: panels that show nothing mean nothing while it is gone",
    queries: { [who]: gone(metric) },
    states: states.arriving,
  };
}

export const processes: Drawing = {
  kind: "state-timeline",
  title: "Processes",
  description: "What Prometheus' scrapes found, by instance",
  queries: { "{{instance}}": 'max by (instance) (up{job=~"$job"})' },
  states: states.scraped,
};

export function away(
  title: string,
  description: string,
  metric: typeof metrics.storeAway | typeof metrics.registryAway,
): Drawing {
  return {
    kind: "state-timeline",
    title,
    description,
    limit: 0,
    queries: { [title.toLowerCase()]: `max by (model) (${of(metric)})` },
    states: states.answering,
  };
}

export const alerts: Drawing = {
  kind: "state-timeline",
  title: "Alerts",
  description: "Of Prometheus' rules about this model; nothing where none is pending or firing",
  queries: { "{{alertname}} {{check}}": alertStates },
  states: states.alerting,
};
