// A registry shown in SageMaker, and an endpoint that follows a rollout, here in a service that only stands for it.   npx tsx examples/06-sagemaker.ts
import { SageMakerClient } from "@aws-sdk/client-sagemaker";
import { createMemoryStore } from "golden-pipeline";
import { createSageMakerMirror, createSageMakerRollout } from "golden-pipeline/adapters/sagemaker";
import { createRouter } from "golden-pipeline/deployment";
import { startFakeSageMaker } from "../test/adapters/sagemaker/fake-sagemaker.js";
import { orderRisk, registerLimits } from "./rollout/order-risk.js";

const { url, endpoints, close } = await startFakeSageMaker();
const credentials = { accessKeyId: "example", secretAccessKey: "example" };
const client = new SageMakerClient({ endpoint: url, region: "eu-central-1", credentials });
const store = createMemoryStore();
const registry = await registerLimits(store, [900, 800]); // two versions; the first one is champion
console.log((await createSageMakerMirror({ client, registry }).sync("order-risk")).changes);

const machine = { InstanceType: "ml.m5.large", InitialInstanceCount: 1 } as const;
const variant = (version: string) => ({ ModelName: version.replace("@", "-"), ...machine });
const shift = { type: "linear", percent: 20, alarms: ["order-risk-5xx"] } as const;
const rollout = createSageMakerRollout({ client, endpoint: "order-risk", variant, shift });
const router = await createRouter({ registry, model: orderRisk, unit: ({ user }) => user, rollouts: store });
for (const share of [0.1, 0.5]) {
  await (share === 0.1 ? router.canary("order-risk@2", { share }) : router.canaryShare(share));
  for (let pending = true; pending; endpoints.settle()) {
    const told = await rollout.sync(router.status()); // in production now and then, and on every event of the router
    console.log(told.changes, told.pending);
    pending = told.pending !== undefined;
  }
}
await router.close();
await close();
