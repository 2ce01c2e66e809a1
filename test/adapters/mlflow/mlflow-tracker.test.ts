import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createMemoryStore, createRunner, defineStage } from "golden-pipeline";
import { mlflowTracker } from "golden-pipeline/adapters/mlflow";
import { trackerChecks } from "golden-pipeline/testing";
import { describe, expect, it } from "vitest";
import { serviceFailure } from "../service-failure.js";
import { startFakeMlflow } from "./fake-mlflow.js";

const { blobs } = createMemoryStore();
const experiment = "late-flights";
const metric = (name: string, step: number, value: number) =>
  ({ type: "metric", stage: "train", name, step, value, time: 1000 + step }) as const;
const param = (name: string, value: string | number) => ({ type: "param", stage: "train", name, value }) as const;

describe("the tracker for MLflow", () => {
  for (const { name, run } of trackerChecks(async () => {
    const { url, close } = await startFakeMlflow();
    const tracker = mlflowTracker({ url, experiment });
    return { tracker, read: (runId) => tracker.read(runId), close };
  }))
    it(name, run);

  it("gives back what MLflow's columns would change: infinite numbers, long and odd texts, params told again", async () => {
    const { url, close, runs } = await startFakeMlflow();
    const tracker = mlflowTracker({ url, experiment });
    const odd = ["", "200", "null", "{", "späte Züge", "x".repeat(7000), "y".repeat(5500)];
    await tracker.start({ runId: "odd", name: "odd", time: 1.5 });
    await tracker.log(
      "odd",
      [
        metric("m", 0, Number.NaN),
        metric("m", 1, Number.POSITIVE_INFINITY),
        metric("m", 2, Number.NEGATIVE_INFINITY),
        ...odd.map((value, index) => param(`p:${index}`, value)),
        ...odd.map((value, index) => ({ type: "tag", stage: "b/c", name: `t/${index}`, value }) as const),
        param("rate", 1),
        param("rate", 2),
      ],
      blobs,
    );
    await tracker.log("odd", [param("rate", 3), param("p:5", "short")], blobs);
    await tracker.log("odd", [param("rate", 1), { type: "tag", stage: "b/c", name: "t/5", value: "short" }], blobs);
    const { metrics, params, tags } = await tracker.read("odd");
    expect(metrics[0]?.points.map(({ value }) => value)).toEqual([
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
    ]);
    const now = odd.with(5, "short");
    const values = (list: readonly { readonly name: string; readonly value: unknown }[]) =>
      Object.fromEntries(list.map(({ name, value }) => [name, value]));
    expect(values(params)).toEqual({
      ...Object.fromEntries(now.map((value, index) => [`p:${index}`, value])),
      rate: 1,
    });
    expect(values(tags)).toEqual(Object.fromEntries(now.map((value, index) => [`t/${index}`, value])));
    expect([...(runs.values().next().value?.params.keys() ?? [])]).toContain("train/p_x3a_0");
    await close();
  });

  it("takes up a run again in the same run of MLflow's, and is told of params that another process set meanwhile", async () => {
    const { url, close, runs } = await startFakeMlflow();
    const [one, other] = [mlflowTracker({ url, experiment }), mlflowTracker({ url, experiment })];
    await one.start({ runId: "r", name: "r", time: 1 });
    await one.log("r", [param("a", 1)], blobs);
    await other.log("r", [param("b", 1)], blobs);
    await one.log("r", [param("b", 2), metric("loss", 0, 1)], blobs);
    await other.start({ runId: "r", name: "r", time: 9 });
    await other.log("r", [param("a", 2)], blobs);
    await other.finish("r", "succeeded", 10);
    expect(runs.size).toBe(1);
    const { params, metrics, startedAt, status } = await one.read("r");
    expect(params.map(({ name, value }) => [name, value])).toEqual([
      ["a", 2],
      ["b", 2],
    ]);
    expect([metrics[0]?.points.length, startedAt, status]).toEqual([1, 1, "succeeded"]);
    await close();
  });

  it("keeps its batches within what MLflow takes", async () => {
    const { url, close, calls } = await startFakeMlflow();
    const tracker = mlflowTracker({ url, experiment });
    await tracker.start({ runId: "many", name: "many", time: 1 });
    const entries = Array.from({ length: 250 }, (_, index) => [
      param(`p${index}`, "é".repeat(5000)),
      metric("loss", index, index),
    ]);
    await tracker.log(
      "many",
      [...entries.flat(), ...Array.from({ length: 2000 }, (_, step) => metric("cost", step, 1))],
      blobs,
    );
    const batches = calls.filter(({ path }) => path === "runs/log-batch").map(({ body }) => JSON.stringify(body));
    expect(Math.max(...batches.map((body) => Buffer.byteLength(body)))).toBeLessThan(1_000_000);
    const { params, metrics } = await tracker.read("many");
    expect([params.length, metrics.map(({ points }) => points.length)]).toEqual([250, [250, 2000]]);
    await close();
  });

  it("tells again what a busy server refused, and nothing arrives twice", async () => {
    let refusals = 2;
    const { url, close, runs } = await startFakeMlflow({
      fails: (path) => (path.endsWith("log-batch") && refusals-- > 0 ? 503 : undefined),
    });
    const tracker = mlflowTracker({ url, experiment });
    await tracker.start({ runId: "r", name: "r", time: 1 });
    await tracker.log("r", [metric("loss", 0, 1)], blobs);
    expect((await tracker.read("r")).metrics[0]?.points).toEqual([{ step: 0, time: 1000, value: 1 }]);
    expect(runs.size).toBe(1);
    await close();
  });

  it("costs a run nothing but its entries where the server is gone", async () => {
    const { url, close } = await startFakeMlflow();
    await close();
    const told: unknown[] = [];
    const stage = defineStage({
      id: "work",
      version: "1.0.0",
      run: (value: number, { tracker }) => {
        tracker.metrics({ value });
        return value + 1;
      },
    });
    const note = (facts: unknown): void => void told.push(facts);
    const log = { debug: note, info: note, warn: note, error: note };
    const runner = createRunner({ store: createMemoryStore(), tracker: mlflowTracker({ url, experiment }), log });
    expect((await runner.run(stage, 1, { runId: "r" })).output).toBe(2);
    expect(told).toContainEqual({ lost: 1 });
  });

  it("is refused with what MLflow says, and the credentials never stand in a message", async () => {
    const { url, close } = await startFakeMlflow({ password: "right-password" });
    const tracker = mlflowTracker({ url, experiment, headers: { authorization: "Bearer wrong-password" } });
    const wrong = await serviceFailure(tracker.start({ runId: "r", name: "r", time: 1 }));
    expect(wrong).toMatchObject({ status: 401, retryable: false });
    expect(wrong.message).toContain("[redacted]");
    expect(wrong.message).not.toContain("wrong-password");
    await close();
  });

  it("says what is missing: a run, an experiment that is gone, a run id that cannot be asked for", async () => {
    const { url, close, experiments } = await startFakeMlflow();
    const tracker = mlflowTracker({ url, experiment });
    await expect(tracker.read("nowhere")).rejects.toThrow("run nowhere");
    await expect(tracker.start({ runId: "it's", name: "r", time: 1 })).rejects.toThrow("a run id without quotes");
    await tracker.start({ runId: "r", name: "r", time: 1 });
    experiments.clear();
    const gone = await serviceFailure(tracker.start({ runId: "new", name: "r", time: 1 }));
    expect(gone).toMatchObject({ status: 404, retryable: false });
    await close();
  });

  it("of a server that hangs, or whose answer is cut, fails within its time", async () => {
    const cut = { hangs: "", half: '{"experiment": {"experim', other: "{}" };
    let deed: keyof typeof cut = "hangs";
    const server = createServer((_, response) => {
      if (deed !== "hangs") response.end(cut[deed]);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const tracker = mlflowTracker({ url, experiment, timeoutMilliseconds: 200 });
    const start = () => serviceFailure(tracker.start({ runId: "r", name: "r", time: 1 }));
    expect((await start()).message).toContain("got none within 200 ms");
    deed = "half";
    expect((await start()).message).toContain("got something that is not JSON");
    deed = "other";
    expect((await start()).message).toContain("Expected an answer with experiment.experiment_id");
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it("refuses artifacts that the server does not pass on, after the numbers have arrived", async () => {
    const { url, close, runs } = await startFakeMlflow();
    const tracker = mlflowTracker({ url, experiment });
    await tracker.start({ runId: "r", name: "r", time: 1 });
    for (const { info } of runs.values()) info.artifact_uri = "s3://bucket/secret/1/artifacts";
    await tracker.start({ runId: "r", name: "r", time: 1 });
    const digest = await blobs.put(new Uint8Array([1]));
    const artifact = { type: "artifact", stage: "train", name: "a", digest, mediaType: "text/plain" } as const;
    await expect(tracker.log("r", [artifact, metric("loss", 0, 1)], blobs)).rejects.toThrow(
      /got s3:: start it with --serve-artifacts/,
    );
    expect((await tracker.read("r")).metrics.length).toBe(1);
    await close();
  });
});
