// The whole loop on real flights: will a flight that just took off arrive 15 minutes late or more?
//
//   npm start                                 all flights from or to Atlanta, January to June 2001 (about 250,000)
//   npm start -- --rows all                   all three million flights of the country
//   npm start -- --rows 20000                 about so many of Atlanta's, for a quick look
//   npm start -- --sabotage feed              a corrupted feed is kept out
//   npm start -- --sabotage model             a broken model is rolled back before it hurts many
//   npm start -- --sabotage slow-shadow       a hanging shadow changes nothing
//   npm start -- --with postgres,prometheus   real systems instead of the embedded defaults, the same result (flights/systems.ts)
//   npm start -- --with kafka,s3,redis        flights and predictions through topics, blobs in a bucket, histories shared by processes
//   npm start -- --with prometheus,grafana    dashboards over it beside the report, for Grafana's folder of provisioning
//   npm start -- --seed 7 --directory runs/7  another seed; kill it at any moment, and the same command goes on

import { createRunner, createSimulatedClock, defineStage, pipeline } from "golden-pipeline";
import { appendDataset, type Dataset } from "golden-pipeline/dataset";
import { createRouter, routerMetrics } from "golden-pipeline/deployment";
import { atMost, evaluate, type Gate, superior } from "golden-pipeline/evaluation";
import { engineer, type Features, recordHistory } from "golden-pipeline/features";
import { retrainWhen } from "golden-pipeline/feedback";
import { ingest, rowsSource } from "golden-pipeline/ingestion";
import { brierScore, logLoss, rocAuc } from "golden-pipeline/metrics";
import type { ModelVersion, Trainer } from "golden-pipeline/model";
import {
  createAlarms,
  createMonitor,
  defaultDetectors,
  type MonitorReport,
  monitorMetrics,
} from "golden-pipeline/monitoring";
import { createRegistry, type PromoteOptions, register } from "golden-pipeline/registry";
import { gradientBoosting, logisticRegression, splitByTime, train } from "golden-pipeline/training";
import { validate } from "golden-pipeline/validation";
import { bothSinks } from "./flights/both-sinks.js";
import { dispatcher, type Flight, flights, hourOnly, late } from "./flights/contract.js";
import { keyOf, rawOf } from "./flights/flight-facts.js";
import { growDataset } from "./flights/grow-dataset.js";
import { type LiveMonth, playMonth, shadowWaits } from "./flights/live-month.js";
import { readOptions } from "./flights/options.js";
import { writePages } from "./flights/pages.js";
import { brokenModel, corruptFeed, hangingModel } from "./flights/sabotage.js";
import { printSummary } from "./flights/summary.js";
import { landFeed } from "./flights/systems/land-feed.js";
import { openSystems } from "./flights/systems.js";
import { readWorld } from "./flights/world.js";

// ── the knobs ────────────────────────────────────────────────────────────────
const options = readOptions();
const { seed, sabotage } = options;
const boosting = gradientBoosting({ trees: 30, learningRate: 0.2, maximumLeaves: 15, minimumLeafRows: 100 });
/** January's test days are eight; the live months are judged by more than twenty. */
const minimumClusters = 7;
const metrics = [logLoss(), rocAuc(), brierScore()];

// ── the house: one store, one registry, one runner ───────────────────────────
const started = performance.now();
const systems = await openSystems(options);
const { store, broker } = systems;
const months = await readWorld(options.rows);
const [january, ...live] = months;
if (january === undefined) throw new Error("there are no flights");
const clock = createSimulatedClock(Date.UTC(2001, 1, 1));
const registry = createRegistry({ store, clock });
const runner = createRunner({ store, clock, services: { registry, champions: registry }, ...systems.tracking });
systems.follow(runner);
systems.mirror(registry, late.name);

// ── January: the first dataset, a baseline, a real model ─────────────────────
function* januaryFeed() {
  for (let row = 0; january !== undefined && row < january.rows; row++) yield rawOf(january.at(row));
}
const checks = validate<Flight, "delay">({ onInvalid: "quarantine", duplicates: "quarantine" });
const landing = pipeline("land-flights", ingest(flights)).pipe(checks);
// What a router refused is expected to be invalid: it is looked at again, so that each row stands in quarantine with its reason.
const landingRefused = pipeline("land-refused-flights", ingest(flights)).pipe(
  validate({ maximumInvalid: 1, duplicates: "quarantine" }),
);
const first =
  broker === undefined
    ? await runner.run(landing, rowsSource("flights-2001-01", januaryFeed()), { runId: "2001-01-data", seed })
    : await runner.run(checks, await landFeed(runner, broker, { name: "flights-2001-01", rows: januaryFeed() }), {
        runId: `2001-01-data-by-${broker.system}`,
        seed,
      });

const training = (features: Features<Flight, "delay">, trainer: Trainer<boolean>, gate: Gate<boolean>) =>
  pipeline("late-flights", splitByTime<Flight, "delay">("departedAt", { test: 0.25 }))
    .pipe(engineer(features, late))
    .pipe(train(trainer))
    .pipe(
      evaluate({
        metrics,
        cluster: (flight) => flight.departedAt.day(),
        slices: (flight) => ({
          "from Atlanta": flight.origin.equals("ATL"),
          "to Atlanta": flight.destination.equals("ATL"),
          "over 1000 miles": flight.distance.above(1000),
        }),
        gate,
      }),
    )
    .pipe(register(late));

async function learn(
  name: string,
  dataset: Dataset<Flight, "delay">,
  stages: ReturnType<typeof training>,
): Promise<ModelVersion> {
  return (await runner.run(stages, dataset, { runId: name, seed })).output;
}

/** A run that goes on after it was cut off finds its promotions made. */
async function promote(version: ModelVersion, options: PromoteOptions = {}): Promise<void> {
  const history = await registry.history(late.name);
  const made = history.some((entry) => entry.type === "version-promoted" && entry.version === version.id);
  if (!made) await registry.promote(version, options);
}

/** A coin, asked for probabilities, loses ln 2 on each flight. */
const betterThanACoin = atMost({ metric: logLoss(), value: Math.LN2, minimumClusters });
const baseline = await learn(
  "2001-01-baseline",
  first.output,
  training(hourOnly, logisticRegression({ tolerance: 1e-4 }), betterThanACoin),
);
await promote(baseline);
const real = await learn(
  "2001-01-model",
  first.output,
  training(dispatcher, logisticRegression({ tolerance: 1e-4 }), superior({ metric: logLoss(), minimumClusters })),
);
// Of a sample too small to tell them apart, the registry would refuse it.
if ((await registry.report(real.id)).gate.decision === "pass") await promote(real);

// ── February to June: live traffic, shadows, canaries, corrections, the next dataset ──
interface Played extends LiveMonth {
  readonly monitor: MonitorReport;
}
const played: Played[] = [];
const alarms = createAlarms({ store, name: late.name, clock, sinks: systems.alarmSinks });
const retrain = retrainWhen({ store, name: "late-flights", everyDays: 20, clock });
let dataset: Dataset<Flight, "delay"> = first.output;
let challenger = await learn("2001-01-challenger", dataset, training(dispatcher, boosting, betterThanACoin));
if (sabotage === "model")
  challenger = await learn("sabotage-model", dataset, training(dispatcher, brokenModel, betterThanACoin));
if (sabotage === "slow-shadow")
  challenger = await learn("sabotage-slow-shadow", dataset, training(dispatcher, hangingModel, betterThanACoin));

for (const month of live) {
  clock.set(Math.max(clock.now(), month.at(0).departedAt.getTime()));
  const champion = await registry.get("late-flights@champion", { at: clock.now() });
  const contender = challenger.id === champion.id ? undefined : challenger;
  const grown = dataset;
  const broken = sabotage === "feed" ? corruptFeed(month.name) : undefined;

  const liveMonth = defineStage({
    id: "live-month",
    version: "1.0.0",
    params: { month: month.name, dataset: grown.version, sabotage: sabotage ?? null },
    run: async (): Promise<Played> => {
      const twoDays = 2 * 24 * 60;
      // As long as windows look back, and as the shadow may be behind: in small samples that is weeks.
      const behind = Math.ceil((31 * 24 * 60 * Math.min(shadowWaits, month.rows)) / month.rows);
      const history = await systems.openHistory({ retentionMinutes: twoDays + behind });
      await recordHistory(dispatcher, grown, history, { since: month.at(0).departedAt.getTime() - twoDays * 60_000 });
      const monitor = createMonitor({
        reference: await registry.profile(champion.id),
        columns: ["distance", "origin", "destination"],
        model: late,
        detectors: defaultDetectors({ minimumClusters: 20 }),
      });
      const summary = await playMonth({
        store,
        clock,
        month,
        champion: champion.id,
        challenger: contender,
        history,
        monitor,
        createRouter: (predictions, warm) =>
          createRouter({
            registry,
            model: late,
            unit: (flight) => keyOf(flight),
            key: (flight) => keyOf(flight),
            cluster: (flight) => flight.departedAt.toISOString().slice(0, 10),
            // playMonth has checked the row, to tell why one is refused.
            validate: false,
            history: warm,
            predictions: bothSinks(predictions, systems.predictions),
            clock,
            // Simulated time has no latency; a service leaves this out and is measured in real milliseconds.
            timer: () => clock.now(),
            fallback: { value: 0.2 },
          }),
        tell: async (router) => {
          for (const sink of systems.metricSinks) await sink.write(routerMetrics(router));
          await systems.predictions?.flush(); // A month is played faster than any topic takes it.
        },
        ...(broken && { corrupt: broken }),
        ...(contender?.manifest.kind === brokenModel.kind && { skipShadow: true }),
        ...(contender?.manifest.kind === hangingModel.kind && { shadowTimeoutMilliseconds: 20 }),
      });
      return { ...summary, monitor: monitor.report() };
    },
  });
  const { output } = await runner.run(
    liveMonth,
    { champion: champion.id, challenger: contender?.id ?? null },
    { runId: `${month.name}-live`, seed },
  );
  clock.set(Math.max(clock.now(), month.end));
  played.push(output);
  await alarms.update(output.monitor);
  for (const sink of systems.metricSinks) await sink.write(monitorMetrics(late.name, output.monitor));

  // Quality was decided in the shadow, errors and latency in the canary: only what passed both is promoted.
  const survived = output.shadow?.gate.decision === "pass" && output.rollback === null;
  if (contender && output.shadow && survived) await promote(contender, { evidence: output.shadow, by: "npm start" });

  const growth = await runner.run(
    growDataset(store, dataset),
    { log: output.log },
    { runId: `${month.name}-data`, seed },
  );
  dataset = growth.output;
  if (output.refusedRows.length > 0) {
    const refused = rowsSource(`refused-${month.name}`, output.refusedRows);
    const kept = await runner.run(landingRefused, refused, { runId: `${month.name}-refused`, seed });
    dataset = await appendDataset(dataset, kept.output);
  }
  if (month === live.at(-1)) break; // There is no July for another challenger to be tried in.
  const firing = (await alarms.list()).filter(({ state }) => state === "firing");
  const decision = await retrain.claim(firing, { runId: month.name });
  if (decision.claimed) {
    challenger = await learn(`${month.name}-challenger`, dataset, training(dispatcher, boosting, betterThanACoin));
    await retrain.complete(decision.claim);
  }
}

// ── what happened, and why ───────────────────────────────────────────────────
const told = {
  options,
  months,
  played,
  alarms: await alarms.list(),
  registry,
  store,
  dataset,
  first: first.output,
  baseline,
  real,
  seconds: (performance.now() - started) / 1000,
};
await printSummary(told);
await writePages(told);
await systems.close();
