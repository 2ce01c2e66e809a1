import type { JsonObject, SimulatedClock, Store } from "golden-pipeline";
import { errorRate, latency, type Router } from "golden-pipeline/deployment";
import type { HistoryStore } from "golden-pipeline/features";
import { createLabelLog, createPredictionLog } from "golden-pipeline/feedback";
import type { ModelVersion } from "golden-pipeline/model";
import type { Monitor } from "golden-pipeline/monitoring";
import { createInputValidator } from "golden-pipeline/validation";
import { type DepartingFlight, type Flight, flights } from "./contract.js";
import { keyOf, rawOf } from "./flight-facts.js";
import { judgeShadow, type ShadowJudgement, unjudged } from "./judge-shadow.js";
import { createLanding } from "./landing.js";
import type { FlightEvent, Month } from "./world.js";

/** On this day the shadow is judged by the labels of the days before; a challenger that passed answers some flights from then on. */
const judgementDay = 25;

/** Rows after which the flights that are played wait for their shadow: as far as it may be behind. */
export const shadowWaits = 400;

/** What is told of a month of live traffic; plain JSON. */
export interface LiveMonth extends ShadowJudgement {
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
  /** Told now and then how the router does, for whoever watches. */
  readonly tell: (router: Router<Flight, "delay", boolean>) => Promise<void>;
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
  const { store, clock, month, champion, challenger, history, monitor, shadowTimeoutMilliseconds } = options;
  const log = await nextAttempt(store, month.name);
  const predictions = await createPredictionLog({ store, name: log, clock });
  const labels = await createLabelLog({ store, name: log, clock });
  const router = await options.createRouter(predictions, history);
  const landing = createLanding({ month, labels, history, monitor });
  const checkInput = createInputValidator(flights);
  const guardrails = [errorRate(), latency()];
  const seen = new Set<string>();
  const refused: Record<string, number> = {};
  const refusedRows: JsonObject[] = [];
  let repeated = 0;
  let judgement: ShadowJudgement | undefined;

  if (challenger !== undefined && options.skipShadow) await router.canary(challenger.id, { share: 0.05, guardrails });
  else if (challenger !== undefined)
    await router.shadow(challenger.id, {
      timeoutMilliseconds: shadowTimeoutMilliseconds ?? 60_000,
      maximumQueued: shadowTimeoutMilliseconds === undefined ? 5_000 : 100,
      // A month is played in a minute or so: no user waits for the event loop.
      maximumBusy: 1,
    });

  for (let row = 0; row < month.rows; row++) {
    const flight = month.at(row);
    const now = flight.departedAt.getTime();
    clock.set(Math.max(now, clock.now()));
    await landing.landUntil(now);

    if (judgement === undefined && isJudgementDay(flight)) {
      await router.shadowIdle();
      await predictions.flush();
      await labels.flush();
      judgement = challenger ? await judgeShadow({ store, log, router, challenger, champion }) : unjudged;
      if (challenger && judgement.shadow?.gate.decision === "pass")
        await router.canary(challenger.id, { share: 0.1, guardrails });
    }

    const raw: Record<string, unknown> = rawOf(flight);
    delete raw.delay;
    options.corrupt?.(raw, row);
    const checked = checkInput(raw);
    if (!checked.valid) {
      for (const { column, code } of checked.reasons) {
        const reason = `${column ?? "row"} ${code}`;
        refused[reason] = (refused[reason] ?? 0) + 1;
      }
      refusedRows.push(JSON.parse(JSON.stringify({ ...raw, delay: flight.delay })) as JsonObject);
      continue;
    }

    const key = keyOf(flight);
    if (seen.has(key)) repeated++;
    else {
      seen.add(key);
      const { value, fallback } = await router.predict(checked.row as DepartingFlight);
      landing.answered(key, value);
      const failed = fallback !== undefined;
      monitor.observe({ row: checked.row, output: value, fallback: failed, error: failed, time: now });
    }
    if (row % 400 === 0) await options.tell(router);
    // A shadow works beside the requests; played flights leave it no time of their own.
    if (row % shadowWaits === 0)
      await (shadowTimeoutMilliseconds === undefined
        ? router.shadowIdle()
        : new Promise((resolve) => setImmediate(resolve)));
  }

  await options.tell(router);
  const status = await router.endCanary();
  await landing.landUntil(Number.POSITIVE_INFINITY);
  await predictions.close();
  await labels.close();
  const { lastRollback } = router;
  return {
    month: month.name,
    log,
    champion,
    challenger: challenger?.id ?? null,
    requests: seen.size,
    repeated,
    refused,
    refusedRows,
    ...(judgement ?? unjudged),
    canary: status
      ? {
          requests: status.requests,
          units: status.units,
          verdicts: status.verdicts.map(({ guardrail, decision, message }) => ({ guardrail, decision, message })),
        }
      : null,
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

/** An attempt that was cut off leaves logs behind; the next one starts its own. */
async function nextAttempt(store: Store, month: string): Promise<string> {
  const logs = await store.logs(`predictions/late-flights/${month}/`);
  return `late-flights/${month}/attempt-${new Set(logs.map((log) => log.split("/")[3])).size + 1}`;
}

function isJudgementDay({ departedAt, date }: FlightEvent): boolean {
  return departedAt.getUTCDate() >= judgementDay && departedAt.getUTCMonth() === date.getUTCMonth();
}
