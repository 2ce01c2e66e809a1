// Deployment alone: try a candidate in the shadow of any model, in a service that has nothing else.   npx tsx examples/07-deployment.ts
import { hashUnit, shadowFunction } from "golden-pipeline/deployment";

interface Request {
  readonly user: string;
  readonly amount: number;
}
const live = async ({ amount }: Request) => (amount > 900 ? "refuse" : "accept"); // the model that answers today
const candidate = async ({ amount }: Request) => {
  if (amount === 13) throw new Error("the candidate crashed"); // counted; no caller ever sees it
  return amount > 800 ? "refuse" : "accept";
};

const agreed: boolean[] = [];
const decide = shadowFunction<Request, string>({
  live,
  candidate,
  compare: (pair) => agreed.push(pair.live === pair.candidate),
  timeoutMilliseconds: 200,
});
for (let amount = 0; amount < 1000; amount++) await decide({ user: `u${amount}`, amount });
await decide.idle();
console.log(`agreed on ${agreed.filter(Boolean).length} of ${agreed.length}`, decide.counts());
console.log("a user's place between 0 and 999,999, the same in every process:", hashUnit("rollout-1", "u42"));
