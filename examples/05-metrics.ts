// Metrics alone: called on arrays, counted in batches by workers, with an interval.   npx tsx examples/05-metrics.ts
import { createRandom } from "golden-pipeline";
import { averagePrecision, f1Score, logLoss, metricInterval, rocAuc } from "golden-pipeline/metrics";

const random = createRandom(7);
const outputs = Array.from({ length: 3000 }, () => random());
const targets = outputs.map((output) => random() < output);
const days = outputs.map((_, row) => `day ${row % 30}`); // rows of one day are not independent

for (const metric of [logLoss(), rocAuc(), averagePrecision(), f1Score({ threshold: 0.4 })]) {
  const whole = metric.create();
  for (let start = 0; start < targets.length; start += 1000) {
    const worker = metric.create(); // in another process: what it has seen travels as JSON
    worker.add(targets.slice(start, start + 1000), outputs.slice(start, start + 1000));
    whole.merge(metric.fromJSON(JSON.parse(JSON.stringify(worker))));
  }
  const { interval } = metricInterval(metric, targets, outputs, { clusters: days }) ?? {};
  console.log(metric.name, whole.value(), whole.value() === metric(targets, outputs), interval);
}
console.log(f1Score({ average: "macro" })(["ham", "spam", "ham"], ["ham", "spam", "spam"]));
