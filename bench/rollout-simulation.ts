// How often a good canary is rolled back and a bad one found: the guardrails' promises, by simulation.   npx tsx bench/rollout-simulation.ts [runs] [part of a name]
import { beta } from "../src/stats/house.js";
import {
  bots,
  everyGuardrail,
  independent,
  otherRows,
  outages,
  ramp,
  sessions,
  slower,
  users,
} from "../test/deployment/scenarios.js";
import { type Run, type Scenario, simulate } from "../test/deployment/simulate.js";

type Trial = Scenario & { readonly counts: (run: Run) => boolean } & (
    | { readonly atMost: number }
    | { readonly atLeast: number }
  );

const rolledBack = ({ rollback }: Run): boolean => rollback !== undefined;
const good = (scenario: Scenario): Trial => ({ ...scenario, counts: rolledBack, atMost: 0.05 });
const bad = (scenario: Scenario, atLeast = 0.9): Trial => ({ ...scenario, counts: rolledBack, atLeast });
const tenth = { share: 0.1, requests: 10_000 };
const half = { share: 0.5, requests: 10_000 };
/** What a ramp meets while its share grows. */
const ramped = { share: ramp, requests: 10_000 };

const trials: readonly Trial[] = [
  good({ name: "good: both fail 1 %, share 50 %", ...half, begin: independent(0.01) }),
  good({ name: "good: both fail 1 %, share 10 %", ...tenth, begin: independent(0.01) }),
  good({ name: "good: both fail 0.1 %, share 1 %", share: 0.01, requests: 30_000, begin: independent(0.001) }),
  good({ name: "good: both fail 5 %, share 50 %", ...half, begin: independent(0.05) }),
  good({ name: "good: both fail 15 %, share 10 %", ...tenth, begin: independent(0.15) }),
  good({ name: "good: both fail 20 %, share 10 %", ...tenth, begin: independent(0.2) }),
  good({ name: "good: both fail 30 %, share 10 %", ...tenth, begin: independent(0.3) }),
  good({ name: "good: both fail 30 %, share 50 %", ...half, begin: independent(0.3) }),
  good({ name: "good: each a quarter of other rows", ...half, begin: otherRows }),
  good({ name: "good: twenty users, 5 %, share 50 %", ...half, begin: users(20, 0.05) }),
  good({ name: "good: sessions, share 10 %", ...tenth, begin: sessions() }),
  good({ name: "good: sessions, all guardrails, 10 %", ...tenth, guardrails: everyGuardrail, begin: sessions() }),
  good({ name: "good: sessions, all guardrails, 50 %", ...half, guardrails: everyGuardrail, begin: sessions() }),
  good({
    name: "good: sessions, outages, share 10 %",
    ...tenth,
    guardrails: everyGuardrail,
    begin: outages(sessions()),
  }),
  good({
    name: "good: outages while it ramps",
    ...ramped,
    guardrails: everyGuardrail,
    begin: outages(independent(0.01)),
  }),
  good({ name: "good: one bot asks a fifth", ...tenth, begin: bots(independent(0.01), 1, 0.2) }),
  good({ name: "good: three bots ask a half, 50 %", ...half, begin: bots(sessions(), 3, 0.5) }),
  good({ name: "good: heavy tail of latency, 50 %", ...half, guardrails: everyGuardrail, begin: slower(1) }),
  good({ name: "fix: champion fails 30 %, canary 1 %", ...half, begin: independent(0.3, 0.01) }),
  {
    name: "fix: that the champion is worse is said",
    ...half,
    begin: independent(0.05, 0.01),
    counts: ({ verdicts }) => verdicts.some(({ message }) => message.includes("the champion is worse")),
    atLeast: 0.9,
  },
  bad({ name: "bad: 1 → 2 %, 5,000 an arm", ...half, begin: independent(0.01, 0.02) }),
  bad({
    name: "bad: 1 → 2 %, 5,000 beside 15,000",
    share: 0.25,
    requests: 30_000,
    canaryRequests: 5000,
    begin: independent(0.01, 0.02),
  }),
  bad({ name: "bad: 1 → 3 %, 2,000 an arm", share: 0.5, requests: 4000, begin: independent(0.01, 0.03) }),
  bad({ name: "bad: 1 → 10 %, 300 an arm", share: 0.5, requests: 600, begin: independent(0.01, 0.1) }),
  bad({ name: "bad: five times as slow, 1,500 an arm", share: 0.5, requests: 3000, begin: slower(5) }),
  bad(
    {
      name: "bad: fails everything, 40 requests",
      share: 0.05,
      requests: 10_000,
      canaryRequests: 40,
      begin: independent(0.01, 1),
    },
    0.99,
  ),
  bad(
    {
      name: "bad: fails everything, 6 users, 40",
      share: 0.5,
      requests: 10_000,
      canaryRequests: 40,
      begin: users(12, 0.01, 1),
    },
    0.9,
  ),
  bad({
    name: "bad: fails half, 100 requests",
    share: 0.1,
    requests: 10_000,
    canaryRequests: 100,
    begin: independent(0.01, 0.5),
  }),
];

const runs = Number(process.argv[2] ?? 2000);
const part = process.argv[3] ?? "";
const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
console.log(`${"scenario".padEnd(42)} ${"runs".padStart(5)} ${"rate".padStart(9)}  95 % limit   promise`);
let kept = true;
for (const trial of trials.filter(({ name }) => name.includes(part))) {
  let found = 0;
  for (let run = 0; run < runs; run++) if (trial.counts(simulate(trial, `${trial.name} ${run}`))) found++;
  // Clopper and Pearson's one-sided limits.
  const limit =
    "atMost" in trial
      ? found === runs
        ? 1
        : beta.quantile(0.95, found + 1, runs - found)
      : found === 0
        ? 0
        : beta.quantile(0.05, found, runs - found + 1);
  const isKept = "atMost" in trial ? limit <= trial.atMost : limit >= trial.atLeast;
  kept &&= isKept;
  const side = "atMost" in trial ? "≤" : "≥";
  const promise = `${side} ${percent("atMost" in trial ? trial.atMost : trial.atLeast)}`;
  console.log(
    `${trial.name.padEnd(42)} ${String(runs).padStart(5)} ${percent(found / runs).padStart(9)}  ${side} ${percent(limit).padStart(8)}  ${promise.padStart(9)}  ${isKept ? "ok" : "BROKEN"}`,
  );
}
if (!kept) process.exitCode = 1;
