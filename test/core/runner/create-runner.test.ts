import { describe, expect, it } from "vitest";
import { parallel } from "../../../src/core/house.js";
import {
  type Context,
  createMemoryStore,
  createRandom,
  createRunner,
  createSimulatedClock,
  defineStage,
  type Logger,
  pipeline,
  type RunEvent,
  readRun,
} from "../../../src/core/index.js";

const environment = { GIT_COMMIT: "abc123" };
const noise = defineStage({ id: "noise", version: "1.0.0", run: (value: number, { random }) => value + random() });

function recordingLog(): Logger & { readonly warnings: string[] } {
  const warnings: string[] = [];
  const ignore = () => undefined;
  return {
    warnings,
    debug: ignore,
    info: ignore,
    error: ignore,
    warn: (_fields, message) => void warnings.push(message),
  };
}

describe("createRunner", () => {
  it("gives the same output for the same seed, and what a direct call gives for seed 0", async () => {
    const runner = createRunner();
    const stage = pipeline("p", noise).pipe(noise);
    const { output } = await runner.run(stage, 1, { seed: 5 });
    expect((await runner.run(stage, 1, { seed: 5 })).output).toBe(output);
    expect((await runner.run(stage, 1, { seed: 6 })).output).not.toBe(output);
    expect((await runner.run(stage, 1)).output).toBe(await stage(1));
    expect((await runner.run(noise, 1, { seed: 5 })).output).toBe(1 + createRandom(5).stream("noise")());
  });

  it("gives stages its services, clock, log, store and the run's id", async () => {
    interface Wide extends Context {
      readonly prices: { readonly latest: number };
    }
    const clock = createSimulatedClock(7);
    const store = createMemoryStore();
    const log = recordingLog();
    const look = defineStage({
      id: "look",
      version: "1.0.0",
      run: (_value: number, context: Wide) => [
        context.prices.latest,
        context.clock === clock,
        context.store === store,
        context.log === log,
        context.runId,
      ],
    });
    const runner = createRunner({ clock, store, log, environment, services: { prices: { latest: 5 } } });
    expect((await runner.run(pipeline("p", noise).pipe(look), 1, { runId: "r" })).output).toEqual([
      5,
      true,
      true,
      true,
      "r",
    ]);
  });

  it("refuses services that take the context's own names", () => {
    const services: {} = { signal: 1 };
    expect(() => createRunner({ services })).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [runner] Expected \`services\` to have names of their own, not the context's, got "signal" (string)]`,
    );
  });

  it("tells of a run in pairs of events", async () => {
    const clock = createSimulatedClock();
    const runner = createRunner({ clock });
    const told: RunEvent[] = [];
    for (const type of [
      "run-start",
      "stage-start",
      "progress",
      "custom",
      "stage-end",
      "stage-error",
      "run-end",
    ] as const)
      runner.on(type, (event) => told.push(event));
    const failure = new Error("mine");
    const work = defineStage({
      id: "work",
      version: "1.0.0",
      run: async (value: number, { progress, emit }) => {
        progress(1, 2);
        emit("half-way", { value });
        clock.advance(3);
        return value;
      },
    });
    const fail = defineStage({
      id: "fail",
      version: "1.0.0",
      run: (_value: number): number => {
        throw failure;
      },
    });
    await expect(runner.run(pipeline("p", work).pipe(fail), 1, { runId: "r" })).rejects.toBe(failure);
    expect(told).toEqual([
      { type: "run-start", runId: "r", stage: "p" },
      { type: "stage-start", runId: "r", stage: "work", attempt: 1 },
      { type: "progress", runId: "r", stage: "work", done: 1, total: 2 },
      { type: "custom", runId: "r", stage: "work", name: "half-way", data: { value: 1 } },
      { type: "stage-end", runId: "r", stage: "work", milliseconds: 3, resumed: false },
      { type: "stage-start", runId: "r", stage: "fail", attempt: 1 },
      { type: "stage-error", runId: "r", stage: "fail", error: failure },
      { type: "run-end", runId: "r", stage: "p" },
    ]);
  });

  it("does not let a listener fail a run, and says so in the log", async () => {
    const log = recordingLog();
    const runner = createRunner({ log });
    const reached: string[] = [];
    runner.on("stage-start", () => {
      throw new Error("listener");
    });
    runner.on("stage-start", () => reached.push("next"));
    runner.on("stage-end", async () => {
      throw new Error("listener");
    });
    expect((await runner.run(noise, 1)).output).toBeGreaterThan(1);
    await new Promise(setImmediate);
    expect(reached).toEqual(["next"]);
    expect(log.warnings).toEqual([
      "A listener for stage-start threw: the run goes on",
      "A listener for stage-end threw: the run goes on",
    ]);
  });

  it("stops telling a listener that has been taken off", async () => {
    const runner = createRunner();
    let count = 0;
    const off = runner.on("run-end", () => count++);
    await runner.run(noise, 1);
    off();
    await runner.run(noise, 1);
    expect(count).toBe(1);
  });

  it("throws an aborted signal's reason as it is, before anything is written", async () => {
    const store = createMemoryStore();
    await expect(
      createRunner({ store, environment }).run(noise, 1, { signal: AbortSignal.abort("enough") }),
    ).rejects.toBe("enough");
    expect(await store.logs()).toEqual([]);
  });

  it("throws a stage's error as it is, even when the store fails as well", async () => {
    const memory = createMemoryStore();
    let down = false;
    const store = {
      ...memory,
      append: async (...given: Parameters<typeof memory.append>) => {
        if (down) throw new Error("store is down");
        return memory.append(...given);
      },
    };
    const failure = new Error("mine");
    const failing = defineStage({
      id: "x",
      version: "1.0.0",
      run: (_value: number): number => {
        down = true;
        throw failure;
      },
    });
    const log = recordingLog();
    await expect(createRunner({ store, log, environment }).run(failing, 1)).rejects.toBe(failure);
    expect(log.warnings).toEqual(["The end of a failed run could not be recorded"]);
  });

  it("records stages that a custom stage calls by itself as part of that stage", async () => {
    const inner = pipeline("inner", noise);
    const custom = defineStage({
      id: "custom",
      version: "1.0.0",
      run: async (value: number, context) => (await inner.run(value, context)) + (await inner.run(value, context)),
    });
    const { record } = await createRunner({ store: createMemoryStore(), environment }).run(
      parallel({ a: custom, b: custom }),
      1,
    );
    expect(record.stages.map(({ path }) => path).sort()).toEqual(["parallel", "parallel>a", "parallel>b"]);
  });

  it("leaves no trace of stages that go on after their run has ended", async () => {
    const store = createMemoryStore();
    let finish = () => {};
    const deaf = defineStage({
      id: "deaf",
      version: "1.0.0",
      run: () =>
        new Promise<void>((resolve) => {
          finish = resolve;
        }),
    });
    const { timeout } = await import("../../../src/core/index.js");
    const clock = createSimulatedClock();
    const running = createRunner({ store, clock, environment }).run(timeout(pipeline("p", deaf), 5), undefined, {
      runId: "r",
    });
    while ((await store.head("runs/r")).sequence < 2) await new Promise(setImmediate);
    await new Promise(setImmediate);
    clock.advance(5);
    await expect(running).rejects.toThrow("within 5 ms");
    const head = await store.head("runs/r");
    finish();
    await new Promise(setImmediate);
    expect(await store.head("runs/r")).toEqual(head);
    expect(await readRun(store, "r")).toMatchObject({ status: "failed", error: { code: "timeout" } });
  });
});
