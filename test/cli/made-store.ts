import { createRunner, createSimulatedClock, pipeline, type Store } from "golden-pipeline";
import { saveDataset } from "golden-pipeline/dataset";
import { createRouter } from "golden-pipeline/deployment";
import { atMost, evaluate } from "golden-pipeline/evaluation";
import { engineer, features } from "golden-pipeline/features";
import { createPredictionLog } from "golden-pipeline/feedback";
import { ingest, rowsSource } from "golden-pipeline/ingestion";
import { logLoss } from "golden-pipeline/metrics";
import { model } from "golden-pipeline/model";
import { createAlarms, type MonitorReport } from "golden-pipeline/monitoring";
import { createRegistry, register } from "golden-pipeline/registry";
import { contract } from "golden-pipeline/schema";
import { createFileStore } from "golden-pipeline/store";
import { logisticRegression, splitByTime, train } from "golden-pipeline/training";
import { validate } from "golden-pipeline/validation";
import { z } from "zod";
import { exampleManifest } from "../../src/testing/example-version.js";

const start = Date.UTC(2001, 0, 1);
const hour = 3_600_000;
const visits = contract("visits", z.object({ at: z.date(), page: z.string(), pages: z.int(), bought: z.boolean() }), {
  eventTime: "at",
  labels: { bought: { knownAt: (visit) => visit.at.plusMinutes(60) } },
});
const buyers = model("buyers", visits, { target: (visit) => visit.bought, kinds: [logisticRegression()] });

const visitAt = (row: number) => ({
  at: new Date(start + row * hour),
  page: `/shop/${row}`,
  pages: row % 10,
  bought: (row * 7) % 10 < row % 10,
});

/** A directory with everything that the flow keeps: runs, datasets, two versions, a rollout, predictions, an alarm. */
export async function makeStore(directory: string): Promise<Store> {
  const store = createFileStore(directory, { durability: "process" });
  const clock = createSimulatedClock(start);
  const registry = createRegistry({ store, clock });
  const runner = createRunner({ store, clock, services: { registry, champions: registry } });
  const landing = pipeline("visits", ingest(visits)).pipe(validate());
  for (const count of [400, 401]) {
    const rows = Array.from({ length: count }, (_, row) => visitAt(row));
    const training = landing
      .pipe(splitByTime("at", { test: 0.25 }))
      .pipe(
        engineer(
          features(visits, (visit) => ({ pages: visit.pages.standardize() })),
          buyers,
        ),
      )
      .pipe(train(logisticRegression()))
      .pipe(
        evaluate({
          metrics: [logLoss()],
          slices: (visit) => ({ "many pages": visit.pages.atLeast(5) }),
          gate: atMost({ metric: logLoss(), value: 0.69 }),
        }),
      )
      .pipe(register(buyers, { withoutCommit: { reason: "a test" } }));
    const { output: version } = await runner.run(training, rowsSource("visits", rows), {
      runId: `month-${count}`,
      seed: 42,
    });
    if (version.number === 1) await registry.promote(version, { by: "ann" });
    const { output } = await runner.run(landing, rowsSource("visits", rows), { runId: `landing-${count}`, seed: 1 });
    await saveDataset(store, output, { tags: [count === 400 ? "before" : "latest"], clock });
    clock.advance(hour);
  }
  const broken = [{ at: "never", page: 1, pages: 0.5, bought: "perhaps" }];
  await runner.run(landing, rowsSource("visits", broken), { runId: "broken", seed: 1 }).catch(() => undefined);
  await registry.register({ ...(await exampleManifest(store, 1, "fail")), name: "failing" });

  const predictions = await createPredictionLog({ store, name: "buyers", clock });
  const router = await createRouter({
    registry,
    model: buyers,
    unit: ({ page }) => page,
    rollouts: store,
    clock,
    predictions,
  });
  await router.canary("buyers@2", { share: 0.5 });
  for (let row = 0; row < 50; row++) {
    const { at, page, pages } = visitAt(row);
    await router.predict({ at, page, pages });
  }
  await router.close();
  await predictions.close();

  await createAlarms({ store, name: "buyers", clock }).update(drifting);
  return store;
}

const drifting: MonitorReport = {
  format: "monitor-report@1",
  window: 0,
  from: start,
  to: start + hour,
  rows: 100,
  labelled: 100,
  checks: [{ check: "calibration", status: "drift", message: "10 points more often", numbers: { gap: 0.1 } }],
  clusters: [],
  latency: { p50: undefined, p95: undefined, p99: undefined },
  errorRate: undefined,
  fallbackRate: undefined,
  newCategories: {},
};
