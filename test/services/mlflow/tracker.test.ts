import { randomUUID } from "node:crypto";
import { createMemoryStore, createRunner, defineStage } from "golden-pipeline";
import { mlflowTracker } from "golden-pipeline/adapters/mlflow";
import { trackerChecks } from "golden-pipeline/testing";
import { describe, expect, it } from "vitest";
import { askMlflow, url } from "./ask-mlflow.js";

/** What MLflow's own Python client says, of an experiment. */
function ask(experiment: string, code: string): unknown {
  return askMlflow(`experiment = client.get_experiment_by_name("${experiment}")\n${code}`);
}

describe("MLflow itself", () => {
  for (const { name, run } of trackerChecks(async () => {
    const tracker = mlflowTracker({ url, experiment: randomUUID() });
    return { tracker, read: (runId) => tracker.read(runId), close: async () => undefined };
  }))
    it(name, run);

  it("gives back what its columns would change: infinite numbers, long texts, params told again", async () => {
    const tracker = mlflowTracker({ url, experiment: randomUUID() });
    const { blobs } = createMemoryStore();
    const metric = (name: string, step: number, value: number) =>
      ({ type: "metric", stage: "a", name, step, value, time: 5 + step }) as const;
    const odd = ["", "200", "null", "{", "späte Züge", "x".repeat(7000), "y".repeat(5500)];
    await tracker.start({ runId: "odd", name: "odd", time: 1.5 });
    await tracker.log(
      "odd",
      [
        metric("m", 0, Number.NaN),
        metric("m", 1, Number.POSITIVE_INFINITY),
        metric("m", 2, Number.NEGATIVE_INFINITY),
        metric("m", -3, 1e-300),
        ...odd.map((value, index) => ({ type: "param", stage: "a", name: `p:${index}`, value }) as const),
        ...odd.map((value, index) => ({ type: "tag", stage: "b/c", name: `t/${index}`, value }) as const),
        { type: "param", stage: "a", name: "changed", value: { rate: Number.NaN } },
        {
          type: "artifact",
          stage: "b/c",
          name: "empty #1.txt",
          digest: await blobs.put(new Uint8Array()),
          bytes: 0,
          mediaType: "text/plain",
        },
      ],
      blobs,
    );
    await tracker.log("odd", [{ type: "param", stage: "a", name: "changed", value: 2 }], blobs);
    await tracker.log(
      "odd",
      [
        { type: "param", stage: "a", name: "p:5", value: "short" },
        { type: "tag", stage: "b/c", name: "t/5", value: "short" },
      ],
      blobs,
    );
    const { metrics, params, tags, artifacts } = await tracker.read("odd");
    expect(metrics[0]?.points.map(({ step, value }) => [step, value])).toEqual([
      [-3, 1e-300],
      [0, Number.NaN],
      [1, Number.POSITIVE_INFINITY],
      [2, Number.NEGATIVE_INFINITY],
    ]);
    const now = odd.with(5, "short");
    const values = (list: readonly { readonly name: string; readonly value: unknown }[]) =>
      Object.fromEntries(list.map(({ name, value }) => [name, value]));
    expect(values(params)).toEqual({
      ...Object.fromEntries(now.map((value, index) => [`p:${index}`, value])),
      changed: 2,
    });
    expect(values(tags)).toEqual(Object.fromEntries(now.map((value, index) => [`t/${index}`, value])));
    expect(artifacts).toMatchObject([{ stage: "b/c", name: "empty #1.txt", bytes: 0 }]);
  });

  it("shows its Python client a run with steps, an artifact and nested runs", async () => {
    const experiment = `seen ${randomUUID()}`;
    const search = defineStage({
      id: "acme/search",
      version: "1.0.0",
      run: (rates: readonly number[], { tracker }) => {
        tracker.params({ rates, solver: "newton" });
        tracker.tags({ team: "delays" });
        for (const [index, rate] of rates.entries()) {
          const trial = tracker.nested(`trial-${index}`);
          for (let step = 0; step < 1200; step++) trial.metrics({ loss: rate / (1 + step) }, step);
          trial.finish();
        }
        tracker.artifact("notes.txt", new TextEncoder().encode("späte Züge"), { mediaType: "text/plain" });
        return rates.length;
      },
    });
    const store = createMemoryStore();
    await createRunner({ store, tracker: mlflowTracker({ url, experiment }), trackerWaitMilliseconds: 60_000 }).run(
      search,
      [0.1, 0.3],
      { runId: "search-1" },
    );
    const told = ask(
      experiment,
      `
runs = client.search_runs([experiment.experiment_id])
by = {r.info.run_name: r for r in runs}
root = [r for r in runs if "mlflow.parentRunId" not in r.data.tags][0]
path = [k for k in root.data.tags if k.startswith("golden_pipeline.artifact/")][0].removeprefix("golden_pipeline.artifact/")
file = mlflow.artifacts.download_artifacts(run_id=root.info.run_id, artifact_path=path)
history = client.get_metric_history(by["trial-1"].info.run_id, [*by["trial-1"].data.metrics][0])
print(json.dumps({
  "params": root.data.params, "status": root.info.status, "team": [v for k, v in root.data.tags.items() if k.endswith("/team")],
  "children": sorted(r.info.run_name for r in runs if r.data.tags.get("mlflow.parentRunId") == root.info.run_id),
  "child": by["trial-0"].info.status, "steps": len(history), "last": [m.value for m in history if m.step == 1199],
  "file": open(file, encoding="utf8").read(),
}))`,
    );
    expect(told).toEqual({
      params: { "acme/search/rates": "[0.1,0.3]", "acme/search/solver": "newton" },
      status: "FINISHED",
      team: ["delays"],
      children: ["trial-0", "trial-1"],
      child: "FINISHED",
      steps: 1200,
      last: [0.3 / 1200],
      file: "späte Züge",
    });
  });

  it("refuses runs of an experiment that was deleted, and says so", async () => {
    const experiment = randomUUID();
    const tracker = mlflowTracker({ url, experiment });
    await tracker.start({ runId: "r", name: "r", time: 1 });
    ask(experiment, "client.delete_experiment(experiment.experiment_id)\nprint('{}')");
    const later = mlflowTracker({ url, experiment });
    await expect(later.start({ runId: "r", name: "r", time: 1 })).rejects.toThrow("it was deleted: restore it");
  });
});
