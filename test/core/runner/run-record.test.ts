import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import {
  createMemoryStore,
  createRunner,
  createSimulatedClock,
  defineStage,
  MissingError,
  pipeline,
  readRun,
} from "../../../src/core/index.js";

const environment = { GIT_COMMIT: "abc123" };
const trim = defineStage({
  id: "trim",
  version: "1.0.0",
  params: { characters: " " },
  run: (text: string) => text.trim(),
});
const length = defineStage({ id: "length", version: "2.0.0", run: (text: string) => text.length });
const measure = pipeline("measure", trim).pipe(length);

describe("a run record", () => {
  it("tells what was run, on what, and how it went", async () => {
    const clock = createSimulatedClock(1000);
    const slow = defineStage({
      id: "slow",
      version: "1.0.0",
      run: (value: number) => {
        clock.advance(5);
        return value;
      },
    });
    const store = createMemoryStore();
    const { output, record } = await createRunner({ store, clock, environment }).run(measure.pipe(slow), " ab ", {
      runId: "r",
      seed: 7,
    });
    expect(output).toBe(2);
    expect(record).toMatchObject({
      runId: "r",
      status: "succeeded",
      seed: 7,
      resumes: 0,
      startedAt: 1000,
      endedAt: 1005,
      stage: {
        id: "measure",
        fingerprint: measure.pipe(slow).fingerprint,
        children: [{ id: "trim", params: { characters: " " } }, { id: "length" }, {}],
      },
      surroundings: {
        git: { from: "environment", commit: "abc123" },
        lockfile: { name: "package-lock.json" },
        runtime: {
          node: process.versions.node,
          v8: process.versions.v8,
          platform: process.platform,
          arch: process.arch,
        },
      },
      stages: [
        { path: "trim", id: "trim", fingerprint: trim.fingerprint, status: "succeeded", attempt: 1 },
        { path: "length", status: "succeeded" },
        { path: "slow", status: "succeeded", startedAt: 1000, endedAt: 1005 },
      ],
    });
    const [first, second] = record.stages;
    expect(first?.output).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(second?.input).toBe(first?.output);
  });

  it("is read back from the store as it was given", async () => {
    const store = createMemoryStore();
    const { record } = await createRunner({ store, environment }).run(measure, "x", { runId: "2001-01/a.b" });
    expect(await readRun(store, "2001-01/a.b")).toEqual(record);
    await expect(readRun(store, "other")).rejects.toThrow(MissingError);
    await expect(readRun(store, "../x")).rejects.toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [runner] Expected \`runId\` to be lower-case letters and digits joined by single \`-\`, \`.\` or \`/\`, at most 195 in all, got "../x" (string)]`,
    );
  });

  it("is written as the run goes, in this order", async () => {
    const store = createMemoryStore();
    await createRunner({ store, environment }).run(measure, "x", { runId: "r" });
    const types: string[] = [];
    for await (const { type } of store.read("runs/r")) types.push(type);
    expect(types).toEqual(["run-started", "stage-started", "stage-ended", "stage-started", "stage-ended", "run-ended"]);
  });

  it("names the commit that git tells of", async () => {
    let commit: string | undefined;
    try {
      commit = execFileSync("git", ["rev-parse", "HEAD"], { encoding: "utf8", stdio: "pipe" }).trim();
    } catch {}
    const { record } = await createRunner({ store: createMemoryStore(), environment: {} }).run(trim, "x");
    if (commit === undefined) expect(record.surroundings).not.toHaveProperty("git");
    else expect(record.surroundings?.git).toEqual({ from: "git", commit, dirty: expect.any(Boolean) });
  });

  it("keeps what went wrong", async () => {
    const store = createMemoryStore();
    const failing = defineStage({
      id: "failing",
      version: "1.0.0",
      run: (_text: string): number => {
        throw new RangeError("mine \ud800");
      },
    });
    await expect(
      createRunner({ store, environment }).run(pipeline("p", trim).pipe(failing), "x", { runId: "r" }),
    ).rejects.toThrow("mine");
    expect(await readRun(store, "r")).toMatchObject({
      status: "failed",
      error: { name: "RangeError", message: "mine \ufffd" },
      stages: [
        { path: "trim", status: "succeeded" },
        { path: "failing", status: "failed", error: { name: "RangeError" } },
      ],
    });
  });

  it("says aborted when the signal was", async () => {
    const store = createMemoryStore();
    const controller = new AbortController();
    const stop = defineStage({
      id: "stop",
      version: "1.0.0",
      run: (text: string) => {
        controller.abort("enough");
        return text;
      },
    });
    await expect(
      createRunner({ store, environment }).run(pipeline("p", stop).pipe(trim), "x", {
        runId: "r",
        signal: controller.signal,
      }),
    ).rejects.toBe("enough");
    expect(await readRun(store, "r")).toMatchObject({
      status: "aborted",
      stages: [{ path: "stop", status: "succeeded" }],
    });
  });

  it("is given without a store as well", async () => {
    const { record } = await createRunner().run(measure, "x", { seed: 3 });
    expect(record).toMatchObject({ status: "succeeded", seed: 3, stages: [{ path: "trim" }, { path: "length" }] });
    expect(record.surroundings).toBeUndefined();
  });

  it("names nested stages by their place", async () => {
    const outer = pipeline("outer", measure)
      .pipe(defineStage({ id: "text", version: "1.0.0", run: String }))
      .pipe(measure);
    const { record } = await createRunner({ store: createMemoryStore(), environment }).run(outer, "x");
    expect(record.stages.map(({ path }) => path)).toEqual([
      "measure",
      "measure>trim",
      "measure>length",
      "text",
      "measure#2",
      "measure#2>trim",
      "measure#2>length",
    ]);
  });
});
