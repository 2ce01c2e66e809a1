// What A/B testing promises, by simulation: sample ratios looked at after every unit, intervals of few users with a heavy tail.   npx tsx bench/ab-simulation.ts [runs]
import { beta } from "../src/stats/house.js";
import { coverage, habits, ratioAlarms } from "../test/ab-testing/simulate.js";

const runs = Number(process.argv[2] ?? 2000);
const percent = (share: number): string => `${(100 * share).toFixed(2)} %`.padStart(9);
const least = (found: number, of: number): number => (found === 0 ? 0 : beta.quantile(0.05, found, of - found + 1));
const most = (found: number, of: number): number => (found === of ? 1 : beta.quantile(0.95, found + 1, of - found));
let kept = true;
const say = (isKept: boolean): string => {
  kept &&= isKept;
  return isKept ? "ok" : "BROKEN";
};

console.log(
  `${"sample ratio, a look after each unit".padEnd(42)} ${"runs".padStart(5)} ${"rate".padStart(9)}  95 % limit  promise`,
);
for (const [shares, alpha] of [
  [[0.5, 0.5], 0.05],
  [[0.9, 0.1], 0.05],
  [[0.2, 0.3, 0.5], 0.05],
  [[0.5, 0.5], 0.01],
] as const) {
  const alarms = ratioAlarms(runs, 5000, shares, shares, alpha);
  // Beyond doubt above its level would be broken.
  const isKept = least(alarms, runs) <= alpha;
  console.log(
    `${`right: ${shares.join(" : ")}, alpha ${alpha}`.padEnd(42)} ${String(runs).padStart(5)} ${percent(alarms / runs)}  ≤ ${percent(most(alarms, runs))}  ≤ ${percent(alpha)}  ${say(isKept)}`,
  );
}
const found = ratioAlarms(runs, 5000, [0.55, 0.45], [0.5, 0.5], 0.001);
console.log(
  `${"wrong: 55 : 45 for 50 : 50, alpha 0.001".padEnd(42)} ${String(runs).padStart(5)} ${percent(found / runs)}  ≥ ${percent(least(found, runs))}  ≥ ${percent(0.99)}  ${say(least(found, runs) >= 0.99)}`,
);

console.log(
  `\n${"95 % intervals, Pareto activity".padEnd(42)} ${"given".padStart(5)} ${"covered".padStart(9)}  95 % limit  promise`,
);
for (const [name, habit] of Object.entries(habits))
  for (const shape of [1.2, 1.5, 2])
    for (const users of [20, 50, 100]) {
      const { given, covered } = coverage(runs, users, shape, habit);
      // Beyond doubt below 94 % would be broken.
      const isKept = most(covered, given) >= 0.94;
      console.log(
        `${`${name}, ${users} users, shape ${shape}`.padEnd(42)} ${String(given).padStart(5)} ${percent(covered / given)}  ≤ ${percent(most(covered, given))}  ≥ ${percent(0.94)}  ${say(isKept)}`,
      );
    }
if (!kept) process.exitCode = 1;
