import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  alarmTable,
  alarmTimeline,
  evaluationSections,
  htmlPage,
  htmlRow,
  htmlTable,
  htmlVerdict,
  type PageSection,
} from "golden-pipeline/report";
import {
  calibrationByMonth,
  delayChart,
  labelDelayChart,
  lateChart,
  lossChart,
  percent,
  rolloutChart,
  stabilityChart,
} from "./charts.js";
import { explainPrediction } from "./explain-prediction.js";
import { qualityOf, verdictOf } from "./summary.js";
import type { Told } from "./told.js";

/** Writes report.html and prediction.html into the run's directory. */
export async function writePages(told: Told): Promise<void> {
  mkdirSync(told.options.directory, { recursive: true });
  writeFileSync(join(told.options.directory, "report.html"), await reportPage(told));
  writeFileSync(join(told.options.directory, "prediction.html"), await explainPrediction(told));
}

async function reportPage(told: Told): Promise<string> {
  const champion = await told.registry.get("late-flights@champion");
  const report = await told.registry.report(champion.id);
  const flights = told.months.reduce((sum, { rows }) => sum + rows, 0);
  return htmlPage(
    "Late flights, January to June 2001",
    `${flights.toLocaleString("en-US")} real flights through the whole loop: landed, validated, learned, judged, shadowed, rolled out, watched, corrected, learned again.`,
    [
      ...monthSections(told),
      {
        title: "Alarms",
        text: "One alarm per rule, from the first month that broke it to the first that kept it; its value stands beside what would have been too much.",
        html: alarmTimeline(told.alarms, { from: Date.UTC(2001, 1, 1) }) + alarmTable(told.alarms),
      },
      {
        title: "Inputs and answers",
        text: "Population stability index of each column against the champion's reference: how differently it is distributed.",
        html: htmlRow(...stabilityChecks(told).map((check) => stabilityChart(told, check))),
      },
      await rolloutSection(told),
      {
        title: `The champion at the end: ${champion.id}`,
        text: `Judged before it was ever live, on the latest quarter of its data: ${report.rows.toLocaleString("en-US")} flights of ${report.metrics["log loss"]?.clusters ?? "unknown"} days. What the evaluation found:`,
      },
      ...evaluationSections(report),
      {
        title: "Validation",
        text: "Rows that broke the contract, with their reasons. None is lost: they stand in quarantine with their raw bytes, and people have put some right.",
        html: htmlRow(
          delayChart(told),
          htmlTable(["reason", "rows"], Object.entries(told.dataset.lineage.quarantined.reasons)),
        ),
      },
      {
        title: "Label delay",
        text: "Hours from take-off until a flight's delay is known; until then nobody can say how good a prediction was.",
        html: labelDelayChart(told),
      },
    ],
  );
}

function monthSections(told: Told): readonly PageSection[] {
  return [
    {
      title: "What happened",
      text: "Each month a challenger trained on everything known by then answers in the shadow of the champion; its quality is judged by day, then its errors and latency as a canary.",
      html: htmlTable(
        ["month", "requests", "champion", "late", "predicted", "challenger", "outcome", "why"],
        told.played.map((month) => {
          const { rows, late, predicted } = qualityOf(month);
          const { outcome, why } = verdictOf(month);
          return [
            month.month,
            month.requests,
            month.champion,
            percent(late / rows),
            percent(predicted / rows),
            month.challenger ?? "–",
            { html: htmlVerdict(outcome) },
            why,
          ];
        }),
      ),
    },
    {
      title: "Quality by day",
      text: "What was said and what happened. Days differ far more than flights of one day: that is why every comparison counts days, not flights.",
      html: lateChart(told) + lossChart(told),
    },
    {
      title: "Calibration by month",
      text: "How much more often flights were late than predicted. Inputs hardly drift; this does.",
      html: calibrationByMonth(told),
    },
  ];
}

/** The inputs, then the answers, as the monitor names its checks. */
function stabilityChecks({ played }: Told): readonly string[] {
  const checks = played.flatMap(({ monitor }) => monitor.checks);
  return [...new Set(checks.filter(({ numbers }) => numbers.index !== undefined).map(({ check }) => check))];
}

async function rolloutSection(told: Told): Promise<PageSection> {
  const history = await told.registry.history("late-flights");
  return {
    title: "Rollout",
    text: "A version answers everybody only after it has watched in the shadow, and answered a few as a canary. Each step is an event in the registry, with its evidence.",
    html: htmlRow(
      rolloutChart(told),
      htmlTable(
        ["when", "what"],
        history.map(({ time, summary }) => [new Date(time).toISOString().slice(0, 10), summary]),
      ),
    ),
  };
}
