// What a router adds to a model: time per answer, with a canary, a shadow and a log beside it, and how long a flip back takes.   npx tsx bench/router.ts
import { createMemoryStore } from "golden-pipeline";
import { errorRate, latency } from "golden-pipeline/deployment";
import { createPredictionLog } from "golden-pipeline/feedback";
import { routerOf, visit } from "../test/deployment/make.js";

const requests = 50_000;
let user = 0;

async function measure(
  name: string,
  router: Awaited<ReturnType<typeof routerOf>>,
  after = async () => {},
): Promise<void> {
  const started = performance.now();
  for (let request = 0; request < requests; request++) await router.predict(visit(user++));
  const microseconds = (1000 * (performance.now() - started)) / requests;
  await after();
  console.log(`${name.padEnd(34)} ${microseconds.toFixed(1).padStart(6)} µs an answer`);
}

const models = [{ value: 0.1 }, { value: 0.9 }];
for (let round = 0; round < 2; round++) {
  await measure("champion alone", await routerOf(models));
  const canary = await routerOf(models);
  await canary.canary("buyers@2", { share: 0.1, guardrails: [errorRate(), latency()] });
  await measure("with a canary and two guardrails", canary);
  const shadow = await routerOf(models);
  await shadow.shadow("buyers@2", { maximumQueued: requests, maximumBusy: 1 });
  await measure("with a shadow", shadow, () => shadow.shadowIdle());
  const predictions = await createPredictionLog({ store: createMemoryStore(), name: "bench" });
  await measure("with a prediction log", await routerOf(models, { predictions }), () => predictions.close());
}
const router = await routerOf(models);
await router.flip("buyers@2");
const times: number[] = [];
for (let flip = 0; flip < 1001; flip++) {
  const started = performance.now();
  await router.flipBack();
  times.push(performance.now() - started);
}
times.sort((left, right) => left - right);
console.log(
  `flip back: median ${(1000 * (times[500] as number)).toFixed(1)} µs, longest ${(1000 * (times[1000] as number)).toFixed(1)} µs`,
);
