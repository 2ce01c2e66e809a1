import { spawn } from "node:child_process";
import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createMemoryStore, createRunner, defineStage } from "golden-pipeline";
import { wandbTracker } from "golden-pipeline/adapters/wandb";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { frameRecords, logHeader } from "../../../src/adapters/wandb/record-log.js";
import { startRecorder } from "./recorder.js";
import { apiKey, askPython, sync } from "./sync.js";

const { blobs } = createMemoryStore();
const day = Date.UTC(2001, 0, 1);
const metric = (name: string, step: number, value: number, stage = "train") =>
  ({ type: "metric", stage, name, step, value, time: day + step }) as const;

let place: string;
let folder: string;
let recorder: Awaited<ReturnType<typeof startRecorder>>;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), "wandb-"));
  folder = join(place, "wandb");
  recorder = await startRecorder();
});
afterEach(async () => {
  await recorder.close();
  await rm(place, { recursive: true });
});

const tracker = (options: { readonly entity?: string } = {}) =>
  wandbTracker({ folder, project: "late-flights", ...options });
/** W&B writes NaN as it is. */
const rowsOf = (run: string) =>
  (recorder.runs.get(run)?.history ?? []).map((line) => JSON.parse(line.replaceAll(/:(-?)(NaN|Infinity)/g, ':"$1$2"')));
const filesOf = async () =>
  (await readdir(folder, { recursive: true }))
    .filter((name) => name.endsWith(".wandb"))
    .map((name) => join(folder, name))
    .sort();

describe("wandb sync", () => {
  it("delivers every row, param, tag and artifact, and how the run ended", async () => {
    const search = defineStage({
      id: "acme/search",
      version: "1.0.0",
      run: (rates: readonly number[], { tracker: own }) => {
        own.params({ rates, solver: "newton" });
        own.tags({ team: "delays" });
        for (let step = 0; step < 2000; step++) own.metrics({ loss: 1 / (1 + step), auc: step / 2000 }, step);
        own.artifact("notes.txt", new TextEncoder().encode("converged"), { mediaType: "text/plain" });
        const trial = own.nested("trial-0");
        trial.metrics({ loss: Number.NaN });
        trial.finish("failed");
        return rates.length;
      },
    });
    await createRunner({ store: createMemoryStore(), tracker: tracker() }).run(search, [0.1, 0.3], {
      runId: "search-1",
    });
    await sync(folder, recorder.url);

    const run = recorder.runs.get("search-1");
    expect([recorder.unknown, run?.displayName, run?.exitCode, run?.resumes]).toEqual([[], "acme/search", 0, 0]);
    const rows = rowsOf("search-1");
    expect(rows.map((row) => row._step)).toEqual(Array.from({ length: 2000 }, (_, step) => step));
    expect(rows[7]).toMatchObject({ "acme/search/loss": 1 / 8, "acme/search/auc": 7 / 2000, "acme/search/_step": 7 });
    expect(run?.config["acme/search"]?.value).toEqual({ rates: [0.1, 0.3], solver: "newton" });
    expect(run?.config.golden_pipeline?.value).toMatchObject({
      run_id: "search-1",
      status: "succeeded",
      tags: { "acme/search": { team: "delays" } },
    });
    expect(JSON.parse(run?.summary ?? "")).toMatchObject({ "acme/search/loss": 1 / 2000, "acme/search/_step": 1999 });

    const [trial] = [...recorder.runs.values()].filter(({ group }) => group === "search-1");
    expect([trial?.displayName, trial?.exitCode, trial?.history[0]]).toEqual([
      "trial-0",
      1,
      expect.stringContaining("NaN"),
    ]);

    const [artifact, ...others] = recorder.artifacts;
    expect([others, artifact?.committed, artifact?.collection]).toEqual([
      [],
      true,
      expect.stringMatching(/^run-search-1-/),
    ]);
    // The digest that W&B's own client, 0.31, gave an artifact of the same file.
    expect(artifact?.digest).toBe("548224d3c639dbe54e5a35de37f0fa59");
    expect(Buffer.from(artifact?.files.get("notes.txt") ?? []).toString()).toBe("converged");
    const manifest = JSON.parse(Buffer.from(artifact?.files.get("wandb_manifest.json") ?? []).toString());
    expect(manifest.contents["notes.txt"]).toMatchObject({ digest: "feM2Fdf7wct7xgjRLxmT0g==", size: 9 });
  });

  it("puts the rows of a run that was taken up again after those before, with the params of both", async () => {
    const param = (name: string, value: string) => ({ type: "param", stage: "train", name, value }) as const;
    for (const [part, name] of ["a", "b", "c"].entries()) {
      const own = tracker({ entity: "ann" });
      await own.start({ runId: "again", name: "again", time: day });
      await own.log(
        "again",
        [param(name, "told"), metric("loss", 2 * part, part), metric("loss", 2 * part + 1, part)],
        blobs,
      );
      await own.finish("again", part === 0 ? "failed" : "succeeded", day + part);
    }
    await sync(folder, recorder.url);
    const rows = rowsOf("again").map((row) => [row._step, row["train/_step"], row["train/loss"]]);
    expect(rows).toEqual([0, 1, 2, 3, 4, 5].map((step) => [step, step, Math.floor(step / 2)]));
    const run = recorder.runs.get("again");
    expect([run?.config.train?.value, run?.exitCode, run?.resumes]).toEqual([
      { a: "told", b: "told", c: "told" },
      0,
      2,
    ]);
  });

  it("goes on after what was synced and cleaned away", async () => {
    for (const step of [0, 1]) {
      const own = tracker();
      await own.start({ runId: "cleaned", name: "cleaned", time: day });
      await own.log("cleaned", [metric("loss", step, step)], blobs);
      await own.finish("cleaned", "succeeded", day);
      await sync(folder, recorder.url);
      for (const name of await readdir(folder))
        if (name.startsWith("offline-run")) await rm(join(folder, name), { recursive: true });
    }
    expect(rowsOf("cleaned").map((row) => [row._step, row["train/loss"]])).toEqual([
      [0, 0],
      [1, 1],
    ]);
  });

  it("delivers everything that a killed process had told, as of a run that failed, and the rest when it is taken up again", async () => {
    const child = spawn(process.execPath, ["--import", "tsx", "test/services/wandb/children/tell.ts", folder], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const ended = new Promise((done) => child.once("close", done));
    let told = -1;
    for await (const line of createInterface({ input: child.stdout })) {
      told = Number(line);
      if (told === 200) child.kill("SIGKILL");
    }
    await ended;
    await sync(folder, recorder.url);
    const steps = () => rowsOf("killed").map((row) => [row._step, row["train/_step"]]);
    const count = steps().length;
    expect(count).toBeGreaterThan(told);
    expect(steps()).toEqual(Array.from({ length: count }, (_, step) => [step, step]));
    expect(recorder.runs.get("killed")?.exitCode).toBe(1);

    const own = tracker();
    await own.start({ runId: "killed", name: "killed", time: day });
    await own.log("killed", [metric("loss", count, 0)], blobs);
    await own.finish("killed", "succeeded", day);
    await sync(folder, recorder.url);
    expect(steps()).toEqual(Array.from({ length: count + 1 }, (_, step) => [step, step]));
    expect([recorder.runs.get("killed")?.exitCode, (await own.read("killed")).metrics[0]?.points.length]).toEqual([
      0,
      count + 1,
    ]);
  });

  it("delivers what stands before a torn record, and says that it is torn", async () => {
    const own = tracker();
    await own.start({ runId: "torn", name: "torn", time: day });
    await own.log("torn", [metric("loss", 0, 1), metric("loss", 1, 0.5)], blobs);
    const [path = ""] = await filesOf();
    await appendFile(path, (await readFile(path)).subarray(7, 20)); // the beginning of a record
    const told = await sync(folder, recorder.url);
    expect(told).toContain("the file ends with an incomplete record");
    expect(rowsOf("torn").map((row) => row["train/loss"])).toEqual([1, 0.5]);

    // The client would stop there again, before what comes later: who takes the run up mends it.
    const again = tracker();
    await again.start({ runId: "torn", name: "torn", time: day });
    await again.log("torn", [metric("loss", 2, 0.25)], blobs);
    await again.finish("torn", "succeeded", day);
    expect(await sync(folder, recorder.url)).not.toContain("incomplete");
    expect(rowsOf("torn").map((row) => row["train/loss"])).toEqual([1, 0.5, 0.25]);
  });

  it("goes on with what is told after a sync in the midst of a run", async () => {
    const own = tracker();
    await own.start({ runId: "midst", name: "midst", time: day });
    for (const step of [0, 1, 2]) {
      await own.log("midst", [metric("loss", step, step)], blobs);
      await sync(folder, recorder.url);
    }
    await own.finish("midst", "succeeded", day);
    await sync(folder, recorder.url);
    expect(rowsOf("midst").map((row) => [row._step, row["train/loss"]])).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
    ]);
    expect(recorder.runs.get("midst")?.exitCode).toBe(0);
  });

  it("says so where a byte was changed, as our reader does", async () => {
    const own = tracker();
    await own.start({ runId: "flipped", name: "flipped", time: day });
    for (let step = 0; step < 20; step++) await own.log("flipped", [metric("loss", step, step)], blobs);
    await own.finish("flipped", "succeeded", day);
    const [path = ""] = await filesOf();
    const bytes = await readFile(path);
    bytes.writeUInt8(bytes.readUInt8(800) ^ 1, 800);
    await writeFile(path, bytes);
    expect(await sync(folder, recorder.url)).toContain("checksum mismatch");
    await expect(own.read("flipped")).rejects.toThrow(/Expected a chunk with its own checksum at byte \d+/);
  });

  it("tells the server the key, which stands in nothing that was written or told", async () => {
    const own = tracker();
    await own.start({ runId: "secret", name: "secret", time: day });
    await own.finish("secret", "succeeded", day);
    await sync(folder, recorder.url);
    expect([...recorder.keys].filter((head) => head !== undefined)).toEqual([
      `Basic ${Buffer.from(`api:${apiKey}`).toString("base64")}`,
    ]);
    const written = await Promise.all((await filesOf()).map((path) => readFile(path, "latin1")));
    expect([...written, ...recorder.told].some((text) => text.includes(apiKey))).toBe(false);
  });
});

/** Reads a file record by record as W&B's DataStore does, which checks each, and writes them again. */
const readAgain = (check: string): string => `
from wandb.proto import wandb_internal_pb2 as pb
from wandb.sdk.internal.datastore import DataStore
store, copy, found = DataStore(), DataStore(), {}
store.open_for_scan(path)
copy.open_for_write(path + ".copy")
number = 0
while (data := store.scan_data()) is not None:
    number += 1
    ${check}
    found[what] = found.get(what, 0) + 1
    copy._write_data(data)
copy.close()
print(json.dumps({"found": found, "same": open(path, "rb").read() == open(path + ".copy", "rb").read()}))`;

describe("W&B's DataStore", () => {
  it("reads every record of a run, and writes the same bytes of them", async () => {
    const own = tracker();
    await own.start({ runId: "store", name: "store", time: day });
    const long = "x".repeat(100_000); // in several blocks
    await own.log("store", [{ type: "param", stage: "a", name: "long", value: long }, metric("loss", 0, 1)], blobs);
    for (let step = 0; step < 700; step++) await own.log("store", [metric("loss", step, step)], blobs);
    await own.finish("store", "succeeded", day);
    const [path = ""] = await filesOf();
    const check =
      "record = pb.Record.FromString(data); assert record.num == number; what = record.WhichOneof('record_type')";
    const found = { header: 1, run: 1, metric: 2, history: 701, summary: 701, config: 2, exit: 1 };
    expect(await askPython(path, readAgain(check))).toEqual({ found, same: true });
  });

  it("has blocks that end in the same places, whatever is left of one", async () => {
    const path = join(place, "blocks.wandb");
    let file = Buffer.from(logHeader);
    let records = 0;
    const add = (length: number): void => {
      file = Buffer.concat([file, frameRecords([new Uint8Array(length).fill(1)], file.length)]);
      records++;
    };
    for (let left = 0; left < 20; left++) {
      add(100);
      add(32_768 - (file.length % 32_768) - 7 - left);
      add(50);
      add(70_000);
    }
    await writeFile(path, file);
    expect(await askPython(path, readAgain("what = 'record'"))).toEqual({ found: { record: records }, same: true });
  });
});
