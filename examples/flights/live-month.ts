import type { JsonObject, SimulatedClock, Store } from "golden-pipeline";
import { type EvaluationReport, type HistoryStore, historyEntries, type ModelVersion } from "golden-pipeline/data";
import { errorRate, latency, type Router } from "golden-pipeline/deployment";
import { brierScore, evaluatePredictions, logLoss, rocAuc, superior } from "golden-pipeline/evaluation";
import {
  createLabelLog,
  createPredictionLog,
  joinLabels,
  pairShadow,
  readLabels,
  readPredictions,
} from "golden-pipeline/feedback";
import type { Monitor } from "golden-pipeline/monitoring";
import { createInputValidator, createRowValidator } from "golden-pipeline/validation";
import { type DepartingFlight, dispatcher, type Flight, flights, late } from "./contract.js";
import type { FlightEvent, Month } from "./world.js";

/** On this day the shadow is judged by the labels of the days before; a challenger that passed answers some flights from then on. */
const judgementDay = 25;
/** Five months are judged: together they shall promote by luck at most once in twenty times. */
const alpha = 0.05 / 5;

/** What is told of a month of live traffic; plain JSON. */
export interface LiveMonth {
  readonly month: string;
  /** Where its predictions and labels stand. */
  readonly log: string;
  readonly champion: string;
  readonly challenger: string | null;
  readonly requests: number;
  /** Flights that stand in the feed twice: the same key is the same prediction. */
  readonly repeated: number;
  /** Requests that broke the contract, by reason; they were not answered, and wait in quarantine. */
  readonly refused: { readonly [reason: string]: number };
  readonly refusedRows: readonly JsonObject[];
  readonly shadow: EvaluationReport | null;
  /** What the same pairs would have said, had flights of one day been taken as independent. */
  readonly independent: string | null;
  readonly shadowCounts: {
    readonly completed: number;
    readonly dropped: number;
    readonly timedOut: number;
    readonly failed: number;
  } | null;
  readonly canary: {
    readonly requests: number;
    readonly units: number;
    readonly verdicts: readonly { readonly guardrail: string; readonly decision: string; readonly message: string }[];
  } | null;
  readonly rollback: {
    readonly requests: number;
    readonly units: number;
    readonly message: string;
    readonly time: number;
  } | null;
}

export interface LiveMonthOptions {
  readonly store: Store;
  readonly clock: SimulatedClock;
  readonly month: Month;
  readonly champion: string;
  readonly challenger: ModelVersion | undefined;
  /** Makes a router for this month's predictions. */
  readonly createRouter: (
    predictions: Awaited<ReturnType<typeof createPredictionLog>>,
    history: HistoryStore,
  ) => Promise<Router<Flight, "delay", boolean>>;
  /** Warm with everything known before the month. */
  readonly history: HistoryStore;
  readonly monitor: Monitor;
  /** Breaks the feed on purpose. */
  readonly corrupt?: (flight: Record<string, unknown>, row: number) => void;
  /** Puts the challenger in front of passengers on the first day, unjudged. */
  readonly skipShadow?: boolean;
  readonly shadowTimeoutMilliseconds?: number;
}

/** Plays a month of flights in the order they took off, labels arriving as they land. */
export async function playMonth(options: LiveMonthOptions): Promise<LiveMonth> {
  const { store, clock, month, champion, challenger, history, monitor } = options;
  // An attempt that was cut off leaves logs behind; this one starts its own.
  const attempt =
    new Set((await store.logs(`predictions/late-flights/${month.name}/`)).map((log) => log.split("/")[3])).size + 1;
  const log = `late-flights/${month.name}/attempt-${attempt}`;
  const predictions = await createPredictionLog({ store, name: log, clock });
  const labels = await createLabelLog({ store, name: log, clock });
  const router = await options.createRouter(predictions, history);
  const [checkInput, checkFlight, historyOf] = [
    createInputValidator(flights),
    createRowValidator(flights),
    historyEntries(dispatcher.definitions),
  ];
  const seen = new Set<string>();
  const refused: Record<string, number> = {};
  const refusedRows: JsonObject[] = [];
  let [requests, repeated, nextLanding] = [0, 0, 0];
  type Judgement = Pick<LiveMonth, "shadow" | "independent" | "shadowCounts">;
  const unjudged: Judgement = { shadow: null, independent: null, shadowCounts: null };
  let judgement: Judgement | undefined;
  let canary: LiveMonth["canary"] = null;
  const answers = new Map<string, { readonly id: string | undefined; readonly output: number }>();

  if (challenger !== undefined) {
    if (options.skipShadow) await router.canary(challenger.id, { share: 0.05, guardrails: [errorRate(), latency()] });
    else
      await router.shadow(challenger.id, {
        timeoutMilliseconds: options.shadowTimeoutMilliseconds ?? 60_000,
        maximumQueued: options.shadowTimeoutMilliseconds === undefined ? 5_000 : 100,
      });
  }

  /** Tells every label that is known by now. */
  async function landFlights(now: number): Promise<void> {
    for (; nextLanding < month.rows; nextLanding++) {
      const flight = month.at(month.byLanding[nextLanding] as number);
      if (flight.landedAt.getTime() > now) return;
      const key = keyOf(flight);
      const answer = answers.get(key);
      if (answer === undefined) continue;
      answers.delete(key);
      labels.record({
        key: `${key}#landed`,
        prediction: { key },
        values: { delay: flight.delay },
        source: "outcome",
        eventTime: flight.departedAt.getTime(),
        knownTime: flight.landedAt.getTime(),
      });
      // What cannot be true is no history: it waits for a person.
      const checked = checkFlight(rawOf(flight));
      if (!checked.valid) continue;
      await history.record(historyOf(checked.row as unknown as Record<string, unknown>, key));
      monitor.label({ output: answer.output, target: flight.delay >= 15 ? 1 : 0, cluster: dayOf(flight) });
    }
  }

  async function judgeShadow(): Promise<Judgement> {
    if (challenger === undefined || router.shadowStatus() === undefined) return unjudged;
    await router.shadowIdle();
    const counts = router.shadowStatus();
    await predictions.flush();
    await labels.flush();
    const joined = await joinLabels({ predictions: readPredictions(store, log), labels: readLabels(store, log) });
    const pairs = pairShadow(late, joined.rows, { candidate: challenger.id });
    const versions = { candidateVersion: challenger.manifest.candidate, championVersion: champion };
    const gate = superior({ metric: logLoss(), alpha });
    const shadow = evaluatePredictions<boolean>({
      ...pairs,
      ...versions,
      metrics: [logLoss(), rocAuc(), brierScore()],
      gate,
    });
    const { clusters: _, ...candidateRows } = pairs.candidate;
    const { clusters: __, ...championRows } = pairs.champion;
    const independent = evaluatePredictions<boolean>({
      candidate: candidateRows,
      champion: championRows,
      ...versions,
      metrics: [],
      gate,
    }).gate.decision;
    router.stopShadow();
    if (shadow.gate.decision === "pass")
      await router.canary(challenger.id, { share: 0.1, guardrails: [errorRate(), latency()] });
    return {
      shadow,
      independent,
      shadowCounts: counts
        ? { completed: counts.completed, dropped: counts.dropped, timedOut: counts.timedOut, failed: counts.failed }
        : null,
    };
  }

  for (let row = 0; row < month.rows; row++) {
    const flight = month.at(row);
    const now = flight.departedAt.getTime();
    clock.set(Math.max(now, clock.now()));
    await landFlights(now);
    if (
      judgement === undefined &&
      flight.departedAt.getUTCDate() >= judgementDay &&
      flight.departedAt.getUTCMonth() === flight.date.getUTCMonth()
    )
      judgement = await judgeShadow();
    const raw: Record<string, unknown> = rawOf(flight);
    delete raw.delay;
    options.corrupt?.(raw, row);
    const checked = checkInput(raw);
    if (!checked.valid) {
      for (const { column, code } of checked.reasons)
        refused[`${column ?? "row"} ${code}`] = (refused[`${column ?? "row"} ${code}`] ?? 0) + 1;
      refusedRows.push(JSON.parse(JSON.stringify({ ...raw, delay: flight.delay })) as JsonObject);
      continue;
    }
    const key = keyOf(flight);
    if (seen.has(key)) repeated++;
    else {
      seen.add(key);
      const answer = await router.predict(checked.row as DepartingFlight);
      answers.set(key, { id: answer.id, output: answer.value });
      monitor.observe({
        row: checked.row as unknown as Record<string, unknown>,
        output: answer.value,
        fallback: answer.fallback !== undefined,
        error: answer.fallback !== undefined,
        time: now,
      });
      requests++;
    }
    if (row % 400 === 0)
      await (options.shadowTimeoutMilliseconds === undefined
        ? router.shadowIdle()
        : new Promise((resolve) => setImmediate(resolve)));
  }
  const status = router.endCanary();
  if (status)
    canary = {
      requests: status.requests,
      units: status.units,
      verdicts: status.verdicts.map(({ guardrail, decision, message }) => ({ guardrail, decision, message })),
    };
  await landFlights(Number.POSITIVE_INFINITY);
  await predictions.close();
  await labels.close();
  const { lastRollback } = router;
  return {
    month: month.name,
    log,
    champion,
    challenger: challenger?.id ?? null,
    requests,
    repeated,
    refused,
    refusedRows,
    ...(judgement ?? unjudged),
    canary,
    rollback: lastRollback
      ? {
          requests: lastRollback.requests,
          units: lastRollback.units,
          message: lastRollback.verdict.message,
          time: lastRollback.time,
        }
      : null,
  };
}

/** The row as the feed brings it. */
export function rawOf({ date, delay, distance, origin, destination }: FlightEvent): Record<string, unknown> {
  return { date, delay, distance, origin, destination };
}

/** Flights have no number here: route and take-off time tell them apart. */
export function keyOf({
  origin,
  destination,
  departedAt,
  distance,
}: Pick<FlightEvent, "origin" | "destination" | "departedAt" | "distance">): string {
  return `${origin}-${destination}-${distance}-${departedAt.toISOString()}`;
}

/** The day at the airport, in UTC for simplicity of the clusters' names. */
export function dayOf({ departedAt }: Pick<FlightEvent, "departedAt">): string {
  return departedAt.toISOString().slice(0, 10);
}
