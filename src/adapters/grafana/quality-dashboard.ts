import type { GrafanaDashboard } from "./dashboard.js";
import type { CheckedOptions } from "./dashboards-options.js";
import type { Drawing } from "./draw-panel.js";
import { makeDashboard } from "./make-dashboard.js";
import { metrics } from "./metrics.js";
import { chosenChecks, of } from "./queries.js";
import { alerts, arrival, processes } from "./shared-panels.js";
import * as states from "./states.js";
import { datasourceVariable, modelVariable, valuesVariable } from "./variable.js";

/** What a monitor found in its windows. */
export function qualityDashboard({ model }: CheckedOptions): GrafanaDashboard {
  return makeDashboard(model, {
    kind: "quality",
    title: "drift and quality",
    description: "What monitors find: drift beside its noise floor, calibration and quality beside what is too much.",
    variables: [
      datasourceVariable,
      modelVariable(metrics.windowRows, model),
      valuesVariable("job", of(metrics.windowRows)),
      valuesVariable("check", of(metrics.drift)),
    ],
    sections: [
      { title: "Is it there", lines: [[arrival("monitors", metrics.windowRows), processes, rows]] },
      { title: "What was found", lines: [[checks, alerts]] },
      { title: "Inputs and answers", lines: [[stability]] },
      { title: "Once labels are known", lines: [[calibration, quality]] },
      { title: "Service in the window", lines: [[rates, latency]] },
    ],
  });
}

type Metric = (typeof metrics)[keyof typeof metrics];

const ofModel = (metric: Metric): string => `max by (model) (${of(metric)})`;
const byCheck = (metric: Metric): string => `max by (check) (${of(metric, chosenChecks)})`;

const rows: Drawing = {
  kind: "stat",
  title: "Window",
  description: "Requests of the newest window, and how many of their labels are known",
  queries: { requests: ofModel(metrics.windowRows), labelled: ofModel(metrics.windowLabelled) },
  text: "value_and_name",
};

const checks: Drawing = {
  kind: "state-timeline",
  title: "Checks",
  description: "All of them, whichever are chosen; one that has too little data is left out",
  limit: 0,
  queries: { "{{check}}": `max by (model, check) (${of(metrics.drift)})` },
  states: states.drifting,
};

const stability: Drawing = {
  kind: "timeseries",
  title: "Population stability index",
  description: "How differently a column is distributed; its noise floor is what chance alone makes of the same rows",
  queries: {
    "{{check}}": byCheck(metrics.stability),
    "{{check}}: noise floor": byCheck(metrics.stabilityNoise),
    "{{check}}: limit": byCheck(metrics.stabilityLimit),
  },
};

const calibration: Drawing = {
  kind: "timeseries",
  title: "Calibration",
  description: "Observed minus predicted, with its interval over clusters: off when that excludes zero and is large",
  queries: {
    "{{check}}": byCheck(metrics.calibration),
    "{{check}}: low": byCheck(metrics.calibrationLow),
    "{{check}}: high": byCheck(metrics.calibrationHigh),
  },
};

const quality: Drawing = {
  kind: "timeseries",
  title: "Quality",
  description: "The task's measure, beside what is normal and what is worse by more than is tolerated",
  queries: {
    "{{check}}": byCheck(metrics.quality),
    "{{check}}: normal": byCheck(metrics.qualityReference),
    "{{check}}: limit": byCheck(metrics.qualityLimit),
  },
};

const rates: Drawing = {
  kind: "timeseries",
  title: "Errors and fallbacks",
  description: "Shares of the window's requests; their limits are the detector's",
  unit: "percentunit",
  queries: { errors: ofModel(metrics.windowErrors), fallbacks: ofModel(metrics.windowFallbacks) },
};

const latency: Drawing = {
  kind: "timeseries",
  title: "Latency",
  description: "Of the window's requests",
  unit: "s",
  queries: { "p{{percentile}}": `max by (percentile) (${of(metrics.windowLatency)})` },
};
