import { createMemoryStore } from "golden-pipeline";
import { all, evaluatePredictions } from "golden-pipeline/evaluation";
import { candidateVersion, type Decision, type MatrixModel, model, numericOutputs } from "golden-pipeline/model";
import { createManifest, createRegistry } from "golden-pipeline/registry";
import { contract } from "golden-pipeline/schema";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const trees = contract("trees", z.object({ size: z.number(), species: z.string(), tall: z.boolean() }));
const constant: MatrixModel = {
  kind: "our-net@1",
  reads: "matrix",
  predict: ({ rows }) => numericOutputs("binary", new Float64Array(rows)),
};
const kinds = [{ kind: "our-net@1", decode: () => constant }];
const tall = model("tall-trees", trees, { target: (tree) => tree.tall, kinds });
const served = { kind: "our-net@1", bytes: Uint8Array.of(1, 2, 3) };
const trainer = { id: "our-net", version: "1.0.0", hyperparameters: { layers: 2 } };
const from = { trainer, git: { override: "made elsewhere" }, runId: "night-1" };
const reportOn = (candidate: string) =>
  evaluatePredictions<boolean>({
    candidate: { ids: ["a", "b"], outputs: [0.2, 0.9], targets: [0, 1], dataset: "trees@2001" },
    candidateVersion: candidate,
    metrics: [],
    gate: all([]),
  });
const versionOf = (decision: Decision) => candidateVersion({ ...served, decision });

describe("a manifest of a model made elsewhere", () => {
  it("names everything that serves, and is verified like any other", async () => {
    const store = createMemoryStore();
    const registry = createRegistry({ store });
    const report = reportOn(versionOf({ threshold: 0.5 }));
    const { id } = await registry.register(await createManifest(store.blobs, tall, { ...served, ...from, report }));
    const { version, model: bytes, fitted } = await createRegistry({ store }).resolve(id);
    expect(version.manifest).toMatchObject({
      name: "tall-trees",
      fingerprint: tall.fingerprint,
      candidate: report.candidate,
      task: "binary",
      decision: { threshold: 0.5 },
      data: { contract: trees.fingerprint, test: "trees@2001" },
      trainer,
    });
    expect([version.manifest.data.train, version.manifest.features, fitted]).toEqual([undefined, undefined, undefined]);
    expect([...bytes]).toEqual([1, 2, 3]);
    expect(await registry.verify(id)).toEqual({ ok: true, findings: [] });
    const edited = { ...version.manifest, decision: { threshold: 0.1 } };
    const { id: second } = await registry.register(edited);
    expect((await registry.verify(second)).findings).toMatchObject([{ part: "manifest", problem: "does-not-fit" }]);
  });

  it("says what its contract and target are, so that who has others is told what differs", async () => {
    const { blobs } = createMemoryStore();
    const report = reportOn(versionOf({ threshold: 0.5 }));
    const { definition } = await createManifest(blobs, tall, { ...served, ...from, report });
    expect(definition).toMatchObject({
      contract: { name: "trees", fingerprint: trees.fingerprint },
      target: { "the target": "tall" },
    });
  });

  it("is plain JSON: what is read back is the same, with what else was said of it", async () => {
    const { blobs } = createMemoryStore();
    const facts = { ...served, ...from, report: reportOn(versionOf({ threshold: 0.5 })) };
    const bare = await createManifest(blobs, tall, facts);
    expect(JSON.parse(JSON.stringify(bare))).toStrictEqual(bare);
    const told = await createManifest(blobs, tall, { ...facts, train: "trees@2000", extra: { author: "ann" } });
    expect(told).toStrictEqual({ ...bare, data: { ...bare.data, train: "trees@2000" }, extra: { author: "ann" } });
  });

  it("is refused with a report about anything else that serves", async () => {
    const { blobs } = createMemoryStore();
    const report = reportOn(versionOf({ threshold: 0.4 }));
    await expect(createManifest(blobs, tall, { ...served, ...from, report })).rejects.toThrow(
      `Expected a report about ${versionOf({ threshold: 0.5 })}, got one about ${report.candidate}`,
    );
    const decided = await createManifest(blobs, tall, { ...served, ...from, decision: { threshold: 0.4 }, report });
    expect(decided.candidate).toBe(report.candidate);
  });

  it("has labels where the task has: stated, or given", async () => {
    const store = createMemoryStore();
    const registry = createRegistry({ store });
    const report = reportOn(versionOf({}));
    const facts = { ...served, ...from, report };
    const stated = model("stated", trees, { target: (tree) => tree.species, labels: ["ash", "birch"], kinds });
    expect((await createManifest(store.blobs, stated, facts)).labels).toEqual(["ash", "birch"]);
    const learned = model("learned", trees, { target: (tree) => tree.species, kinds });
    const without = await createManifest(store.blobs, learned, facts);
    await expect(registry.register(without)).rejects.toThrow("at least 2 `labels` for the task classes, each once");
    const given = await createManifest(store.blobs, learned, { ...facts, labels: ["elm", "oak"] });
    expect((await registry.register(given)).manifest.labels).toEqual(["elm", "oak"]);
  });
});

describe("a manifest in the registry", () => {
  it("is refused when its task is none, or its labels are not those of its task", async () => {
    const store = createMemoryStore();
    const registry = createRegistry({ store });
    const report = reportOn(versionOf({ threshold: 0.5 }));
    const manifest = await createManifest(store.blobs, tall, { ...served, ...from, report });
    const register = (changes: object) => registry.register({ ...manifest, ...changes });
    await expect(register({ task: "yes-no" })).rejects.toThrow(/a `task` among binary, .*, got "yes-no"/);
    await expect(register({ labels: ["no", "yes"] })).rejects.toThrow("no `labels` for the task binary");
    await expect(register({ task: "classes", labels: ["a", "a"] })).rejects.toThrow("at least 2 `labels`");
    await expect(register({ task: "label-sets", labels: [] })).rejects.toThrow("at least 1 `labels`");
    expect((await register({ task: "label-sets", labels: ["a"] })).number).toBe(1);
  });
});
