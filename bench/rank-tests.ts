// Permutation and bootstrap of two models' ROC-AUC on the same rows:
//   npx tsx bench/rank-tests.ts [rows] [resamples]
import { compare } from "../src/evaluation/index.js";
import { averagePrecision, rocAuc } from "../src/metrics/index.js";

const rows = Number(process.argv[2] ?? 10_000);
const resamples = Number(process.argv[3] ?? 9999);
const rounds = 3;
const mostSeconds = 1;

let state = 1;
function uniform(): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 4_294_967_296;
}
const targets = Array.from({ length: rows }, () => Number(uniform() < 0.3));
const model = (skill: number) => ({
  ids: targets.map((_, row) => `row ${row}`),
  targets,
  outputs: targets.map((target) => skill * target + (1 - skill) * uniform()),
});
const [a, b] = [model(0.34), model(0.33)];

console.log(`${resamples} resamples of ${rows} rows, seconds, best of ${rounds}`);
for (const [metric, test] of [
  [rocAuc(), "permutation"],
  [rocAuc(), "bootstrap"],
  [averagePrecision(), "bootstrap"],
] as const) {
  let seconds = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    compare(a, b, { metrics: [{ metric, test }], resamples });
    seconds = Math.min(seconds, (performance.now() - start) / 1000);
  }
  const limit = test === "permutation" ? ` (at most ${mostSeconds})` : "";
  console.log(`${metric.name} ${test}`.padEnd(32), seconds.toFixed(2) + limit);
}
