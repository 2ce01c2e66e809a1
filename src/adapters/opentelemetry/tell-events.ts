import type { Logger as LogRecords } from "@opentelemetry/api-logs";
import type { Runner } from "../../core/index.js";
import { logAttributes } from "./log-attributes.js";
import type { Quietly } from "./quietly.js";
import { type Severity, severities } from "./tell-log.js";

/** Whatever tells of events that have a type, e.g. a router. */
export interface Telling {
  on(listener: (event: { readonly type: string }) => void): () => void;
}

/** What is told of a runner; that stages begin and end stands in the spans. */
const ofRunners = {
  "run-start": "info",
  "run-end": "info",
  "stage-retry": "warn",
  "stage-error": "error",
  custom: "info",
  "partition-start": "info",
  "partition-end": "info",
} as const satisfies Record<string, Severity>;

const ofRouters: Readonly<Record<string, Severity>> = {
  rollback: "warn",
  failed: "warn",
  refused: "warn",
  "registry-refused": "warn",
  unlogged: "error",
  unavailable: "error",
  away: "error",
  "guardrail-failed": "error",
};

export function tellRunnerEvents(
  runner: Pick<Runner<object>, "on">,
  records: LogRecords,
  quietly: Quietly,
): () => void {
  const types = Object.keys(ofRunners) as (keyof typeof ofRunners)[];
  const ends = types.map((type) => runner.on(type, (event) => tell(event, ofRunners[type], records, quietly)));
  return () => {
    for (const end of ends) end();
  };
}

export function tellRouterEvents(router: Telling, records: LogRecords, quietly: Quietly): () => void {
  return router.on((event) => tell(event, ofRouters[event.type] ?? "info", records, quietly));
}

function tell(event: { readonly type: string }, severity: Severity, records: LogRecords, quietly: Quietly): void {
  quietly(() => {
    const { type, ...facts } = event;
    const fields = new Map<string, unknown>(Object.entries(facts));
    // Why a row broke its contract may quote the row: how many reasons there were is enough here.
    const reasons = fields.get("reasons");
    if (Array.isArray(reasons)) fields.set("reasons", reasons.length);
    records.emit({
      eventName: `golden_pipeline.${snake(type)}`,
      severityNumber: severities[severity],
      severityText: severity.toUpperCase(),
      body: type,
      attributes: logAttributes(Object.fromEntries([...fields].map(([name, value]) => [keyOf(name), value]))),
    });
  });
}

function keyOf(field: string): string {
  return field === "error" || field === "cause" ? field : `golden_pipeline.${named[field] ?? snake(field)}`;
}

/** As the spans call them. */
const named: Readonly<Record<string, string>> = {
  runId: "run.id",
  stage: "stage.path",
  attempt: "stage.attempt",
  version: "model.version",
  arm: "prediction.arm",
  key: "prediction.key",
  epoch: "prediction.epoch",
};

function snake(name: string): string {
  return name.replaceAll("-", "_").replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
