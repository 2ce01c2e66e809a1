import { InvalidArgumentError, StateError } from "golden-pipeline";
import { createSageMakerRollout, type SageMakerRolloutOptions } from "golden-pipeline/adapters/sagemaker";
import type { MirroredRollout } from "golden-pipeline/ports";
import { rolloutMirrorChecks } from "golden-pipeline/testing";
import { describe, expect, it } from "vitest";
import { serviceFailure } from "../service-failure.js";
import { type FakeOptions, openClient, startFakeSageMaker } from "./fake-sagemaker.js";
import { modelOf, readRollout } from "./read-rollout.js";

const endpoint = "late-flights";
const variant = (version: string) =>
  ({ ModelName: modelOf(version), InstanceType: "ml.m5.large", InitialInstanceCount: 1 }) as const;

type Others = Partial<Omit<SageMakerRolloutOptions, "client">>;

async function started(others: Others = {}, trouble: FakeOptions = {}) {
  const fake = await startFakeSageMaker(trouble);
  const client = openClient(fake.url);
  const open = () => createSageMakerRollout({ client, endpoint, variant, ...others });
  const mirror = open();
  /** Until nothing more is to come; what was asked of the service meanwhile. */
  async function settled(rollout: MirroredRollout): Promise<readonly string[]> {
    const before = fake.calls.length;
    for (let pending = true; pending; ) {
      pending = (await mirror.sync(rollout)).pending !== undefined;
      fake.settle();
    }
    return fake.calls.slice(before).flatMap(({ action }) => (/^(Describe|List|AddTags)/.test(action) ? [] : [action]));
  }
  const asked = (action: string) => fake.calls.findLast((call) => call.action === action)?.asked;
  return { ...fake, client, open, mirror, settled, asked };
}

const at = (epoch: number, champion: number, canary?: readonly [number, number], shadow?: number): MirroredRollout => ({
  ...{ model: "late", epoch, champion: `late@${champion}` },
  canary: canary && { version: `late@${canary[0]}`, share: canary[1] },
  shadow: shadow === undefined ? undefined : { version: `late@${shadow}` },
});

describe("a rollout at an endpoint of SageMaker", () => {
  for (const { name, run } of rolloutMirrorChecks(async () => {
    const { client, mirror, open, endpoints, close } = await started();
    return {
      mirror,
      reopen: async () => open(),
      read: () => readRollout(client, endpoint),
      settle: async () => endpoints.settle(),
      close,
    };
  }))
    it(name, run);

  it("changes a canary's share by weights alone", async () => {
    const { settled, asked, close } = await started();
    await settled(at(1, 1, [2, 0.1]));
    expect(await settled(at(2, 1, [2, 0.3]))).toEqual(["UpdateEndpointWeightsAndCapacities"]);
    expect(asked("UpdateEndpointWeightsAndCapacities")).toEqual({
      EndpointName: endpoint,
      DesiredWeightsAndCapacities: [
        { VariantName: "champion", DesiredWeight: 0.7 },
        { VariantName: "canary", DesiredWeight: 0.3 },
      ],
    });
    await close();
  });

  it.each([
    ["takes the traffic off a canary that is rolled back", at(2, 1), [1, 0]],
    ["gives all traffic to a canary that is promoted", at(2, 2), [0, 1]],
    ["takes the traffic off a canary before another one begins", at(2, 1, [3, 0.2]), [1, 0]],
  ])("%s at once, before another fleet is made", async (_what, next, weights) => {
    const { settled, asked, client, close } = await started();
    await settled(at(1, 1, [2, 0.1]));
    expect(await settled(next)).toEqual([
      "UpdateEndpointWeightsAndCapacities",
      "CreateEndpointConfig",
      "UpdateEndpoint",
    ]);
    expect(asked("UpdateEndpointWeightsAndCapacities")?.DesiredWeightsAndCapacities).toEqual([
      { VariantName: "champion", DesiredWeight: weights[0] },
      { VariantName: "canary", DesiredWeight: weights[1] },
    ]);
    expect((await readRollout(client, endpoint)).champion).toBe(next.champion);
    await close();
  });

  it("lets a flip go over by SageMaker's blue-green update, with steps and alarms, where the variants are called alike", async () => {
    const shift = {
      type: "linear",
      percent: 25,
      waitSeconds: 120,
      keepSeconds: 600,
      maximumSeconds: 3600,
      alarms: ["late-5xx"],
    } as const;
    const { settled, asked, close } = await started({ shift });
    await settled(at(1, 1));
    await settled(at(2, 2));
    expect(asked("UpdateEndpoint")).toMatchObject({
      EndpointName: endpoint,
      DeploymentConfig: {
        BlueGreenUpdatePolicy: {
          TrafficRoutingConfiguration: {
            ...{ Type: "LINEAR", WaitIntervalInSeconds: 120, LinearStepSize: { Type: "CAPACITY_PERCENT", Value: 25 } },
          },
          TerminationWaitInSeconds: 600,
          MaximumExecutionTimeoutInSeconds: 3600,
        },
        AutoRollbackConfiguration: { Alarms: [{ AlarmName: "late-5xx" }] },
      },
    });
    // With a canary there is another variant, which SageMaker's guardrails do not take.
    await settled(at(3, 2, [3, 0.1]));
    expect(asked("UpdateEndpoint")).not.toHaveProperty("DeploymentConfig");
    await close();
  });

  it.each([
    [
      { type: "canary", percent: 5 },
      { Type: "CANARY", WaitIntervalInSeconds: 300, CanarySize: { Type: "CAPACITY_PERCENT", Value: 5 } },
    ],
    [{}, { Type: "ALL_AT_ONCE", WaitIntervalInSeconds: 300 }],
  ] as const)("sends the shift %j as SageMaker has it", async (shift, routing) => {
    const { settled, asked, close } = await started({ shift });
    await settled(at(1, 1));
    await settled(at(2, 2));
    expect(asked("UpdateEndpoint")?.DeploymentConfig).toEqual({
      BlueGreenUpdatePolicy: { TrafficRoutingConfiguration: routing, TerminationWaitInSeconds: 0 },
    });
    await close();
  });

  it("does not try again what an alarm took back, until the next epoch", async () => {
    const { settled, mirror, endpoints, client, close } = await started();
    await settled(at(1, 1));
    await mirror.sync(at(2, 2));
    endpoints.rings = true;
    endpoints.settle();
    const { changes, pending, skipped } = await mirror.sync(at(2, 2));
    expect([changes, pending, skipped]).toEqual([
      [],
      undefined,
      [{ what: "champion late@2", reason: expect.stringContaining("went back") }],
    ]);
    expect((await readRollout(client, endpoint)).champion).toBe("late@1");
    await settled(at(3, 2));
    expect((await readRollout(client, endpoint)).champion).toBe("late@2");
    await close();
  });

  it("tries again what was taken back when something else has stood there meanwhile, also in the same epoch", async () => {
    const { settled, mirror, endpoints, client, close } = await started();
    await settled(at(1, 1));
    await mirror.sync(at(1, 1, undefined, 2));
    endpoints.rings = true;
    endpoints.settle();
    expect((await mirror.sync(at(1, 1, undefined, 2))).skipped).toHaveLength(1);
    await settled(at(1, 1));
    await settled(at(1, 1, undefined, 2));
    expect((await readRollout(client, endpoint)).shadow).toEqual({ version: "late@2" });
    await close();
  });

  it("takes over an endpoint whose tags say nothing that it knows", async () => {
    const { settled, mirror, tags, endpoints, client, close } = await started();
    await settled(at(1, 1));
    const { arn = "" } = endpoints.endpoints.get(endpoint) ?? {};
    tags.set(arn, new Map([["golden_pipeline.epoch", "latest"]]));
    expect((await mirror.sync(at(0, 1))).epoch).toBe(0);
    expect(tags.get(arn)?.get("golden_pipeline.epoch")).toBe("0");
    await settled(at(1, 2));
    expect((await readRollout(client, endpoint)).champion).toBe("late@2");
    await close();
  });

  it("shadows with the share that is asked for, and says that there is no place for one beside a canary", async () => {
    const { settled, mirror, asked, close } = await started({ shadowShare: 0.2 });
    await settled(at(1, 1, undefined, 2));
    expect(asked("CreateEndpointConfig")).toMatchObject({
      ProductionVariants: [{ VariantName: "champion", ModelName: "late-1", InitialVariantWeight: 1 }],
      ShadowProductionVariants: [{ VariantName: "shadow", ModelName: "late-2", InitialVariantWeight: 0.2 }],
    });
    await settled(at(2, 1, [3, 0.1], 2));
    const { skipped } = await mirror.sync(at(2, 1, [3, 0.1], 2));
    expect(skipped).toEqual([{ what: "the shadow late@2", reason: expect.stringContaining("there is a canary") }]);
    await close();
  });

  it("says what it waits for, and asks nothing of an endpoint that is busy", async () => {
    const { mirror, calls, close } = await started();
    expect((await mirror.sync(at(1, 1))).pending).toBe("the endpoint is Creating");
    const before = calls.length;
    expect((await mirror.sync(at(2, 2))).pending).toBe("the endpoint is Creating");
    expect(calls.slice(before).map(({ action }) => action)).toEqual(["DescribeEndpoint", "ListTags"]);
    await close();
  });

  it("goes on after it was killed in the middle of any call, and after any answer that was lost", async () => {
    for (const kind of [400, "after"] as const)
      for (let allowed = 0, done = false; !done; allowed++) {
        let left = Number.POSITIVE_INFINITY;
        const { settled, open, client, endpoints, close } = await started(
          {},
          { trouble: () => (left-- <= 0 ? kind : undefined) },
        );
        await settled(at(1, 1, [2, 0.1]));
        left = allowed;
        const other = open();
        done = await (async () => {
          for (let pending = true; pending; endpoints.settle())
            pending = (await other.sync(at(2, 2))).pending !== undefined;
        })().then(
          () => true,
          () => false,
        );
        left = Number.POSITIVE_INFINITY;
        endpoints.settle();
        await settled(at(2, 2));
        expect([allowed, await readRollout(client, endpoint)]).toEqual([
          allowed,
          { champion: "late@2", canary: undefined, shadow: undefined },
        ]);
        await close();
      }
  });

  it.each([
    ["an endpoint's name", { endpoint: "late_flights" }],
    ["an endpoint's name of 64 letters", { endpoint: "a".repeat(64) }],
    ["a canary of 51 %", { shift: { type: "canary", percent: 51 } }],
    ["a step of 9 %", { shift: { type: "linear", percent: 9 } }],
    ["a percent without steps", { shift: { percent: 20 } }],
    ["a wait of 3601 seconds", { shift: { waitSeconds: 3601 } }],
    ["a fleet that is kept for 3601 seconds", { shift: { keepSeconds: 3601 } }],
    ["a limit of 599 seconds", { shift: { maximumSeconds: 599 } }],
    ["a limit below the waits", { shift: { maximumSeconds: 700, waitSeconds: 600, keepSeconds: 100 } }],
    ["11 alarms", { shift: { alarms: Array.from({ length: 11 }, (_, index) => `alarm-${index}`) } }],
    ["no alarm in a list of them", { shift: { alarms: [] } }],
    ["an alarm's name of 256 letters", { shift: { alarms: ["a".repeat(256)] } }],
    ["a shadow's share of more than all", { shadowShare: 1.1 }],
  ])("refuses %s when it is made", (_what, others) => {
    const client = openClient("http://127.0.0.1:1");
    const make = () => createSageMakerRollout({ client, endpoint, variant, ...(others as Others) });
    expect(make).toThrow(expect.toSatisfy(InvalidArgumentError.isInstance));
  });

  it.each([
    ["a model's name", { variant: () => ({ ModelName: "late_1" }) }, at(1, 1)],
    ["no instance", { variant: () => ({ ModelName: "late-1", InitialInstanceCount: 0 }) }, at(1, 1)],
    ["a canary's share of more than all", {}, at(1, 1, [2, 1.1])],
    ["an epoch that is none", {}, at(0.5, 1)],
  ])("refuses %s before anything is sent", async (_what, others: Others, rollout) => {
    const { mirror, calls, close } = await started(others);
    await expect(mirror.sync(rollout)).rejects.toSatisfy(InvalidArgumentError.isInstance);
    expect(calls).toEqual([]);
    await close();
  });

  it("says of an endpoint that has failed, and of a service that is gone or refuses, what to do", async () => {
    const { settled, mirror, endpoints, close } = await started();
    await settled(at(1, 1));
    Object.assign(endpoints.endpoints.get(endpoint) ?? {}, { status: "Failed" });
    await expect(mirror.sync(at(2, 2))).rejects.toSatisfy(StateError.isInstance);
    await close();
    expect((await serviceFailure(mirror.sync(at(2, 2)))).retryable).toBe(true);
    const refused = await started({}, { trouble: () => 403 });
    const failure = await serviceFailure(refused.mirror.sync(at(1, 1)));
    expect([failure.status, failure.message]).toEqual([403, expect.stringContaining("credentials were refused")]);
    expect(failure.message).not.toMatch(/secret|123456789012/);
    await refused.close();
  });
});
