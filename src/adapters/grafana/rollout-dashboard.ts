import type { GrafanaDashboard } from "./dashboard.js";
import type { CheckedOptions } from "./dashboards-options.js";
import type { Drawing } from "./draw-panel.js";
import { makeDashboard } from "./make-dashboard.js";
import { metrics } from "./metrics.js";
import { chosenVersions, of, rate } from "./queries.js";
import { alerts, arrival, away, processes } from "./shared-panels.js";
import * as states from "./states.js";
import { datasourceVariable, modelVariable, valuesVariable } from "./variable.js";

/** Who answers whom, and what becomes of the canary and of the shadow. */
export function rolloutDashboard({ model }: CheckedOptions): GrafanaDashboard {
  return makeDashboard(model, {
    kind: "rollout",
    title: "rollout",
    description:
      "Shares of the arms, the canary's ramp and guardrails, the shadow's agreement, from what routers tell.",
    variables: [
      datasourceVariable,
      modelVariable(metrics.champion, model),
      valuesVariable("job", of(metrics.champion)),
      valuesVariable("version", `{__name__=~"${metrics.armShare}|${metrics.shadowRequests}",model="$model"}`),
      valuesVariable("arm", of(metrics.armShare)),
    ],
    sections: [
      {
        title: "Is it there",
        lines: [
          [
            arrival("routers", metrics.champion),
            processes,
            away("Store", "Whether the rollout's store answers; without it ramps stand still", metrics.storeAway),
          ],
        ],
      },
      { title: "Arms", lines: [[shares], [epoch, deciding, rollback]] },
      {
        title: "Canary",
        lines: [
          [step, evidence],
          [guardrails, circuit, alerts],
        ],
      },
      { title: "Shadow", lines: [[agreement, distance, outcomes]] },
    ],
  });
}

type Metric = (typeof metrics)[keyof typeof metrics];

/** Processes agree, or will within a second: the largest of them. */
const byVersion = (metric: Metric): string => `max by (version) (${of(metric, chosenVersions)})`;
const totalByVersion = (metric: Metric): string => `sum by (version) (${rate(of(metric, chosenVersions))})`;

const shares: Drawing = {
  kind: "timeseries",
  title: "Shares",
  description: "Of the units that each version answers",
  unit: "percentunit",
  stacked: true,
  queries: {
    "{{version}} as {{arm}}": `avg by (version, arm) (${of(metrics.armShare, chosenVersions, 'arm=~"$arm"')})`,
  },
};

const epoch: Drawing = {
  kind: "stat",
  title: "Epoch",
  description: "Changes of who answers whom, over all processes and restarts",
  queries: { epoch: `max by (model) (${of(metrics.epoch)})` },
};

const deciding: Drawing = {
  kind: "stat",
  title: "Deciding",
  description: "Processes that decide on the canary: one while there is a canary, none otherwise",
  queries: { processes: `sum by (model) (${of(metrics.decides)})` },
};

const rollback: Drawing = {
  kind: "stat",
  title: "Last rollback",
  description: "When a guardrail ended a canary, and which",
  unit: "dateTimeFromNow",
  queries: { "{{version}} by {{guardrail}}": `1000 * max by (version, guardrail) (${of(metrics.rollbackTime)})` },
  text: "value_and_name",
};

const step: Drawing = {
  kind: "timeseries",
  title: "Stage",
  description: "The step of the canary's ramp, from 0; none for a canary without a ramp",
  queries: { "{{version}}": byVersion(metrics.canaryStep) },
};

const evidence: Drawing = {
  kind: "timeseries",
  title: "Evidence",
  description: "Of the canary since it is compared with the present champion, in all processes",
  queries: {
    "requests of {{version}}": byVersion(metrics.canaryRequests),
    "units of {{version}}": byVersion(metrics.canaryUnits),
  },
};

const guardrails: Drawing = {
  kind: "state-timeline",
  title: "Guardrails",
  description: "What each says of the canary of that moment; one that has too little data is left out",
  queries: {
    // A sink keeps what guardrails said of a canary that is over.
    "{{guardrail}} of {{version}}": `max by (version, guardrail) (${of(metrics.guardrailBreached, chosenVersions)} and ignoring (guardrail) ${of(metrics.canaryShare)})`,
  },
  states: states.breached,
};

const circuit: Drawing = {
  kind: "state-timeline",
  title: "Circuit",
  description: "Whether some process has stopped the canary by itself, before the rollback is recorded",
  queries: { "{{version}}": byVersion(metrics.canaryStopped) },
  states: states.stopped,
};

const agreement: Drawing = {
  kind: "timeseries",
  title: "Agreement",
  description: "Share of the shadow's answers that decide as the live one does",
  unit: "percentunit",
  queries: { "{{version}}": `${totalByVersion(metrics.shadowAgreed)} / ${totalByVersion(metrics.shadowCompared)}` },
};

const distance: Drawing = {
  kind: "timeseries",
  title: "Distance",
  description: "Mean distance of the shadow's outputs from the live ones, since it began",
  queries: { "{{version}}": byVersion(metrics.shadowDistance) },
};

const outcomes: Drawing = {
  kind: "timeseries",
  title: "Shadow requests",
  description: "By what became of them",
  unit: "reqps",
  queries: {
    "{{outcome}} by {{version}}": `sum by (version, outcome) (${rate(of(metrics.shadowRequests, chosenVersions))})`,
  },
};
