import { readLabels } from "golden-pipeline/feedback";
import { textTable } from "golden-pipeline/report";
import type { Told } from "./told.js";
import { grafanaFolder } from "./write-grafana.js";

type Played = Told["played"][number];

/** What a month's challenger came to, and why. */
export function verdictOf({ challenger, shadow, independent, rollback, canary }: Played): {
  readonly outcome: string;
  readonly why: string;
} {
  if (rollback)
    return {
      outcome: "rolled back",
      why: `${rollback.message}; ${rollback.requests} requests of ${rollback.units} flights had reached it`,
    };
  if (challenger === null) return { outcome: "none", why: "nothing new to try" };
  if (shadow === null) return { outcome: "not judged", why: "no pair of answers with a label" };
  const { decision, rules, minimumDetectableEffect: detectable } = shadow.gate;
  const [estimate, low, high] = (["estimate", "low", "high"] as const).map((name) =>
    rules[0]?.numbers[name]?.toFixed(4),
  );
  if (decision === "pass")
    return {
      outcome: "promoted",
      why: `log loss better by ${estimate} (at least ${low}); canary of ${canary?.requests ?? 0} requests kept its guardrails`,
    };
  const facts = [
    `log loss ${differenceOf(rules[0]?.numbers.estimate)}, between ${low} and ${high}`,
    ...(detectable === undefined ? [] : [`${detectable.toFixed(4)} would have been found`]),
    ...(independent === "pass" ? ["passes if days are forgotten"] : []),
  ];
  return { outcome: decision === "fail" ? "refused" : "inconclusive", why: facts.join("; ") };
}

/** Better by so much, or worse: never better by less than nothing. */
function differenceOf(estimate: number | undefined): string {
  if (estimate === undefined) return "not compared";
  return `${estimate < 0 ? "worse" : "better"} by ${Math.abs(estimate).toFixed(4)}`;
}

/** The short table at the end of the run. */
export async function printSummary(told: Told): Promise<void> {
  const { played, alarms, registry, store, dataset, first, months, options, seconds } = told;
  const flightsSeen = months.reduce((sum, { rows }) => sum + rows, 0);
  console.log(
    `\nWill a flight that just took off arrive 15 minutes late or more? ${flightsSeen.toLocaleString("en-US")} real flights, January to June 2001.\n`,
  );
  console.log(
    `January   ${first.rows} valid rows, ${first.lineage.quarantined.rows} quarantined; ${told.baseline.id} (hour only) ROC-AUC ${auc(told.baseline.manifest.metrics)}, ${told.real.id} (dispatcher's features) ${auc(told.real.manifest.metrics)}\n`,
  );
  console.log(
    textTable(
      ["month", "requests", "champion", "late", "predicted", "log loss", "challenger", "outcome", "why"],
      played.map((month) => {
        const { rows, late, predicted, loss } = qualityOf(month);
        const { outcome, why } = verdictOf(month);
        return [
          month.month,
          month.requests,
          month.champion,
          share(late / rows),
          share(predicted / rows),
          (loss / rows).toFixed(4),
          month.challenger ?? "–",
          outcome,
          why,
        ];
      }),
    ),
  );
  const refused = played.filter((month) => Object.keys(month.refused).length > 0);
  for (const { month, refused: reasons } of refused)
    console.log(
      `\n${month}: requests refused before any model saw them: ${Object.entries(reasons)
        .map(([reason, rows]) => `${reason} ${rows}`)
        .join(", ")}`,
    );
  for (const { month, shadowCounts } of played)
    if (shadowCounts && shadowCounts.timedOut + shadowCounts.dropped + shadowCounts.failed > 0)
      console.log(
        `\n${month}: the shadow timed out ${shadowCounts.timedOut} times, ${shadowCounts.dropped} requests were not given to it; every live request was answered as if it were not there`,
      );
  console.log("\nAlarms");
  console.log(
    alarms.length === 0
      ? "none"
      : textTable(
          ["rule", "state", "since", "what it saw"],
          alarms.map(({ rule, state, since, message }) => [
            rule,
            state,
            new Date(since).toISOString().slice(0, 10),
            message,
          ]),
        ),
  );
  console.log("\nRegistry");
  console.log(
    textTable(
      ["when", "what"],
      (await registry.history("late-flights")).map(({ time, summary }) => [
        new Date(time).toISOString().slice(0, 10),
        summary,
      ]),
    ),
  );
  const held = new Set(dataset.lineage.labels);
  let corrected = 0;
  for (const { log } of played)
    for await (const { id } of readLabels(store, log, { writer: "people" })) if (held.has(id)) corrected++;
  console.log(
    `\nDataset   ${dataset.version}\n          ${dataset.rows} rows; ${dataset.lineage.quarantined.rows} quarantined (${Object.entries(
      dataset.lineage.quarantined.reasons,
    )
      .map(([reason, rows]) => `${reason}: ${rows}`)
      .join("; ")}); ${corrected} labels corrected by people`,
  );
  console.log(
    `Report    ${options.directory}/report.html, one prediction explained in ${options.directory}/prediction.html`,
  );
  if (options.with.includes("grafana"))
    console.log(`Grafana   ${grafanaFolder(options.directory)}, to be put where Grafana reads its provisioning`);
  console.log(
    `Took      ${seconds.toFixed(1)} s, at most ${Math.round(process.resourceUsage().maxRSS / 1024)} MB of memory\n`,
  );
}

export function qualityOf({ monitor }: Played): {
  readonly rows: number;
  readonly late: number;
  readonly predicted: number;
  readonly loss: number;
} {
  let [rows, late, predicted, loss] = [0, 0, 0, 0];
  for (const day of monitor.clusters) {
    rows += day.rows;
    late += day.rows * (day.means.observed ?? 0);
    predicted += day.rows * (day.means.predicted ?? 0);
    loss += day.rows * (day.means["log loss"] ?? 0);
  }
  return { rows, late, predicted, loss };
}

function auc(metrics: { readonly [name: string]: number }): string {
  return metrics["ROC-AUC"]?.toFixed(3) ?? "unknown";
}

function share(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}
