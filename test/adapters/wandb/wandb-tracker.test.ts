import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMemoryStore, createRunner, defineStage } from "golden-pipeline";
import { wandbTracker } from "golden-pipeline/adapters/wandb";
import { trackerChecks } from "golden-pipeline/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readRunFile } from "../../../src/adapters/wandb/run-files.js";

const { blobs } = createMemoryStore();
const metric = (name: string, step: number, value: number) =>
  ({ type: "metric", stage: "train", name, step, value, time: 1000.5 + step }) as const;
const param = (name: string, value: string | number) => ({ type: "param", stage: "train", name, value }) as const;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "wandb-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const create = () => wandbTracker({ folder, project: "late-flights" });
const begin = async (runId: string) => {
  const tracker = create();
  await tracker.start({ runId, name: runId, time: 1 });
  return tracker;
};
const filesOf = async () =>
  (await readdir(folder, { recursive: true }))
    .filter((name) => name.endsWith(".wandb"))
    .map((name) => join(folder, name));

describe("the tracker for W&B", () => {
  for (const { name, run } of trackerChecks(async () => {
    const tracker = create();
    return { tracker, read: (runId) => tracker.read(runId), close: async () => undefined };
  }))
    it(name, run);

  it("gives back infinite numbers, odd names and texts, params told again", async () => {
    const tracker = await begin("odd");
    const odd = ["", "200", "null", "{", "späte Züge", "x".repeat(70_000), "_step", "a/b", "_x2f_"];
    const tag = (name: string, value: string) => ({ type: "tag", stage: "b/c", name, value }) as const;
    await tracker.log(
      "odd",
      [
        metric("m", -3, 1e-300),
        metric("m", 0, Number.NaN),
        metric("m", 1, Number.POSITIVE_INFINITY),
        metric("m", 2, Number.NEGATIVE_INFINITY),
        ...odd.slice(6).map((name) => metric(name, 0, 7)),
        ...odd.map((value) => param(`p:${value}`, value)),
        ...odd.map((value) => tag(`t:${value}`, value)),
        param("rate", 1),
        param("rate", 2),
        { type: "param", stage: "train", name: "nested", value: { rates: [Number.NaN], $float: "x" } },
      ],
      blobs,
    );
    await tracker.log("odd", [param("rate", 3)], blobs);
    const { metrics, params, tags } = await tracker.read("odd");
    expect(metrics.find(({ name }) => name === "m")?.points).toEqual(
      [
        [-3, 1e-300],
        [0, Number.NaN],
        [1, Number.POSITIVE_INFINITY],
        [2, Number.NEGATIVE_INFINITY],
      ].map(([step = 0, value]) => ({ step, value, time: 1000.5 + step })),
    );
    expect(metrics.map(({ name }) => name).sort()).toEqual(["_step", "_x2f_", "a/b", "m"]);
    expect(tags).toEqual(odd.map((value) => ({ stage: "b/c", name: `t:${value}`, value })));
    expect(params.map(({ name, value }) => [name, value])).toEqual([
      ...odd.map((value) => [`p:${value}`, value]),
      ["rate", 3],
      ["nested", { rates: [Number.NaN], $float: "x" }],
    ]);
  });

  it("makes a row of what a stage tells of one step in one moment, and says once what steps its metrics have", async () => {
    const tracker = await begin("rows");
    await tracker.log(
      "rows",
      [metric("loss", 0, 1), metric("auc", 0, 0.5), metric("loss", 1, 1), metric("loss", 1, 2)],
      blobs,
    );
    await tracker.log("rows", [metric("loss", 2, 1)], blobs);
    const [path = ""] = await filesOf();
    const records = await readRunFile(path);
    const rows = records.flatMap(
      (record) =>
        record
          .message(2)
          ?.messages(1)
          .map((item) => `${item.text(2)} ${item.text(16)}`)
          .join(", ") ?? [],
    );
    const row = (step: number, values: string, index: number) =>
      `train/_step ${step}, ${values}, _timestamp ${(1000.5 + step) / 1000}, _runtime ${(999.5 + step) / 1000}, _step ${index}`;
    expect(rows).toEqual([
      row(0, "train/loss 1, train/auc 0.5", 0),
      row(1, "train/loss 1", 1),
      row(1, "train/loss 2", 2),
      row(2, "train/loss 1", 3),
    ]);
    const metrics = records.flatMap((record) => record.message(12) ?? []).map((one) => [one.text(1), one.text(4)]);
    expect(metrics).toEqual([
      ["train/_step", ""],
      ["train/loss", "train/_step"],
      ["train/auc", "train/_step"],
    ]);
    expect((await tracker.read("rows")).metrics[0]?.points.map(({ value }) => value)).toEqual([1, 2, 1]);
  });

  it("keeps an artifact in the run's folder, under the digests that W&B's own client gave the same file", async () => {
    const tracker = await begin("files");
    const digest = await blobs.put(new TextEncoder().encode("converged"));
    await tracker.log(
      "files",
      [{ type: "artifact", stage: "train", name: "notes.txt", digest, mediaType: "text/plain" }],
      blobs,
    );
    const [path = ""] = await filesOf();
    const [artifact] = (await readRunFile(path)).flatMap((record) => record.message(8) ?? []);
    // Of wandb 0.31: `wandb.Artifact("notes", "file")` with a file notes.txt of nine bytes, `converged`.
    expect(artifact?.text(6)).toBe("548224d3c639dbe54e5a35de37f0fa59");
    const entry = artifact?.message(12)?.message(4);
    expect([entry?.text(1), entry?.text(2), entry?.count(4)]).toEqual(["notes.txt", "feM2Fdf7wct7xgjRLxmT0g==", 9]);
    expect(await readFile(entry?.text(6) ?? "", "utf8")).toBe("converged");
    expect((await tracker.read("files")).artifacts).toEqual([
      { stage: "train", name: "notes.txt", digest, mediaType: "text/plain" },
    ]);
  });

  it("keeps the numbers of a call whose artifact is not there", async () => {
    const tracker = await begin("gone");
    const artifact = {
      type: "artifact",
      stage: "train",
      name: "a",
      digest: `sha256:${"0".repeat(64)}`,
      mediaType: "text/plain",
    } as const;
    await expect(tracker.log("gone", [artifact, metric("loss", 0, 1)], blobs)).rejects.toThrow("got nothing");
    expect((await tracker.read("gone")).metrics.length).toBe(1);
  });

  it("begins another file when a run is taken up again, in the same second too, and by workers that only have a part of it", async () => {
    const [one, other, worker] = [await begin("r"), await begin("r"), create()];
    for (const [step, tracker] of [one, other, worker].entries())
      await tracker.log("r", [metric("loss", step, step)], blobs);
    await worker.flush("r");
    await other.finish("r", "succeeded", 10);
    const { metrics, name, status, startedAt } = await one.read("r");
    expect([metrics[0]?.points.length, name, startedAt]).toEqual([3, "r", 1]);
    expect((await filesOf()).length).toBe(3);
    // Of the three only the first does not go on from what the server has.
    const resumes = await Promise.all(
      (await filesOf()).map(
        async (path) => (await readRunFile(path)).map((record) => record.message(17)?.count(24))[1],
      ),
    );
    expect(resumes.sort()).toEqual([0, 1, 1]);
    expect(status).toBe("succeeded");
  });

  it("begins another file where the first was synced meanwhile", async () => {
    const tracker = await begin("synced");
    await tracker.log("synced", [metric("loss", 0, 1)], blobs);
    const [path = ""] = await filesOf();
    await writeFile(`${path}.synced`, ""); // as `wandb sync` does
    await tracker.log("synced", [metric("loss", 1, 1)], blobs);
    expect((await filesOf()).length).toBe(2);
    expect((await tracker.read("synced")).metrics[0]?.points.length).toBe(2);
  });

  it("takes away what a torn write has left, when the run is taken up again", async () => {
    const tracker = await begin("torn");
    await tracker.log("torn", [metric("loss", 0, 1)], blobs);
    const [path = ""] = await filesOf();
    const whole = await readFile(path);
    await appendFile(path, whole.subarray(7, 20));
    expect((await create().read("torn")).metrics[0]?.points.length).toBe(1);
    await begin("torn");
    expect(await readFile(path)).toEqual(whole);
  });

  it("costs a run nothing but its entries where the folder cannot be written", async () => {
    await rm(folder, { recursive: true });
    await writeFile(folder, "a file");
    const told: unknown[] = [];
    const note = (facts: unknown): void => void told.push(facts);
    const log = { debug: note, info: note, warn: note, error: note };
    const stage = defineStage({
      id: "work",
      version: "1.0.0",
      run: (value: number, { tracker }) => {
        tracker.metrics({ value });
        return value + 1;
      },
    });
    const runner = createRunner({ store: createMemoryStore(), tracker: create(), log });
    expect((await runner.run(stage, 1, { runId: "r" })).output).toBe(2);
    expect(told).toContainEqual({ lost: 1 });
  });

  it("says what is missing or not allowed: a run, a folder, a project's name", async () => {
    await expect(create().read("nowhere")).rejects.toThrow(`run nowhere in ${folder}`);
    await expect(wandbTracker({ folder: join(folder, "none"), project: "a" }).read("r")).rejects.toThrow("run r in");
    expect(() => wandbTracker({ folder, project: "late/flights" })).toThrow("without / \\ # ? % :");
  });
});
