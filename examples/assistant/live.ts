import type { SimulatedClock, Store } from "golden-pipeline";
import { createRouter, errorRate, type Guardrail, type Router } from "golden-pipeline/deployment";
import { createLabelLog, createPredictionLog } from "golden-pipeline/feedback";
import type { FreeText, ModelProfile, RowMeasure } from "golden-pipeline/model";
import { createMonitor, type MonitorReport, qualityDrift, serviceRates } from "golden-pipeline/monitoring";
import type { Registry } from "golden-pipeline/registry";
import { matchAnswer } from "golden-pipeline/scorers";
import type { Assistant, Question } from "./contract.js";
import type { AskedQuestion } from "./questions.js";

/** Predictions and labels stand under this name. */
export const log = "answers";
const day = 86_400_000;
export const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** By month and version. */
export type Tally = Map<string, { month: string; version: string; answered: number; right: number }>;

export interface Live {
  readonly router: Router<Question, "answer", FreeText>;
  readonly tally: Tally;
  /** When the canary was given a larger share. */
  readonly steps: readonly string[];
  readonly reports: readonly { readonly month: string; readonly report: MonitorReport }[];
  /** Asks a month's questions in order; each is checked by a person a day later. */
  play(month: string, asked: readonly AskedQuestion[]): Promise<void>;
  /** Makes everything said and labelled so far durable. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** Whether an answer was right, in the way its layers judge; kept in the profile of a version, and watched. */
export const right: RowMeasure = {
  name: "right",
  better: "higher",
  of: (gold, answer) => matchAnswer(String(gold), String(answer)).score,
};

/** Serves questions, and watches what one version answers beside what was right when it was evaluated. */
export async function goLive(options: {
  readonly store: Store;
  readonly clock: SimulatedClock;
  readonly registry: Registry;
  readonly assistant: Assistant;
  readonly watched: { readonly version: string; readonly reference: ModelProfile };
}): Promise<Live> {
  const { store, clock, registry, watched } = options;
  const { answers } = options.assistant;
  const predictions = await createPredictionLog({ store, name: log, clock });
  const labels = await createLabelLog({ store, name: log, clock });
  const tally: Tally = new Map();
  const steps: string[] = [];
  const reports: { month: string; report: MonitorReport }[] = [];

  const startMonitor = () =>
    createMonitor({
      reference: watched.reference,
      model: answers,
      columns: [],
      cluster: (row) => row.sector,
      measures: [right],
      detectors: [qualityDrift({ measure: right.name, better: right.better, minimumClusters: 8 }), serviceRates()],
    });
  let monitor = startMonitor();
  // An answer that is wrong is no error: the monitor, which sees labels, has to say it.
  const worse: Guardrail = {
    name: "answers get worse",
    check() {
      const finding = monitor.report().checks.find(({ check }) => check === `quality ${right.name}`);
      return {
        guardrail: "answers get worse",
        decision: finding?.status === "drift" ? "breach" : finding?.status === "ok" ? "ok" : "insufficient-data",
        message: finding?.message ?? "nothing is labelled yet",
        numbers: finding?.numbers ?? {},
      };
    },
  };
  const router = await createRouter({
    registry,
    model: answers,
    rollouts: store,
    unit: ({ question }) => question,
    cluster: ({ sector }) => sector,
    predictions,
    clock,
    guardrails: [worse, errorRate({ maximumDifference: 0.05, minimumRequests: 10 })],
    timeoutMilliseconds: 5_000,
    fallback: { value: "I cannot tell at the moment." },
    agrees: ({ live, shadow }) => matchAnswer(live.output, shadow.output).match,
  });

  router.on((event) => {
    if (event.type === "canary-share")
      steps.push(`${event.version} answers ${100 * event.share} % from ${dayOf(clock.now())} on`);
  });

  interface Answered {
    readonly id: string;
    readonly asked: AskedQuestion;
    readonly output: string;
    readonly version: string;
    readonly own: boolean;
  }
  const waiting: Answered[] = [];
  let told = 0;
  async function checkUntil(month: string, now: number): Promise<void> {
    for (let next = waiting[0]; next && next.asked.askedAt.getTime() + day <= now; next = waiting[0]) {
      waiting.shift();
      const { id, asked, output, version, own } = next;
      const time = asked.askedAt.getTime();
      // People slip as well: one in thirty leaves the sign out.
      const answer = told++ % 30 === 11 ? asked.answer.replace("-", "") : asked.answer;
      labels.record({
        key: `${id}#checked`,
        prediction: { id },
        values: { answer },
        source: "user",
        eventTime: time,
        knownTime: time + day,
      });
      const line = tally.get(`${month} ${version}`) ?? { month, version, answered: 0, right: 0 };
      tally.set(`${month} ${version}`, line);
      line.answered++;
      if (matchAnswer(answer, output).match) line.right++;
      if (own && version === watched.version) monitor.label({ output, row: { ...asked, answer } });
    }
    await router.sync();
  }

  return {
    router,
    tally,
    reports,
    steps,
    async play(month, questions) {
      monitor = startMonitor();
      for (const asked of questions) {
        const now = asked.askedAt.getTime();
        clock.set(Math.max(now, clock.now()));
        await checkUntil(month, now);
        const { answer: _, ...row } = asked;
        const { value: output, version, fallback, id } = await router.predict(row);
        const own = fallback === undefined;
        if (version === watched.version) monitor.observe({ row, output, fallback: !own, time: now });
        if (id !== undefined)
          waiting.push({ id, asked, output, version: own ? version : `${version}, ${fallback}`, own });
        await router.shadowIdle();
      }
      clock.set(clock.now() + day);
      await checkUntil(month, clock.now());
      reports.push({ month, report: monitor.report() });
    },
    async flush() {
      await predictions.flush();
      await labels.flush();
    },
    async close() {
      await router.close();
      await predictions.close();
      await labels.close();
    },
  };
}
