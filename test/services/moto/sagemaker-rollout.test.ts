import { randomUUID } from "node:crypto";
import { CreateModelCommand, DescribeEndpointCommand, DescribeEndpointConfigCommand } from "@aws-sdk/client-sagemaker";
import { createSageMakerRollout } from "golden-pipeline/adapters/sagemaker";
import type { MirroredRollout } from "golden-pipeline/ports";
import { describe, expect, it } from "vitest";
import { openClient } from "../../adapters/sagemaker/fake-sagemaker.js";
import { modelOf, readRollout } from "../../adapters/sagemaker/read-rollout.js";
import { serviceFailure } from "../../adapters/service-failure.js";
import { factsOf } from "../facts-of.js";

const client = openClient(factsOf("moto").text("url"));

async function opened() {
  const endpoint = `late-${randomUUID()}`;
  for (const number of [1, 2, 3])
    await client.send(
      new CreateModelCommand({
        ModelName: modelOf(`${endpoint}@${number}`),
        ExecutionRoleArn: "arn:aws:iam::123456789012:role/sagemaker",
        PrimaryContainer: { Image: "registry.example.com/late:1", ModelDataUrl: "s3://models/late.tar.gz" },
      }),
    );
  const open = () =>
    createSageMakerRollout({
      client,
      endpoint,
      variant: (version) => ({ ModelName: modelOf(version), InstanceType: "ml.m5.large", InitialInstanceCount: 1 }),
      shift: { type: "canary", percent: 10, alarms: ["late-5xx"] },
    });
  const at = (epoch: number, champion: number, share?: number): MirroredRollout => ({
    ...{ model: "late", epoch, champion: `${endpoint}@${champion}` },
    canary: share === undefined ? undefined : { version: `${endpoint}@2`, share },
    shadow: undefined,
  });
  return { endpoint, open, at };
}

/** moto knows endpoints, configurations, weights and tags; it has no UpdateEndpoint, keeps no shadow variants, and is done at once. */
describe("an endpoint of SageMaker's in moto", () => {
  it("is made with champion and canary, and moves the canary's share by weights", async () => {
    const { endpoint, open, at } = await opened();
    const mirror = open();
    expect((await mirror.sync(at(1, 1, 0.25))).pending).toBe("the endpoint is Creating");
    expect(await mirror.sync(at(1, 1, 0.25))).toEqual({ epoch: 1, changes: [], pending: undefined, skipped: [] });
    const { EndpointConfigName } = await client.send(new DescribeEndpointCommand({ EndpointName: endpoint }));
    const { ProductionVariants } = await client.send(new DescribeEndpointConfigCommand({ EndpointConfigName }));
    expect(ProductionVariants).toMatchObject([
      { VariantName: "champion", ModelName: `${endpoint}-1`, InitialVariantWeight: 0.75, InstanceType: "ml.m5.large" },
      { VariantName: "canary", ModelName: `${endpoint}-2`, InitialVariantWeight: 0.25 },
    ]);
    for (const [epoch, share] of [
      [2, 0.5],
      [3, 0],
      [4, 1],
    ] as const) {
      await mirror.sync(at(epoch, 1, share));
      expect((await readRollout(client, endpoint)).canary).toEqual({ version: `${endpoint}@2`, share });
    }
    const lagging = await open().sync(at(2, 1, 0.5));
    expect([lagging.epoch, lagging.changes]).toEqual([4, []]);
  });

  it("takes the traffic off a canary at once, and says when the update of the fleet is refused", async () => {
    const { endpoint, open, at } = await opened();
    const mirror = open();
    await mirror.sync(at(1, 1, 0.25));
    expect((await mirror.sync(at(2, 1))).changes).toEqual(["champion answers 100 %, canary answers 0 %"]);
    expect((await readRollout(client, endpoint)).canary?.share).toBe(0);
    const failure = await serviceFailure(mirror.sync(at(2, 1)));
    expect(failure.message).toContain("updating the endpoint failed");
  });
});
