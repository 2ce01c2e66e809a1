import { InvalidArgumentError } from "golden-pipeline";
import { createSageMakerRollout, type SageMakerRolloutOptions } from "golden-pipeline/adapters/sagemaker";
import { rolloutMirrorChecks } from "golden-pipeline/testing";
import { describe, expect, it } from "vitest";
import { type FakeOptions, openClient, startFakeSageMaker } from "./fake-sagemaker.js";
import { modelOf, readRollout } from "./read-rollout.js";

const endpoint = "late-flights";
const variant: SageMakerRolloutOptions["variant"] = (version) => ({
  ModelName: modelOf(version),
  InstanceType: "ml.m5.large",
  InitialInstanceCount: 1,
});
const experiment = { roleArn: "arn:aws:iam::123456789012:role/experiments" };

type Others = Partial<Omit<SageMakerRolloutOptions, "client">>;

async function started(others: Others = {}, trouble: FakeOptions = {}) {
  const fake = await startFakeSageMaker(trouble);
  const client = openClient(fake.url);
  const open = (more: Others = {}) =>
    createSageMakerRollout({ client, endpoint, variant, experiment, ...others, ...more });
  const mirror = open();
  async function settled(rollout: ReturnType<typeof at>, by = mirror) {
    for (let call = 0; call < 12; call++) {
      const outcome = await by.sync(rollout);
      if (outcome.pending === undefined) return outcome;
      fake.settle();
    }
    throw new Error("It is never done");
  }
  const statuses = () => [...fake.experiments.experiments.values()].map(({ status }) => status);
  return { ...fake, client, open, mirror, settled, statuses };
}

const at = (epoch: number, champion: number, shadow?: number) => ({
  ...{ model: "late", epoch, champion: `late@${champion}`, canary: undefined },
  shadow: shadow === undefined ? undefined : { version: `late@${shadow}` },
});

describe("shadows as inference experiments", () => {
  for (const { name, run } of rolloutMirrorChecks(async () => {
    const { client, mirror, open, settle, close } = await started();
    return {
      mirror,
      reopen: async () => open(),
      read: () => readRollout(client, endpoint),
      settle: async () => settle(),
      close,
    };
  }))
    it(name, run);

  it("asks for the champion, the shadow and the share of the requests it sees, for as long as is said", async () => {
    const { settled, calls, close } = await started({
      shadowShare: 0.2,
      experiment: { ...experiment, days: 30, answers: "s3://models/answers/" },
    });
    const begun = Date.now();
    await settled(at(1, 1, 2));
    const asked = calls.find(({ action }) => action === "CreateInferenceExperiment")?.asked;
    const runs = { InstanceType: "ml.m5.large", InstanceCount: 1 };
    const InfrastructureConfig = { InfrastructureType: "RealTimeInference", RealTimeInferenceConfig: runs };
    expect(asked).toMatchObject({
      Name: expect.stringMatching(/^late-flights-[0-9a-f]{12}-1$/),
      Type: "ShadowMode",
      RoleArn: experiment.roleArn,
      EndpointName: endpoint,
      ModelVariants: [
        { ModelName: "late-1", VariantName: "champion", InfrastructureConfig },
        { ModelName: "late-2", VariantName: "shadow", InfrastructureConfig },
      ],
      ShadowModeConfig: {
        SourceModelVariantName: "champion",
        ShadowModelVariants: [{ ShadowModelVariantName: "shadow", SamplingPercentage: 20 }],
      },
      DataStorageConfig: { Destination: "s3://models/answers/" },
      Schedule: { EndTime: expect.toSatisfy((time) => time >= Math.floor(begun / 1000) + 30 * 86_400) },
    });
    await close();
  });

  it("stops one before anything else changes, and runs another under another name when the shadow is begun again", async () => {
    const { settled, statuses, experiments, client, close } = await started();
    await settled(at(1, 1, 2));
    await settled(at(2, 3, 2));
    expect(statuses()).toEqual(["Completed", "Running"]);
    await settled(at(2, 3));
    await settled(at(2, 3, 2));
    expect(statuses()).toEqual(["Completed", "Completed", "Running"]);
    expect([...experiments.experiments.keys()].map((name) => name.slice(-2))).toEqual(["-1", "-2", "-3"]);
    expect(await readRollout(client, endpoint)).toMatchObject({ champion: "late@3", shadow: { version: "late@2" } });
    await close();
  });

  it("says of one whose time is over that it ended, and does not begin it again by itself", async () => {
    const { settled, mirror, experiments, statuses, close } = await started();
    await settled(at(1, 1, 2));
    for (const each of experiments.experiments.values()) each.status = "Completed";
    const { changes, skipped } = await mirror.sync(at(1, 1, 2));
    expect([changes, skipped]).toEqual([
      [],
      [{ what: "the shadow late@2", reason: expect.stringContaining("is Completed") }],
    ]);
    expect(statuses()).toEqual(["Completed"]);
    await close();
  });

  it("ends one also where experiments are not asked for any more", async () => {
    const { settled, statuses, client, close } = await started();
    await settled(at(1, 1, 2));
    const by = createSageMakerRollout({ client, endpoint, variant });
    await settled(at(1, 1, 2), by);
    expect(statuses()).toEqual(["Completed"]);
    expect((await readRollout(client, endpoint)).shadow).toEqual({ version: "late@2" });
    await close();
  });

  it("goes on after it was killed in the middle of any call, and after any answer that was lost", async () => {
    for (const kind of [400, "after"] as const)
      for (let allowed = 0, done = false; !done; allowed++) {
        let left = Number.POSITIVE_INFINITY;
        const world = await started({}, { trouble: () => (left-- <= 0 ? kind : undefined) });
        await world.settled(at(1, 1));
        left = allowed;
        done = await world.settled(at(1, 1, 2), world.open()).then(
          () => true,
          () => false,
        );
        left = Number.POSITIVE_INFINITY;
        world.settle();
        await world.settled(at(1, 1, 2));
        expect([allowed, world.statuses()]).toEqual([allowed, ["Running"]]);
        await world.close();
      }
  });

  it.each([
    ["a role that is none", { roleArn: "experiments" }],
    ["more than 30 days", { ...experiment, days: 31 }],
    ["answers that are not in S3", { ...experiment, answers: "/tmp" }],
  ])("refuses %s", (_what, wrong) => {
    const client = openClient("http://127.0.0.1:1");
    expect(() => createSageMakerRollout({ client, endpoint, variant, experiment: wrong })).toThrow(
      expect.toSatisfy(InvalidArgumentError.isInstance),
    );
  });

  it("refuses a variant that does not say what it runs on, before an experiment is asked for", async () => {
    const { settled, statuses, close } = await started({ variant: (version) => ({ ModelName: modelOf(version) }) });
    await expect(settled(at(1, 1, 2))).rejects.toSatisfy(InvalidArgumentError.isInstance);
    expect(statuses()).toEqual([]);
    await close();
  });
});
