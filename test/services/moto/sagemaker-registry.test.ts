import { randomUUID } from "node:crypto";
import { DescribeModelPackageCommand, ListModelPackagesCommand } from "@aws-sdk/client-sagemaker";
import { createMemoryStore } from "golden-pipeline";
import { createSageMakerMirror } from "golden-pipeline/adapters/sagemaker";
import { createRegistry } from "golden-pipeline/registry";
import { registryMirrorChecks } from "golden-pipeline/testing";
import { describe, expect, it } from "vitest";
import { exampleManifest } from "../../../src/testing/example-version.js";
import { promoteBeside } from "../../../src/testing/registry/checked-registry.js";
import { openClient } from "../../adapters/sagemaker/fake-sagemaker.js";
import { readMirror } from "../../adapters/sagemaker/read-mirror.js";
import { factsOf } from "../facts-of.js";

const client = openClient(factsOf("moto").text("url"));

/** moto forgets the token of a call and cannot delete packages, so that two mirrors at once may leave one twice; AWS has both. */
const notWithMoto = "two mirrors at once leave every version once";

describe("SageMaker's registry in moto", () => {
  for (const { name, run } of registryMirrorChecks(async (registry) => {
    const group = `late-${randomUUID()}`;
    const open = () => createSageMakerMirror({ client, registry, groupName: () => group });
    return {
      mirror: open(),
      reopen: async () => open(),
      async read() {
        const { versions, aliases, count } = await readMirror(client, group);
        expect(count).toBe(Object.keys(versions).length);
        return { versions, aliases };
      },
      close: async () => undefined,
    };
  }))
    if (name !== notWithMoto) it(name, run);

  it("shows its other clients metrics by digest, the commit, properties, and the approval with its reason", async () => {
    const store = createMemoryStore();
    const registry = createRegistry({ store });
    for (const seed of [1, 2]) await registry.register(await exampleManifest(store, seed));
    await promoteBeside(registry, 1);
    const group = `late-${randomUUID()}`;
    const mirror = createSageMakerMirror({ client, registry, groupName: () => group, blobs: "s3://models/blobs/" });
    await mirror.sync("late");
    const { ModelPackageSummaryList = [] } = await client.send(
      new ListModelPackagesCommand({ ModelPackageGroupName: group, ModelApprovalStatus: "Approved" }),
    );
    expect(ModelPackageSummaryList.map(({ ModelPackageVersion }) => ModelPackageVersion)).toEqual([1]);
    const ModelPackageName = ModelPackageSummaryList[0]?.ModelPackageArn;
    const told = await client.send(new DescribeModelPackageCommand({ ModelPackageName }));
    const { manifest, digest } = await registry.get("late@1");
    expect(told).toMatchObject({
      ModelPackageDescription: `golden-pipeline late@1 ${digest}`,
      ModelApprovalStatus: "Approved",
      ApprovalDescription: "late@1 promoted: the first champion, its gate passed",
      MetadataProperties: { CommitId: "0123abc", GeneratedBy: "golden-pipeline run-1" },
      ModelMetrics: {
        ModelQuality: {
          Statistics: {
            ContentType: "application/json",
            ContentDigest: manifest.report,
            S3Uri: `s3://models/blobs/sha256/${manifest.report.slice("sha256:".length)}`,
          },
        },
      },
    });
    // An update of moto's takes properties away that it does not carry; AWS keeps them. So they are looked at where none was made.
    const { ModelPackageSummaryList: waiting = [] } = await client.send(
      new ListModelPackagesCommand({ ModelPackageGroupName: group, ModelApprovalStatus: "PendingManualApproval" }),
    );
    const { CustomerMetadataProperties } = await client.send(
      new DescribeModelPackageCommand({ ModelPackageName: waiting[0]?.ModelPackageArn }),
    );
    expect(CustomerMetadataProperties).toMatchObject({
      "golden_pipeline.version": "late@2",
      "golden_pipeline.dataset.train": "dataset-0",
      "golden_pipeline.features": manifest.features?.fingerprint,
      "golden_pipeline.metric.log loss": "0.4",
    });
  });
});
