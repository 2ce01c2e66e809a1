// A rollout in a store: the second router, as in a second process, takes a canary over.   npx tsx examples/07-rollout.ts
import { createMemoryStore } from "golden-pipeline";
import { createRouter, type Router, routerMetrics } from "golden-pipeline/deployment";
import { type Order, orderRisk, registerLimits } from "./rollout/order-risk.js";

const store = createMemoryStore(); // createFileStore("rollouts") of golden-pipeline/store: for processes of one machine
const registry = await registerLimits(store, [900, 800]); // two versions; the first one is champion
const start = () => createRouter({ registry, model: orderRisk, unit: ({ user }) => user, rollouts: store });
const answer = async (router: Router<Order, "fraud", boolean>, from: number) => {
  for (let order = from; order < from + 400; order++)
    await router.predict({ at: new Date(order), user: `u${order}`, amount: order });
};

const first = await start();
const ramp = { shares: [0.2, 0.5, 1], minimumRequests: 60, minimumMilliseconds: 0, promote: true };
await first.canary("order-risk@2", { ramp });
await answer(first, 0);
await first.sync(); // by itself every second
await first.close(); // had it been killed, its lease would run out after 15 seconds

const second = await start();
second.on(({ type, ...facts }) => console.log(type, facts));
for (let step = 0; step < 4; step++) await answer(second, 1000 * step).then(() => second.sync());
console.log(second.champion.id, routerMetrics(second)[0]?.samples);
