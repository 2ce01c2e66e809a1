import { randomUUID } from "node:crypto";
import { createMemoryStore } from "golden-pipeline";
import { createMlflowMirror, mlflowKind, mlflowModels, mlflowTracker } from "golden-pipeline/adapters/mlflow";
import { atMost, evaluatePredictions } from "golden-pipeline/evaluation";
import { logLoss } from "golden-pipeline/metrics";
import { candidateVersion, model, numericOutputs, outputAt } from "golden-pipeline/model";
import { createManifest, createRegistry } from "golden-pipeline/registry";
import { contract } from "golden-pipeline/schema";
import { registryMirrorChecks } from "golden-pipeline/testing";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { exampleManifest } from "../../../src/testing/example-version.js";
import { promoteBeside } from "../../../src/testing/registry/checked-registry.js";
import { readMirror } from "../../adapters/mlflow/read-mirror.js";
import { askMlflow, url } from "./ask-mlflow.js";

const experiment = `registry ${randomUUID()}`;

/** A registry, and its mirror under a name of its own. */
function opened() {
  const store = createMemoryStore();
  const registry = createRegistry({ store });
  const name = `late-${randomUUID()}`;
  const mirror = createMlflowMirror({ url, experiment, registry, registeredName: () => name });
  return { store, registry, name, mirror };
}

describe("MLflow's own registry", () => {
  for (const { name, run } of registryMirrorChecks(async (registry) => {
    const registered = `late-${randomUUID()}`;
    const open = () => createMlflowMirror({ url, experiment, registry, registeredName: () => registered });
    return {
      mirror: open(),
      reopen: async () => open(),
      async read() {
        const { versions, aliases, count } = await readMirror(url, registered);
        expect(count).toBe(Object.keys(versions).length);
        return { versions, aliases };
      },
      close: async () => undefined,
    };
  }))
    it(name, run);

  it("shows its Python client versions, tags, the run, aliases that follow a promotion and a rollback, and the same bytes", async () => {
    const { store, registry, name, mirror } = opened();
    const runId = `run-${randomUUID()}`;
    const tracker = mlflowTracker({ url, experiment });
    await tracker.start({ runId, name: "training", time: 1 });
    for (const seed of [1, 2]) await registry.register({ ...(await exampleManifest(store, seed)), runId });
    await promoteBeside(registry, 1);
    await registry.alias("late@2", "challenger");
    await mirror.sync("late");
    const ask = () =>
      askMlflow(`
import hashlib, pathlib
named = {a: int(v) for a, v in client.get_registered_model("${name}").aliases.items()}
version = client.get_model_version_by_alias("${name}", "champion")
run = client.get_run(version.run_id)
folder = pathlib.Path(mlflow.artifacts.download_artifacts("models:/${name}@champion"))
info = mlflow.models.get_model_info("models:/${name}@champion")
print(json.dumps({
  "aliases": named, "number": int(version.version), "tags": version.tags, "run": run.data.tags["golden_pipeline.run_id"],
  "files": {f.name: "sha256:" + hashlib.sha256(f.read_bytes()).hexdigest() for f in folder.iterdir()},
  "flavor": info.flavors["golden_pipeline"]["version"], "status": version.status,
}))`);
    const { digest, manifest } = await registry.get("late@1");
    expect(ask()).toMatchObject({
      aliases: { champion: 1, challenger: 2 },
      number: 1,
      status: "READY",
      run: runId,
      flavor: "late@1",
      tags: {
        "golden_pipeline.manifest": digest,
        "golden_pipeline.gate": "pass",
        "golden_pipeline.git.commit": "0123abc",
        "golden_pipeline.dataset.train": "dataset-0",
      },
      files: {
        "manifest.json": digest,
        "model.bin": manifest.model,
        "features.json": manifest.features?.fitted,
        "report.json": manifest.report,
        "profile.json": manifest.profile,
      },
    });

    await promoteBeside(registry, 2);
    await mirror.sync("late");
    expect(ask()).toMatchObject({ aliases: { champion: 2 }, number: 2 });
    await registry.rollback("late", { reason: "slow", by: "ann" });
    await mirror.sync("late");
    const last = expect.stringContaining("rolled back from late@2 to late@1: slow (ann)");
    expect(ask()).toMatchObject({ aliases: { champion: 1 }, number: 1, tags: { "golden_pipeline.event.6": last } });
  });

  it("lets its Python client move an alias, which is seen and moved back", async () => {
    const { store, registry, name, mirror } = opened();
    for (const seed of [1, 2]) await registry.register(await exampleManifest(store, seed));
    await promoteBeside(registry, 1);
    await mirror.sync("late");
    askMlflow(`client.set_registered_model_alias("${name}", "champion", 2)\nprint("{}")`);
    expect((await mirror.sync("late")).foreign).toEqual([{ alias: "champion", expected: 1, found: 2 }]);
    askMlflow(`client.delete_registered_model_alias("${name}", "champion")\nprint("{}")`);
    expect((await mirror.sync("late")).foreign).toEqual([{ alias: "champion", expected: 1, found: undefined }]);
    expect((await readMirror(url, name)).aliases).toEqual({ champion: "late@1" });
  });

  it("gives our versions back bit for bit, to be registered in another store", async () => {
    const { store, registry, name, mirror } = opened();
    await registry.register(await exampleManifest(store, 1));
    await promoteBeside(registry, 1);
    await mirror.sync("late");
    const found = await mlflowModels({ url }).open(name, "champion");
    expect(found.own).toEqual(await registry.resolve("late@1"));
    const other = createMemoryStore();
    const second = createRegistry({ store: other });
    await second.register(await found.restore(other.blobs));
    expect(await second.verify("late@1")).toEqual({ ok: true, findings: [] });
  });

  it("shows a signature that its Python client reads", async () => {
    const { store, registry, name, mirror } = opened();
    const trips = contract(
      "trips",
      z.object({ at: z.date(), distance: z.number(), stops: z.int().nullable(), kind: z.string(), late: z.boolean() }),
      { labels: { late: { knownAt: (trip) => trip.at } }, eventTime: "at" },
    );
    const late = model("late", trips, { target: (trip) => trip.late, kinds: [] });
    await registry.register(await manifestOf(store, late, { kind: "ours@1", bytes: Uint8Array.of(1) }));
    await mirror.sync("late");
    const told = askMlflow(
      `signature = mlflow.models.get_model_info("models:/${name}/1").signature\nprint(json.dumps(signature.to_dict()))`,
    ) as { readonly inputs: string; readonly outputs: string };
    expect(JSON.parse(told.inputs)).toEqual([
      { type: "datetime", name: "at", required: true },
      { type: "double", name: "distance", required: true },
      { type: "long", name: "stops", required: false },
      { type: "string", name: "kind", required: true },
    ]);
    expect(JSON.parse(told.outputs)).toMatchObject([{ type: "double" }]);
  });

  it("gives a model that its Python client made, as a candidate of ours", async () => {
    const name = `foreign-${randomUUID()}`;
    askMlflow(`
import os, tempfile
class Bias(mlflow.pyfunc.PythonModel):
    def predict(self, context, model_input, params=None):
        return [0.25 for _ in model_input]
path = os.path.join(tempfile.mkdtemp(), "weights.json")
json.dump({"bias": 0.25}, open(path, "w"))
mlflow.set_experiment("${experiment}")
with mlflow.start_run():
    mlflow.log_params({"rate": "0.1"})
    mlflow.log_metric("auc", 0.75)
    mlflow.pyfunc.log_model(name="model", python_model=Bias(), artifacts={"weights": path}, registered_model_name="${name}", pip_requirements=[])
client.set_registered_model_alias("${name}", "candidate", 1)
print("{}")`);
    const models = mlflowModels({ url });
    expect((await models.list(name)).map(({ number, aliases }) => [number, aliases])).toEqual([[1, ["candidate"]]]);
    const found = await models.open(name, "candidate");
    expect(found.own).toBeUndefined();
    expect([found.run?.params.get("rate"), found.run?.metrics.get("auc")]).toEqual(["0.1", 0.75]);
    expect(found.description).toMatchObject({ flavors: { python_function: { loader_module: "mlflow.pyfunc.model" } } });

    const bias = mlflowKind({
      kind: "acme-bias@1",
      read: (files) => {
        const { bias } = JSON.parse(new TextDecoder().decode(files.get("artifacts/weights.json")));
        return {
          kind: "acme-bias@1",
          reads: "rows",
          predict: (rows) => numericOutputs("binary", new Float64Array(rows.length).fill(bias)),
        };
      },
    });
    const { store, registry } = opened();
    const trips = contract("trips", z.object({ distance: z.number(), late: z.boolean() }));
    const late = model("late", trips, { target: (trip) => trip.late, kinds: [bias] });
    const { id } = await registry.register(await manifestOf(store, late, { kind: bias.kind, bytes: found.bytes() }));
    const resolved = await registry.resolve(id);
    const served = bias.decode(resolved.model);
    if (served.reads !== "rows") throw new Error("it reads rows");
    expect(outputAt(await served.predict([{ distance: 1 }]), 0)).toBe(0.25);
  });
});

/** A version of a model that was made elsewhere, with a report on two made-up rows. */
async function manifestOf(
  store: ReturnType<typeof createMemoryStore>,
  late: Parameters<typeof createManifest>[1],
  served: { readonly kind: string; readonly bytes: Uint8Array },
) {
  const decision = { threshold: 0.5 };
  const report = evaluatePredictions({
    candidate: { ids: ["a", "b"], outputs: [0.25, 0.25], targets: [0, 1], dataset: "trips@1" },
    candidateVersion: candidateVersion({ ...served, decision }),
    metrics: [logLoss()],
    gate: atMost({ metric: logLoss(), value: 2, minimumClusters: 2 }),
  });
  const trainer = { id: "elsewhere", version: "1.0.0", hyperparameters: {} };
  const from = { trainer, git: { override: "a test" }, runId: `run-${randomUUID()}` };
  return createManifest(store.blobs, late, { ...served, decision, ...from, report });
}
