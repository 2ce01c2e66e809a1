import { createServer } from "node:http";
import { composeStore, type Runner, type Store, type Tracker } from "golden-pipeline";
import { alertmanagerAlarms } from "golden-pipeline/adapters/alertmanager";
import { createMlflowMirror, mlflowTracker } from "golden-pipeline/adapters/mlflow";
import { createOpenLineage } from "golden-pipeline/adapters/openlineage";
import { postgresBlobs, postgresKeys, postgresLogs } from "golden-pipeline/adapters/postgres";
import { createPrometheusMetrics } from "golden-pipeline/adapters/prometheus";
import type { AlarmSink, MetricSink } from "golden-pipeline/ports";
import type { Registry } from "golden-pipeline/registry";
import { createFileStore } from "golden-pipeline/store";
import pg from "pg";
import type { Options } from "./options.js";
import { writeGrafana } from "./write-grafana.js";

/** What the job works with: embedded, but for the systems that `--with` names. */
export interface Systems {
  readonly store: Store;
  readonly alarmSinks: readonly AlarmSink[];
  readonly metricSinks: readonly MetricSink[];
  /** Where runs are tracked, and how long the end of one waits for it. */
  readonly tracking: { readonly tracker?: Tracker; readonly trackerWaitMilliseconds?: number };
  /** Tells those who want to know of each run. */
  follow(runner: Pick<Runner<object>, "on">): void;
  /** Shows elsewhere what the registry says of a model, as it goes on. */
  mirror(registry: Registry, model: string): void;
  /** Waits for what is still to be told, and ends the connections. */
  close(): Promise<void>;
}

export const systemNames = ["postgres", "prometheus", "alertmanager", "openlineage", "mlflow", "grafana"] as const;
export type SystemName = (typeof systemNames)[number];

/** Where systems are looked for; each address can be given by the environment. */
const addresses = {
  DATABASE_URL: "postgres://postgres@127.0.0.1:5432/postgres",
  PROMETHEUS_TARGET_PORT: "9464",
  /** As Grafana reaches it. */
  PROMETHEUS_URL: "http://127.0.0.1:9090",
  ALERTMANAGER_URL: "http://127.0.0.1:9093",
  OPENLINEAGE_URL: "http://127.0.0.1:5000",
  MLFLOW_TRACKING_URI: "http://127.0.0.1:5000",
} as const;

const addressOf = (name: keyof typeof addresses): string => process.env[name] ?? addresses[name];

export async function openSystems({ directory, with: names }: Options): Promise<Systems> {
  const closers: (() => Promise<unknown>)[] = [];
  const has = (name: SystemName): boolean => names.includes(name);

  function openStore(): Store {
    if (!has("postgres")) return createFileStore(directory);
    const pool = new pg.Pool({ connectionString: addressOf("DATABASE_URL") });
    pool.on("error", (error) => console.error(`Postgres: ${error.message}`));
    closers.push(() => pool.end());
    // A schema for each directory, as the embedded store has a folder for each.
    const schema = `golden_pipeline_${directory.replaceAll(/\W+/g, "_").toLowerCase().slice(-40)}`;
    return composeStore({
      logs: postgresLogs(pool, { schema }),
      blobs: postgresBlobs(pool, { schema }),
      keys: postgresKeys(pool, { schema }),
    });
  }

  async function openMetrics(): Promise<MetricSink> {
    const metrics = createPrometheusMetrics();
    const server = createServer((_, response) =>
      response.setHeader("content-type", metrics.contentType).end(metrics.text()),
    );
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(Number(addressOf("PROMETHEUS_TARGET_PORT")), "127.0.0.1", resolve);
    });
    closers.push(
      () =>
        new Promise<void>((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    );
    return metrics;
  }

  const store = openStore();
  if (has("grafana")) writeGrafana(directory, addressOf("PROMETHEUS_URL"));
  const mlflow = { url: addressOf("MLFLOW_TRACKING_URI"), experiment: `late-flights ${directory}` };
  const lineage = has("openlineage")
    ? createOpenLineage({ store, namespace: "late-flights", url: addressOf("OPENLINEAGE_URL"), log: console })
    : undefined;
  return {
    store,
    alarmSinks: has("alertmanager") ? [alertmanagerAlarms({ url: addressOf("ALERTMANAGER_URL") })] : [],
    metricSinks: has("prometheus") ? [await openMetrics()] : [],
    // A server that is slow is waited for, so that nothing is missing there at the end.
    tracking: has("mlflow") ? { tracker: mlflowTracker(mlflow), trackerWaitMilliseconds: 60_000 } : {},
    mirror(registry, model) {
      if (has("mlflow")) closers.push(createMlflowMirror({ ...mlflow, registry, log: console }).follow(model));
    },
    follow: (runner) => void lineage?.follow(runner),
    async close() {
      await lineage?.flush();
      for (const close of closers.reverse()) await close(); // The store is what was opened first.
    },
  };
}
