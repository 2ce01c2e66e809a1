import { createMemoryStore, createRunner, createSimulatedClock, pipeline } from "golden-pipeline";
import { atLeast, brierScore, evaluate, logLoss, rocAuc, superior } from "golden-pipeline/evaluation";
import { engineer } from "golden-pipeline/features";
import { ingest, rowsSource } from "golden-pipeline/ingestion";
import { createRegistry, register } from "golden-pipeline/registry";
import { gradientBoosting, logisticRegression, splitByTime, train } from "golden-pipeline/training";
import { validate } from "golden-pipeline/validation";
import { dispatcher, flights, hourOnly, late } from "./flights/contract.js";
import { readWorld } from "./flights/world.js";

const t0 = performance.now();
const lap = (what: string) => console.log((performance.now() - t0).toFixed(0), what);
const months = await readWorld({ sample: "atlanta" });
lap("world " + months.map((m) => `${m.rows}+${m.dirty}`));
const january = months[0]!;
const store = createMemoryStore();
const clock = createSimulatedClock(Date.UTC(2001, 0, 1));
const registry = createRegistry({ store, clock });
const runner = createRunner({ store, clock, services: { registry, champions: registry } });
function* rows() {
  for (let i = 0; i < january.rows; i++) {
    const { departedAt, landedAt, ...raw } = january.at(i);
    yield raw;
  }
}
for (const [name, f, trainer, gate] of [
  ["baseline", hourOnly, logisticRegression(), atLeast({ metric: rocAuc(), value: 0.5, minimumClusters: 5 })],
  ["logistic", dispatcher, logisticRegression(), superior({ metric: logLoss(), minimumClusters: 5 })],
  ["boosting", dispatcher, gradientBoosting({ trees: 100 }), superior({ metric: logLoss(), minimumClusters: 5 })],
] as const) {
  const training = pipeline("late-flights", ingest(flights))
    .pipe(validate())
    .pipe(splitByTime("departedAt", { test: 0.25 }))
    .pipe(engineer(f, late))
    .pipe(train(trainer))
    .pipe(
      evaluate({
        metrics: [logLoss(), rocAuc(), brierScore()],
        cluster: (flight) => flight.departedAt.day({ zone: "America/New_York" }),
        gate,
      }),
    )
    .pipe(register(late));
  runner.on?.("stage-end", (e: any) => lap(`  ${e.stage} ${e.milliseconds.toFixed(0)}`));
  const { output } = await runner.run(training, rowsSource("flights-2001-01", rows()), {
    runId: `2001-01-${name}`,
    seed: 42,
  });
  lap(output.id + " " + JSON.stringify(output.manifest.metrics));
  const report = JSON.parse(new TextDecoder().decode(await store.blobs.get(output.manifest.report)));
  console.log(report.gate.decision, report.gate.rules[0].message, report.gate.minimumDetectableEffect);
  try {
    await registry.promote(output);
  } catch (e) {
    console.log(String(e));
  }
}
console.log(await registry.history("late-flights"), process.memoryUsage().rss / 1e6);
