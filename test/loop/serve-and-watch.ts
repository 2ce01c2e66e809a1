import { createMemoryStore, createRunner, type JsonObject } from "golden-pipeline";
import { appendDataset, type Dataset, openDataset, saveDataset } from "golden-pipeline/dataset";
import { type Answer, createRouter } from "golden-pipeline/deployment";
import {
  createLabelLog,
  createPredictionLog,
  joinLabels,
  labelledRows,
  readLabels,
  readPredictions,
} from "golden-pipeline/feedback";
import type { ModelName, ModelVersion, Prediction, RowMeasure } from "golden-pipeline/model";
import {
  createAlarms,
  createMonitor,
  defaultDetectors,
  type MonitorReport,
  qualityDrift,
} from "golden-pipeline/monitoring";
import { createRegistry } from "golden-pipeline/registry";
import type { RequestRow } from "golden-pipeline/schema";
import { validate } from "golden-pipeline/validation";

/** One store, one registry, one runner. */
export function openHouse() {
  const store = createMemoryStore();
  const registry = createRegistry({ store });
  return { store, registry, runner: createRunner({ store, services: { registry, champions: registry } }) };
}

/** A request with what turns out. */
export interface Asked<Input> {
  readonly row: Input;
  readonly time: number;
  readonly labels: JsonObject;
}

/**
 * Promotes a version and plays two windows of requests, `usual` and `drifted`, through router, logs, labels, monitor and alarms; then
 * grows the dataset by what was labelled, keeps it and opens it by its version.
 */
export async function serveAndWatch<Row, Label extends string, Target>(options: {
  readonly house: ReturnType<typeof openHouse>;
  readonly model: ModelName<Row, Label, Target>;
  readonly version: ModelVersion<Row, Label, Target>;
  readonly dataset: Dataset<Row, Label>;
  readonly usual: readonly Asked<RequestRow<Row, Label>>[];
  readonly drifted: readonly Asked<RequestRow<Row, Label>>[];
  /** @default all columns that are no labels */
  readonly columns?: readonly string[];
  /** For tasks whose rows have no measure of their own. */
  readonly measure?: RowMeasure;
}) {
  const { house, model, version, dataset, usual, drifted, columns, measure } = options;
  const { store, registry, runner } = house;
  await registry.promote(version);
  const profile = await registry.profile(`${model.name}@champion`);
  const predictions = await createPredictionLog({ store, name: model.name });
  const labels = await createLabelLog({ store, name: model.name });
  const router = await createRouter({
    registry,
    model,
    unit: (row) => JSON.stringify(row),
    key: (row) => JSON.stringify(row),
    predictions,
  });
  const alarms = createAlarms({ store, name: model.name });

  async function play(asked: typeof usual) {
    const monitor = createMonitor({
      reference: profile,
      model,
      ...(columns && { columns }),
      ...(measure && { measures: [measure] }),
      detectors: [
        ...defaultDetectors({ minimumRows: 100, minimumClusters: 5 }),
        ...(measure ? [qualityDrift({ minimumClusters: 5, tolerance: 0.25, measure: measure.name })] : []),
      ],
    });
    const answers: Answer<Target>[] = [];
    for (const { row, time, labels: values } of asked) {
      const answer = await router.predict(row);
      const key = JSON.stringify(row);
      answers.push(answer);
      monitor.observe({ row: row as object, output: answer.value, decision: answer.decision, time });
      labels.record({
        key: `${key}#outcome`,
        prediction: { key },
        values,
        source: "outcome",
        eventTime: time,
        knownTime: time + 3_600_000,
      });
      monitor.label({ output: answer.value, row: { ...row, ...values } });
    }
    const report = monitor.report();
    return { answers, report, changed: await alarms.update(report) };
  }
  const calm = await play(usual);
  const moved = await play(drifted);
  await Promise.all([predictions.close(), labels.close()]);

  const logged: Prediction[] = [];
  for await (const prediction of readPredictions(store, model.name)) logged.push(prediction);
  const joined = await joinLabels({ predictions: logged, labels: readLabels(store, model.name) });
  const landed = labelledRows(model.contract, joined.rows, { parents: [dataset.version] });
  const fresh = await runner.run(validate<Row, Label>(), landed);
  const grown = await appendDataset(dataset, fresh.output);
  const { version: kept } = await saveDataset(store, grown);
  return {
    profile,
    calm,
    moved,
    logged,
    joined,
    firing: (await alarms.list()).filter(({ state }) => state === "firing").map(({ rule }) => rule),
    grown,
    opened: await openDataset(store, kept, model.contract),
  };
}

/** The checks that see a drift. */
export function drifts({ checks }: Pick<MonitorReport, "checks">): readonly string[] {
  return checks.filter(({ status }) => status === "drift").map(({ check }) => check);
}
