// How often a gate errs, and what it finds: simulated releases whose rows go together by day.   npx tsx bench/gate-power.ts [releases]
import { createRandom, type Random } from "../src/core/index.js";
import { evaluatePredictions, type Gate, nonInferior, superior } from "../src/evaluation/index.js";
import { accuracy } from "../src/metrics/index.js";
import { textTable } from "../src/report/index.js";
import { normalDraw } from "../src/stats/house.js";

const releases = Number(process.argv[2] ?? 1000);
const [days, perDay, alpha, margin] = [40, 25, 0.05, 0.03];

/** Two models' answers; what a day is like helps one of them on all of its rows. */
function release(random: Random, effect: number, gate: Gate<string>, clustered: boolean) {
  const rows = Array.from({ length: days * perDay }, (_, row) => row);
  const advantage = Array.from({ length: days }, () => 0.16 * normalDraw(random));
  const said = (chance: (day: number) => number) =>
    rows.map((row) => (random() < Math.min(0.99, Math.max(0.01, chance(row % days))) ? "right" : "wrong"));
  const shared = {
    ids: rows.map(String),
    targets: rows.map(() => "right"),
    ...(clustered && { clusters: rows.map((row) => `day ${row % days}`) }),
  };
  const report = evaluatePredictions({
    candidate: { ...shared, outputs: said((day) => 0.7 + effect + (advantage[day] as number) / 2) },
    champion: { ...shared, outputs: said((day) => 0.7 - (advantage[day] as number) / 2) },
    candidateVersion: "candidate",
    metrics: [],
    gate,
    examples: 0,
  });
  return { passed: report.gate.decision === "pass", detectable: report.gate.minimumDetectableEffect ?? Number.NaN };
}

function simulate(name: string, effect: number, gate: Gate<string>, clustered = true) {
  const random = createRandom(7).stream(`${name} ${effect} ${clustered}`);
  const runs = Array.from({ length: releases }, () => release(random, effect, gate, clustered));
  const passed = runs.filter((run) => run.passed).length / releases;
  return { passed, detectable: runs.reduce((sum, run) => sum + run.detectable, 0) / releases };
}

const better = superior<string>({ metric: accuracy(), alpha });
const notWorse = nonInferior<string>({ metric: accuracy(), alpha, margin });
// Three standard errors of a share that is alpha.
const slack = 3 * Math.sqrt((alpha * (1 - alpha)) / releases);
const typeOne = [
  ["superior, no difference", simulate("superior", 0, better).passed],
  [`non-inferior, worse by the margin ${margin}`, simulate("non-inferior", -margin, notWorse).passed],
] as const;
const forgetting = simulate("superior", 0, better, false).passed;
console.log(`${releases} releases of ${days} days with ${perDay} rows each, alpha ${alpha}\n`);
console.log(
  textTable(
    ["passes that should not be", "share"],
    [
      ...typeOne.map(([name, share]) => [name, share.toFixed(3)]),
      ["superior, no difference, days forgotten", forgetting.toFixed(3)],
    ],
  ),
);
for (const [name, share] of typeOne)
  if (share > alpha + slack) throw new Error(`${name}: passes ${share}, at most ${alpha} may`);

const { detectable } = simulate("superior", 0, better);
const effects = [0, 0.01, 0.02, 0.03, 0.04, 0.06, detectable];
console.log(
  `\nstated minimum detectable effect ${detectable.toFixed(4)}: passes there in 0.8 of releases if it is true\n`,
);
console.log(
  textTable(
    ["true difference", "superior passes", "non-inferior passes"],
    effects.map((effect) => [
      effect.toFixed(4),
      simulate("power", effect, better).passed.toFixed(3),
      simulate("power", effect - margin, notWorse).passed.toFixed(3),
    ]),
  ),
);
