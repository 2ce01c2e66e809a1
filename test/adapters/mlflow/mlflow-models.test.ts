import { createMemoryStore, MissingError, SourceError } from "golden-pipeline";
import { createMlflowMirror, mlflowModels, mlflowTracker } from "golden-pipeline/adapters/mlflow";
import { createRegistry } from "golden-pipeline/registry";
import { describe, expect, it } from "vitest";
import { exampleManifest } from "../../../src/testing/example-version.js";
import { promoteBeside } from "../../../src/testing/registry/checked-registry.js";
import { serviceFailure } from "../service-failure.js";
import { startFakeMlflow } from "./fake-mlflow.js";
import { foreignDescription, putForeignModel } from "./foreign-model.js";

const experiment = "late-flights";

/** A server to which two versions of `late` were mirrored, the first of them champion. */
async function mirrored() {
  const fake = await startFakeMlflow();
  const store = createMemoryStore();
  const registry = createRegistry({ store });
  for (const seed of [1, 2]) await registry.register(await exampleManifest(store, seed));
  await promoteBeside(registry, 1);
  await createMlflowMirror({ url: fake.url, experiment, registry }).sync("late");
  return { ...fake, registry };
}

const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe("models of MLflow's registry", () => {
  it("are listed with their aliases and tags", async () => {
    const { url, close } = await mirrored();
    const versions = await mlflowModels({ url }).list("late");
    expect(versions.map(({ number, aliases, tags }) => [number, aliases, tags.get("golden_pipeline.version")])).toEqual(
      [
        [1, ["champion"], "late@1"],
        [2, [], "late@2"],
      ],
    );
    await close();
  });

  it("come back bit for bit where a mirror wrote them, and can be registered in another store", async () => {
    const { url, close, registry } = await mirrored();
    const opened = await mlflowModels({ url }).open("late", "champion");
    expect(opened.own).toEqual(await registry.resolve("late@1"));
    expect(opened.description.flavors).toMatchObject({ golden_pipeline: { kind: "example@1", version: "late@1" } });
    const other = createMemoryStore();
    const second = createRegistry({ store: other });
    const version = await second.register(await opened.restore(other.blobs));
    expect(version.digest).toBe((await registry.get("late@1")).digest);
    expect(await second.report("late@1")).toEqual(await registry.report("late@1"));
    expect(await second.verify("late@1")).toEqual({ ok: true, findings: [] });
    await close();
  });

  it("carry what their run told", async () => {
    const { url, close, registry } = await mirrored();
    const { blobs } = createMemoryStore();
    const tracker = mlflowTracker({ url, experiment });
    const entry = { stage: "train", name: "rate" } as const;
    await tracker.log(
      "run-1",
      [
        { type: "param", ...entry, value: 0.1 },
        { type: "metric", ...entry, step: 0, value: Number.POSITIVE_INFINITY, time: 1 },
      ],
      blobs,
    );
    const { run, version } = await mlflowModels({ url }).open("late", 1);
    expect([run?.params.get("train/rate"), run?.metrics.get("train/rate")]).toEqual(["0.1", Number.POSITIVE_INFINITY]);
    expect(run?.tags.get("golden_pipeline.run_id")).toBe((await registry.get("late@1")).manifest.runId);
    expect(version.runId).toMatch(/^[0-9a-f]{32}$/);
    await close();
  });

  it("of others are read with their MLmodel, and have files and bytes, but are none of ours", async () => {
    const fake = await startFakeMlflow();
    putForeignModel(fake, "foreign", { MLmodel: foreignDescription, "artifacts/weights.json": '{"bias":0.25}' });
    const opened = await mlflowModels({ url: fake.url }).open("foreign", 1);
    expect([...opened.files.keys()].sort()).toEqual(["MLmodel", "artifacts/weights.json"]);
    expect(opened.description).toMatchObject({ mlflow_version: "3.17.2", flavors: { python_function: {} } });
    expect([opened.own, opened.run, opened.version.aliases]).toEqual([undefined, undefined, ["champion"]]);
    const refused = await failure(opened.restore(createMemoryStore().blobs));
    expect(SourceError.isInstance(refused) && refused.message).toContain("got version 1 of foreign");
    await fake.close();
  });

  it("are refused when something wrote over their files, and when one is gone", async () => {
    const { url, close, files, models } = await mirrored();
    const path = `${models.get("late")?.versions.get("1")?.source.replace("mlflow-artifacts:/", "")}/model.bin`;
    files.set(path, Buffer.from("another"));
    const changed = await failure(mlflowModels({ url }).open("late", 1));
    expect(SourceError.isInstance(changed) && changed.message).toMatch(
      /Expected model\.bin of late@1 to be sha256:\w+, got other bytes/,
    );
    files.delete(path);
    await expect(mlflowModels({ url }).open("late", 1)).rejects.toThrow(/got none$/);
    await close();
  });

  it("are refused without an MLmodel, with one that is no YAML, and where they are too large", async () => {
    const fake = await startFakeMlflow();
    putForeignModel(fake, "bare", { "weights.json": "{}" });
    const open = (name: string, maximumBytes = 1000) => mlflowModels({ url: fake.url, maximumBytes }).open(name, 1);
    await expect(open("bare")).rejects.toThrow(
      "Expected MLmodel in mlflow-artifacts:/9/models/m-1/artifacts, got weights",
    );
    putForeignModel(fake, "odd", { MLmodel: "a: [" });
    await expect(open("odd")).rejects.toThrow("Expected MLmodel to be YAML");
    putForeignModel(fake, "list", { MLmodel: "- a" });
    await expect(open("list")).rejects.toThrow("Expected MLmodel to be a mapping");
    putForeignModel(fake, "large", { MLmodel: "a: 1", big: "x".repeat(2000) });
    await expect(open("large")).rejects.toThrow("Expected at most 1000 bytes");
    await fake.close();
  });

  it("that are not there are missing: a model, a version, an alias", async () => {
    const { url, close } = await mirrored();
    const models = mlflowModels({ url });
    for (const work of [
      models.list("nothing"),
      models.open("nothing", 1),
      models.open("late", 9),
      models.open("late", "best"),
    ])
      expect(MissingError.isInstance(await failure(work))).toBe(true);
    await close();
  });

  it("are not taken for missing where the server is gone, or refuses", async () => {
    const fake = await startFakeMlflow({ password: "right-password" });
    const headers = { authorization: "Bearer wrong-password" };
    const refused = await serviceFailure(mlflowModels({ url: fake.url, headers }).open("late", "champion"));
    expect(refused.message).not.toContain("wrong-password");
    await fake.close();
    expect(await serviceFailure(mlflowModels({ url: fake.url }).list("late"))).toMatchObject({ retryable: true });
  });
});
