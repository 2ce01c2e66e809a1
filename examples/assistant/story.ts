import type { Dataset } from "golden-pipeline/dataset";
import type { ShadowStatus } from "golden-pipeline/deployment";
import type { EvaluationReport } from "golden-pipeline/model";
import type { RegistryHistoryEntry } from "golden-pipeline/registry";
import { textTable } from "golden-pipeline/report";
import type { Question } from "./contract.js";
import { dayOf, type Live } from "./live.js";

/** Everything the story is made of. */
export interface Told {
  readonly first: Dataset<Question, "answer">;
  readonly dataset: Dataset<Question, "answer">;
  readonly corrected: readonly string[];
  readonly offline: EvaluationReport;
  readonly shadow: EvaluationReport;
  readonly shadowed: ShadowStatus | undefined;
  readonly pairs: number;
  readonly live: Live;
  readonly calls: number;
  readonly history: readonly RegistryHistoryEntry[];
  readonly seconds: number;
}

/** What happened, and why. */
export function printStory(told: Told): void {
  const { first, dataset, corrected, offline, shadow, shadowed, live } = told;
  console.log(
    "\nBy how many percent did jobs change? An assistant reads it from a passage, January to September 2008.\n",
  );
  console.log(`Data      ${first.rows} questions, ${first.lineage.quarantined.rows} quarantined (${reasonsOf(first)})`);
  console.log(`Offline   ${verdictOf(offline)}`);
  for (const { layer, decided } of offline.layers ?? []) console.log(`          ${layer} decided ${decided}`);
  console.log(
    `Shadow    ${told.pairs} pairs, ${shadowed?.agreed} agreed, ${shadowed?.failed} failed; ${verdictOf(shadow)}`,
  );
  for (const step of live.steps) console.log(`Canary    ${step}`);
  const { lastRollback } = live.router;
  if (lastRollback)
    console.log(
      `Rollback  ${lastRollback.version} on ${dayOf(lastRollback.time)} after ${lastRollback.requests} requests: ${lastRollback.verdict.guardrail}, ${lastRollback.verdict.message}`,
    );
  console.log(`\nWho answered\n${textTable(["month", "version", "answered", "right"], answeredOf(live))}`);
  console.log("\nRegistry");
  console.log(
    textTable(
      ["when", "what"],
      told.history.map(({ time, summary }) => [dayOf(time), summary]),
    ),
  );
  const held = new Set(dataset.lineage.labels);
  console.log(`\nDataset   ${dataset.version}`);
  console.log(
    `          ${dataset.rows} rows, of ${held.size} labels; ${corrected.filter((id) => held.has(id)).length} corrected by people`,
  );
  console.log(`Took      ${told.seconds.toFixed(1)} s and ${told.calls} calls of the provider\n`);
}

function answeredOf({ tally }: Live) {
  return [...tally.values()].map(({ month, version, answered, right }) => [month, version, answered, right]);
}

function verdictOf({ gate }: EvaluationReport): string {
  return `${gate.decision}: ${gate.rules.map(({ message }) => message).join("; ")}`;
}

function reasonsOf({ lineage }: Dataset<Question, "answer">): string {
  return Object.entries(lineage.quarantined.reasons)
    .map(([reason, rows]) => `${reason}: ${rows}`)
    .join("; ");
}
