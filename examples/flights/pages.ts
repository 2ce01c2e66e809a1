import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  calibrationChart,
  htmlPage,
  htmlRow,
  htmlTable,
  type PageSection,
  rocChart,
  svgChart,
} from "golden-pipeline/report";
import { day, delayChart, labelDelayChart, percent, rolloutChart } from "./charts.js";
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
  const { played, registry } = told;
  const champion = await registry.get("late-flights@champion");
  const report = await registry.report(champion.id);
  const days = played
    .flatMap(({ monitor }) => monitor.clusters)
    .map((one) => ({ ...one, time: Date.parse(one.cluster) }));
  const alarms = told.alarms.map(({ rule, since, until }) => ({
    from: since - 30 * 86_400_000,
    to: until === undefined ? since : until - 30 * 86_400_000,
    text: rule,
  }));
  const sections: PageSection[] = [
    {
      title: "What happened",
      text: "Each month a challenger trained on everything known by then answers in the shadow of the champion; its quality is judged by day, then its errors and latency as a canary.",
      html: htmlTable(
        ["month", "requests", "champion", "late", "predicted", "challenger", "outcome", "why"],
        played.map((month) => {
          const { rows, late, predicted } = qualityOf(month);
          const { outcome, why } = verdictOf(month);
          return [
            month.month,
            month.requests,
            month.champion,
            percent(late / rows),
            percent(predicted / rows),
            month.challenger ?? "–",
            outcome,
            why,
          ];
        }),
      ),
    },
    {
      title: "Quality by day",
      text: "What was said and what happened. Days differ far more than flights of one day: that is why every comparison counts days, not flights.",
      html: htmlRow(
        svgChart({
          title: "Late flights: predicted and observed",
          x: "day of departure (UTC)",
          y: "share late",
          formatX: day,
          formatY: percent,
          marks: alarms.filter(({ text }) => text === "calibration"),
          series: [
            { kind: "line", name: "observed", points: days.map(({ time, means }) => [time, means.observed ?? 0]) },
            { kind: "line", name: "predicted", points: days.map(({ time, means }) => [time, means.predicted ?? 0]) },
          ],
        }),
        svgChart({
          title: "Log loss of the champion",
          x: "day of departure (UTC)",
          y: "log loss",
          formatX: day,
          series: [
            { kind: "line", name: "log loss", points: days.map(({ time, means }) => [time, means["log loss"] ?? 0]) },
          ],
        }),
      ),
    },
    {
      title: "Calibration by month",
      text: "How much more often flights were late than predicted, in percentage points, with the interval over days. Inputs hardly drift; this does.",
      html: htmlTable(
        ["month", "calibration", "verdict"],
        played.map(({ month, monitor }) => {
          const check = monitor.checks.find((one) => one.check === "calibration");
          return [month, check?.message ?? "", check?.status ?? ""];
        }),
      ),
    },
    {
      title: `The champion at the end: ${champion.id}`,
      text: `Judged before it was ever live, on the latest quarter of its data: ${report.rows.toLocaleString("en-US")} flights of ${report.metrics["log loss"]?.clusters ?? "unknown"} days.`,
      html:
        htmlRow(calibrationChart(report), rocChart(report)) +
        htmlTable(
          ["metric", "value", "95 % interval over days"],
          Object.entries(report.metrics).map(([name, { value, interval }]) => [
            name,
            value?.toFixed(4) ?? "–",
            interval ? `${interval.low.toFixed(4)} to ${interval.high.toFixed(4)}` : "–",
          ]),
        ),
    },
    {
      title: "Validation",
      text: "Rows that broke the contract, with their reasons. None is lost: they stand in quarantine with their raw bytes, and people have put some right.",
      html: htmlRow(
        delayChart(told),
        htmlTable(
          ["reason", "rows"],
          Object.entries(told.dataset.lineage.quarantined.reasons).map(([reason, rows]) => [reason, rows]),
        ),
      ),
    },
    {
      title: "Inputs",
      text: "Population stability index of each input against the champion's reference, and what chance alone would give.",
      html: htmlTable(
        ["month", "check", "what was seen", "verdict"],
        played.flatMap(({ month, monitor }) =>
          monitor.checks
            .filter(({ check }) => check.startsWith("input") || check === "prediction")
            .map(({ check, message, status }) => [month, check, message, status]),
        ),
      ),
    },
    {
      title: "Rollout",
      text: "A version answers everybody only after it has watched in the shadow, and answered a few as a canary. Each step is an event in the registry, with its evidence.",
      html: htmlRow(
        rolloutChart(told),
        htmlTable(
          ["when", "what"],
          (await registry.history("late-flights")).map(({ time, summary }) => [
            new Date(time).toISOString().slice(0, 10),
            summary,
          ]),
        ),
      ),
    },
    {
      title: "Label delay",
      text: "Hours from take-off until a flight's delay is known; until then nobody can say how good a prediction was.",
      html: htmlRow(labelDelayChart(told), "<div></div>"),
    },
    {
      title: "Alarms",
      html:
        told.alarms.length === 0
          ? "<p>None.</p>"
          : htmlTable(
              ["rule", "state", "since", "what it saw"],
              told.alarms.map(({ rule, state, since, message }) => [
                rule,
                state,
                new Date(since).toISOString().slice(0, 10),
                message,
              ]),
            ),
    },
  ];
  return htmlPage(
    "Late flights, January to June 2001",
    `${told.months.reduce((sum, { rows }) => sum + rows, 0).toLocaleString("en-US")} real flights through the whole loop: landed, validated, learned, judged, shadowed, rolled out, watched, corrected, learned again.`,
    sections,
  );
}
