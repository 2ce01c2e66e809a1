// Serves a rollout from a file store and says every now and then how it stands. Arguments: directory, `begin` or `follow`, first user.
import { writeSync } from "node:fs";
import { systemClock } from "../../../src/core/house.js";
import { errorRate } from "../../../src/deployment/index.js";
import { createFileStore } from "../../../src/store/index.js";
import { routerOf, visit } from "../make.js";

const [directory = "", part = "", first = "0"] = process.argv.slice(2);
const router = await routerOf([{ value: 0.1 }, { value: 0.9 }], {
  rollouts: createFileStore(directory),
  clock: systemClock,
  followMilliseconds: 25,
  leaseMilliseconds: 1500,
});
if (part === "begin")
  await router.canary("buyers@2", {
    ramp: { shares: [0.2, 0.5, 1], minimumRequests: 100, minimumMilliseconds: 1000, promote: true },
    guardrails: [errorRate()],
  });

function say(): void {
  const { process: name, champion, epoch, decides, canary } = router.status();
  const own = router.metrics().get("buyers@2")?.requests ?? 0;
  const { step = -1, requests = 0 } = canary ?? {};
  writeSync(1, `${JSON.stringify({ name, champion, epoch, decides, step, all: requests, own })}\n`);
}

for (let user = Number(first); ; user++) {
  await router.predict(visit(user));
  if (user % 10 !== 0) continue;
  say();
  await new Promise((resolve) => setTimeout(resolve, 10));
}
