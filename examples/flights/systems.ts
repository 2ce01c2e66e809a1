import type { Runner, Store, Tracker } from "golden-pipeline";
import { alertmanagerAlarms } from "golden-pipeline/adapters/alertmanager";
import { createMlflowMirror, mlflowTracker } from "golden-pipeline/adapters/mlflow";
import { createOpenLineage } from "golden-pipeline/adapters/openlineage";
import { createMemoryHistory, type HistoryStore } from "golden-pipeline/features";
import type { AlarmSink, MetricSink, PredictionSink } from "golden-pipeline/ports";
import type { Registry } from "golden-pipeline/registry";
import type { Options } from "./options.js";
import { addressOf, slugOf } from "./systems/addresses.js";
import type { Closers } from "./systems/closers.js";
import type { Broker } from "./systems/feed.js";
import { openKafka } from "./systems/open-kafka.js";
import { openKinesis } from "./systems/open-kinesis.js";
import { openMetrics } from "./systems/open-metrics.js";
import { openRedis } from "./systems/open-redis.js";
import { openStore } from "./systems/open-store.js";
import { reachWeb } from "./systems/reach.js";
import { writeGrafana } from "./write-grafana.js";

/** What the job works with: embedded, but for the systems that `--with` names. */
export interface Systems {
  readonly store: Store;
  /** What brings January's flights, where it is no file. */
  readonly broker: Broker | undefined;
  /** Where predictions are told besides the store's own log. */
  readonly predictions: PredictionSink | undefined;
  readonly alarmSinks: readonly AlarmSink[];
  readonly metricSinks: readonly MetricSink[];
  /** Where runs are tracked, and how long the end of one waits for it. */
  readonly tracking: { readonly tracker?: Tracker; readonly trackerWaitMilliseconds?: number };
  /** An empty history for the features of requests. */
  openHistory(options: { readonly retentionMinutes: number }): Promise<HistoryStore>;
  /** Tells those who want to know of each run. */
  follow(runner: Pick<Runner<object>, "on">): void;
  /** Shows elsewhere what the registry says of a model, as it goes on. */
  mirror(registry: Registry, model: string): void;
  /** Waits for what is still to be told, and ends the connections. */
  close(): Promise<void>;
}

export const systemNames = [
  "kafka",
  "kinesis",
  "postgres",
  "s3",
  "redis",
  "prometheus",
  "alertmanager",
  "openlineage",
  "mlflow",
  "grafana",
] as const;
export type SystemName = (typeof systemNames)[number];

/** Connects to each system before the job begins. @throws one is away: the message names the variable that says where it is. */
export async function openSystems({ directory, with: names }: Options): Promise<Systems> {
  const closers: Closers = [];
  const has = (name: SystemName): boolean => names.includes(name);
  async function close(): Promise<void> {
    for (const end of closers.splice(0).reverse()) await end(); // The store is what was opened first.
  }

  async function open(): Promise<Systems> {
    const store = await openStore(directory, { postgres: has("postgres"), s3: has("s3") }, closers);
    const broker = has("kafka") ? await openKafka(closers) : has("kinesis") ? await openKinesis(closers) : undefined;
    const predictions = await broker?.openPredictions(`${slugOf(directory)}-predictions`);
    if (predictions !== undefined) closers.push(() => predictions.close());
    const openHistory = has("redis")
      ? await openRedis(directory, closers)
      : async (options: { readonly retentionMinutes: number }) => createMemoryHistory(options);
    const metricSinks = has("prometheus") ? [await openMetrics(closers)] : [];
    const alarmSinks = has("alertmanager")
      ? [alertmanagerAlarms({ url: await reachWeb("Alertmanager", "ALERTMANAGER_URL") })]
      : [];
    const lineage = has("openlineage")
      ? createOpenLineage({
          store,
          namespace: "late-flights",
          url: await reachWeb("OpenLineage", "OPENLINEAGE_URL"),
          log: console,
        })
      : undefined;
    if (lineage !== undefined) closers.push(() => lineage.flush());
    const mlflow = has("mlflow")
      ? { url: await reachWeb("MLflow", "MLFLOW_TRACKING_URI"), experiment: `late-flights ${directory}` }
      : undefined;
    if (has("grafana")) writeGrafana(directory, addressOf("PROMETHEUS_URL"));
    return {
      store,
      broker,
      predictions,
      alarmSinks,
      metricSinks,
      // A server that is slow is waited for, so that nothing is missing there at the end.
      tracking: mlflow ? { tracker: mlflowTracker(mlflow), trackerWaitMilliseconds: 60_000 } : {},
      openHistory,
      mirror(registry, model) {
        if (mlflow) closers.push(createMlflowMirror({ ...mlflow, registry, log: console }).follow(model));
      },
      follow: (runner) => void lineage?.follow(runner),
      close,
    };
  }

  try {
    return await open();
  } catch (error) {
    await close();
    throw error;
  }
}
