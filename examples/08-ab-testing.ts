// A/B testing alone: first whether the arms got who they should, then what they did.   npx tsx examples/08-ab-testing.ts
import { compareArms, compareProportions, requiredSampleSize, sampleRatioMismatch } from "golden-pipeline/ab-testing";

console.log("users per arm to find 5 % → 6 %:", requiredSampleSize({ control: 0.05, difference: 0.01 }));

const users = { control: 8190, treatment: 8123 };
console.log(sampleRatioMismatch(users, { control: 1, treatment: 1 }).message);
console.log(sampleRatioMismatch({ control: 8190, treatment: 7500 }, { control: 1, treatment: 1 }).message);

const bought = compareProportions({ successes: 502, trials: 8123 }, { successes: 421, trials: 8190 });
console.log("users that bought:", bought?.difference, bought?.interval, "p", bought?.pValue);

// Many requests of one user are not independent: count users, not requests.
const arm = (from: number, mean: number) => {
  const rows = Array.from({ length: 4000 }, (_, row) => ({ user: `u${from + (row % 200)}`, row }));
  return {
    values: rows.map(({ row }) => mean + ((row % 200) % 7) / 10 + (row % 3) / 100),
    clusters: rows.map(({ user }) => user),
  };
};
console.log("seconds per request:", compareArms(arm(0, 1.02), arm(1000, 1)));
