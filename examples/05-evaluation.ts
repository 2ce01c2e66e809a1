// Evaluation alone: is the new model better, or were these days just lucky?   npx tsx examples/05-evaluation.ts
import { createRandom } from "golden-pipeline";
import { evaluatePredictions, superior } from "golden-pipeline/evaluation";
import { logLoss, rocAuc } from "golden-pipeline/metrics";

const random = createRandom(7);
const rows = Array.from({ length: 3000 }, (_, row) => {
  const chance = random();
  return { id: `r${row}`, day: `day ${row % 30}`, chance, happened: random() < chance ? 1 : 0 };
});
const shared = { ids: rows.map(({ id }) => id), targets: rows.map(({ happened }) => happened) };
const clusters = rows.map(({ day }) => day); // rows of one day are not independent
const report = evaluatePredictions<boolean>({
  candidate: { ...shared, clusters, outputs: rows.map(({ chance }) => chance) },
  champion: { ...shared, clusters, outputs: rows.map(({ chance }) => 0.25 + chance / 2) },
  candidateVersion: "new",
  championVersion: "old",
  metrics: [logLoss(), rocAuc()],
  gate: superior({ metric: logLoss() }),
});
for (const [name, { value, interval }] of Object.entries(report.metrics)) console.log(name, value, interval);
console.log(report.gate.decision, report.gate.rules[0]?.message, "detectable:", report.gate.minimumDetectableEffect);
