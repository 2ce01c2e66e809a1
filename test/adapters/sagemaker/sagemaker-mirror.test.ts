import fc from "fast-check";
import { createMemoryStore, InvalidArgumentError } from "golden-pipeline";
import { createSageMakerMirror, type SageMakerMirrorOptions } from "golden-pipeline/adapters/sagemaker";
import { createMemoryRegistryMirror } from "golden-pipeline/ports";
import { createRegistry } from "golden-pipeline/registry";
import { registryMirrorChecks } from "golden-pipeline/testing";
import { describe, expect, it } from "vitest";
import { exampleManifest } from "../../../src/testing/example-version.js";
import { promoteBeside } from "../../../src/testing/registry/checked-registry.js";
import { serviceFailure } from "../service-failure.js";
import { type FakeOptions, openClient, startFakeSageMaker } from "./fake-sagemaker.js";
import { readMirror } from "./read-mirror.js";

/** A registry with versions 1 and 2 of `late`, the first of them champion. */
async function filled() {
  const store = createMemoryStore();
  const registry = createRegistry({ store });
  for (const seed of [1, 2]) await registry.register(await exampleManifest(store, seed));
  await promoteBeside(registry, 1);
  return { store, registry };
}

type Others = Omit<SageMakerMirrorOptions, "client" | "registry">;

async function started(others: Others = {}, trouble: FakeOptions = {}) {
  const fake = await startFakeSageMaker(trouble);
  const client = openClient(fake.url);
  const { store, registry } = await filled();
  const mirror = createSageMakerMirror({ client, registry, ...others });
  return { ...fake, client, store, registry, mirror };
}

describe("the mirror in SageMaker", () => {
  for (const { name, run } of registryMirrorChecks(async (registry) => {
    const { url, close } = await startFakeSageMaker();
    const client = openClient(url);
    const open = () => createSageMakerMirror({ client, registry });
    const read = async (model: string) => {
      const { versions, aliases, count } = await readMirror(client, model);
      expect(count).toBe(Object.keys(versions).length);
      return { versions, aliases };
    };
    return { mirror: open(), read, reopen: async () => open(), close };
  }))
    it(name, run);

  it("tells what a version was made of and measured at, and where its report stands, by digest", async () => {
    const inference = () => ({
      Containers: [{ Image: "registry.example.com/late:1", ModelDataUrl: "s3://models/late.tar.gz" }],
    });
    const properties = () => ({ team: "delays" });
    const { mirror, packages, registry, close } = await started({
      ...{ blobs: "s3://models/blobs", inference, properties, repository: "https://example.com/models" },
    });
    const { changes } = await mirror.sync("late");
    expect(changes).toEqual([
      "late@1 registered, as package 1",
      "late@2 registered, as package 2",
      "champion moves to package 1",
      "package 1 is Approved, which was PendingManualApproval: late@1 promoted: the first champion, its gate passed",
    ]);
    const { digest, manifest } = await registry.get("late@1");
    const [first] = packages.groups.get("late") ?? [];
    const metrics = (blob: string) => ({
      Statistics: {
        ContentType: "application/json",
        ContentDigest: blob,
        S3Uri: `s3://models/blobs/sha256/${blob.slice("sha256:".length)}`,
      },
    });
    expect(first?.made).toMatchObject({
      ModelPackageDescription: `golden-pipeline late@1 ${digest}`,
      ModelPackageRegistrationType: "Registered",
      MetadataProperties: {
        ...{ CommitId: "0123abc", Repository: "https://example.com/models", GeneratedBy: "golden-pipeline run-1" },
      },
      ModelMetrics: { ModelQuality: metrics(manifest.report), ModelDataQuality: metrics(manifest.profile ?? "") },
      CustomerMetadataProperties: {
        team: "delays",
        "golden_pipeline.version": "late@1",
        "golden_pipeline.manifest": digest,
        "golden_pipeline.dataset.train": "dataset-0",
        "golden_pipeline.dataset.test": "dataset-1",
        "golden_pipeline.features": manifest.features?.fingerprint,
        "golden_pipeline.git.dirty": "false",
        "golden_pipeline.gate": "pass",
        "golden_pipeline.metric.log loss": "0.4",
      },
      InferenceSpecification: inference(),
    });
    await close();
  });

  it("approves the champion and no other: who was rolled back from is rejected, with the reason, as is whose gate failed", async () => {
    const { mirror, client, packages, store, registry, close } = await started();
    await registry.register(await exampleManifest(store, 3, "fail"));
    await mirror.sync("late");
    const waiting = "PendingManualApproval";
    expect((await readMirror(client, "late")).approvals).toEqual({
      "late@1": "Approved",
      "late@2": waiting,
      "late@3": "Rejected",
    });
    await promoteBeside(registry, 2);
    await mirror.sync("late");
    expect((await readMirror(client, "late")).approvals).toMatchObject({ "late@1": waiting, "late@2": "Approved" });
    await registry.rollback("late", { reason: "too slow\nby far", by: "ann" });
    await mirror.sync("late");
    expect((await readMirror(client, "late")).approvals).toMatchObject({ "late@1": "Approved", "late@2": "Rejected" });
    expect(packages.groups.get("late")?.[1]?.approvalDescription).toBe(
      "rolled back from late@2 to late@1: too slow by far (ann)",
    );
    await close();
  });

  it("asks three calls for what stands already, more only for further pages", async () => {
    const { mirror, calls, close } = await started();
    await mirror.sync("late");
    const before = calls.length;
    await mirror.sync("late");
    expect(calls.slice(before).map(({ action }) => action)).toEqual([
      "DescribeModelPackageGroup",
      "ListModelPackages",
      "ListTags",
    ]);
    await close();
  });

  it("puts back what somebody else approved or rejected, and tells it", async () => {
    const { mirror, client, packages, close } = await started();
    await mirror.sync("late");
    const [first, second] = packages.groups.get("late") ?? [];
    Object.assign(second ?? {}, { approval: "Approved" });
    expect((await mirror.sync("late")).foreign).toEqual([{ alias: "champion", expected: 1, found: 2 }]);
    Object.assign(first ?? {}, { approval: "Rejected" });
    expect((await mirror.sync("late")).foreign).toEqual([{ alias: "champion", expected: 1, found: undefined }]);
    expect((await readMirror(client, "late")).aliases).toEqual({ champion: "late@1" });
    await close();
  });

  it("leaves packages of others in the group alone", async () => {
    const { mirror, packages, close } = await started();
    packages.actions.CreateModelPackageGroup?.({ ModelPackageGroupName: "late" });
    packages.actions.CreateModelPackage?.({
      ModelPackageGroupName: "late",
      ClientToken: "others",
      ModelApprovalStatus: "Approved",
    });
    const { foreign } = await mirror.sync("late");
    expect(foreign).toEqual([]);
    expect(packages.groups.get("late")?.map(({ approval }) => approval)).toEqual([
      "Approved",
      "Approved",
      "PendingManualApproval",
    ]);
    await close();
  });

  it("of two packages that two mirrors made at once takes its own away, where the service does not know the call again", async () => {
    const { mirror, client, packages, registry, close } = await started();
    packages.remembersTokens = false;
    const other = createSageMakerMirror({ client, registry });
    await Promise.all([mirror.sync("late"), other.sync("late")]);
    await mirror.sync("late");
    const { count, aliases } = await readMirror(client, "late");
    expect([count, aliases]).toEqual([2, { champion: "late@1" }]);
    await close();
  });

  it("goes on after it was killed in the middle of any call, and after any answer that was lost", async () => {
    const { registry } = await filled();
    await registry.alias("late@2", "challenger");
    for (const kind of [400, "after"] as const)
      for (let allowed = 0, done = false; !done; allowed++) {
        let left = allowed;
        let isBusy = true;
        const fake = await startFakeSageMaker({ trouble: () => (isBusy && left-- <= 0 ? kind : undefined) });
        const client = openClient(fake.url);
        const open = () => createSageMakerMirror({ client, registry });
        done = await open()
          .sync("late")
          .then(
            () => true,
            () => false,
          );
        isBusy = false;
        const { foreign, skipped } = await open().sync("late");
        const { count, aliases } = await readMirror(client, "late");
        expect([allowed, foreign, skipped, count, aliases]).toEqual([
          allowed,
          [],
          [],
          2,
          { challenger: "late@2", champion: "late@1" },
        ]);
        await fake.close();
      }
  });

  it("whatever happened, and wherever it was cut off, holds in the end what a mirror in memory holds", async () => {
    const number = fc.integer({ min: 1, max: 3 });
    const deed = fc.oneof(
      fc.record({ deed: fc.constantFrom("promote" as const, "alias" as const), number }),
      fc.record({ deed: fc.constant("rollback" as const), number }),
      fc.record({ deed: fc.constant("sync" as const), number: fc.integer({ min: 0, max: 12 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { maxLength: 8 }), async (deeds) => {
        let left = Number.POSITIVE_INFINITY;
        const fake = await startFakeSageMaker({ trouble: () => (left-- <= 0 ? 400 : undefined) });
        const client = openClient(fake.url);
        const store = createMemoryStore();
        const registry = createRegistry({ store });
        for (const seed of [1, 2, 3]) await registry.register(await exampleManifest(store, seed));
        for (const { deed, number } of deeds) {
          if (deed === "promote") await promoteBeside(registry, number);
          else if (deed === "alias") await registry.alias(`late@${number}`, "on-call");
          else if (deed === "rollback") await registry.rollback("late", { reason: "slow" }).catch(() => undefined);
          else {
            left = number;
            await createSageMakerMirror({ client, registry })
              .sync("late")
              .catch(() => undefined);
            left = Number.POSITIVE_INFINITY;
          }
        }
        const { foreign } = await createSageMakerMirror({ client, registry }).sync("late");
        expect(foreign).toEqual([]);
        const memory = createMemoryRegistryMirror(registry);
        await memory.sync("late");
        const { versions, aliases } = await readMirror(client, "late");
        expect({ versions, aliases }).toEqual(memory.models.get("late"));
        await fake.close();
      }),
      { numRuns: 25 },
    );
  });

  it.each([
    ["a group's name", { groupName: () => "late_flights" }],
    ["a group's name of 64 letters", { groupName: () => "a".repeat(64) }],
    ["a property's value of 257 letters", { properties: () => ({ team: "a".repeat(257) }) }],
    ["a property's character", { properties: () => ({ team: "a;b" }) }],
    [
      "35 properties beside 16 of ours",
      { properties: () => Object.fromEntries(Array.from({ length: 36 }, (_, index) => [`own ${index}`, "x"])) },
    ],
    ["no container", { inference: () => ({ Containers: [] }) }],
    ["a file that is not in S3", { inference: () => ({ Containers: [{ ModelDataUrl: "file:///model" }] }) }],
  ])("refuses %s that SageMaker would refuse, before any package is made", async (_what, others: Others) => {
    const { mirror, packages, close } = await started(others);
    await expect(mirror.sync("late")).rejects.toSatisfy(InvalidArgumentError.isInstance);
    expect(packages.groups.get("late") ?? []).toEqual([]);
    await close();
  });

  it("leaves out the metrics for which there is no room", async () => {
    const own = Object.fromEntries(Array.from({ length: 34 }, (_, index) => [`own ${index}`, "x"]));
    const { mirror, packages, store, registry, close } = await started({ properties: () => own });
    const manifest = await exampleManifest(store, 3);
    await registry.register({
      ...manifest,
      metrics: Object.fromEntries(["a", "b", "c", "d"].map((name) => [name, 1])),
    });
    await mirror.sync("late");
    const made = packages.groups.get("late")?.[2]?.made.CustomerMetadataProperties;
    expect(Object.keys(Object(made))).toHaveLength(50);
    await close();
  });

  it("says of a server that is gone, slow, or refuses the credentials what to do, without a secret", async () => {
    const gone = await started();
    await gone.close();
    const failure = await serviceFailure(gone.mirror.sync("late"));
    expect([failure.retryable, failure.message]).toEqual([true, expect.stringContaining("there was no answer")]);
    const slow = await started({ timeoutMilliseconds: 50 }, { trouble: () => "silence" });
    const late = await serviceFailure(slow.mirror.sync("late"));
    expect([late.retryable, late.message]).toEqual([true, expect.stringContaining("within 50 ms")]);
    await slow.close();
    const closed = await started({}, { trouble: () => 403 });
    const refused = await serviceFailure(closed.mirror.sync("late"));
    expect([refused.retryable, refused.status, refused.message]).toEqual([
      false,
      403,
      expect.stringContaining("credentials were refused"),
    ]);
    expect(refused.message).not.toMatch(/secret|123456789012/);
    await closed.close();
  });
});
