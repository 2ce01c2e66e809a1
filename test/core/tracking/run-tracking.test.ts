import {
  type Context,
  createMemoryStore,
  createMemoryTracker,
  createRunner,
  createSimulatedClock,
  defineStage,
  forEach,
  InvalidArgumentError,
  type Logger,
  pipeline,
  readRun,
  readTracking,
  type StageTracker,
  type Tracker,
} from "golden-pipeline";
import { describe, expect, it } from "vitest";

const stageOf = (tell: (tracker: StageTracker, context: Context) => unknown) =>
  defineStage({
    id: "work",
    version: "1.0.0",
    run: async (value: number, context) => {
      await tell(context.tracker, context);
      return value;
    },
  });

describe("context.tracker", () => {
  it("says nothing to nobody in a direct call and in a run without a store", async () => {
    const seen: boolean[] = [];
    const stage = stageOf((tracker) => {
      seen.push(tracker.enabled);
      tracker.params({ trees: 3 });
      tracker.nested("trial").finish();
    });
    await stage(1);
    await createRunner().run(stage, 1);
    expect(seen).toEqual([false, false]);
  });

  it("keeps in the run's store what stages tell, by their place in the run, at the runner's time", async () => {
    const store = createMemoryStore();
    const clock = createSimulatedClock(1000);
    const bytes = new TextEncoder().encode("importance");
    const told = stageOf((tracker) => {
      tracker.params({ trees: 3, grid: [1, 2] });
      tracker.tags({ team: "delay" });
      tracker.metrics({ loss: 0.5, leaves: 31 }, 1);
      clock.advance(10);
      tracker.metrics({ loss: Number.NaN }, 2);
      tracker.artifact("importance", bytes, { mediaType: "text/plain" });
      bytes.fill(0);
    });
    const whole = pipeline("whole", pipeline("inner", told)).pipe(told);
    await createRunner({ store, clock }).run(whole, 1, { runId: "r" });
    const tracking = await readTracking(store, "r");
    expect(tracking).toMatchObject({ runId: "r", name: "whole", status: "succeeded", startedAt: 1000, endedAt: 1020 });
    expect(tracking.params).toEqual([
      { stage: "inner>work", name: "trees", value: 3 },
      { stage: "inner>work", name: "grid", value: [1, 2] },
      { stage: "work", name: "trees", value: 3 },
      { stage: "work", name: "grid", value: [1, 2] },
    ]);
    expect(tracking.metrics[0]).toEqual({
      stage: "inner>work",
      name: "loss",
      points: [
        { step: 1, time: 1000, value: 0.5 },
        { step: 2, time: 1010, value: Number.NaN },
      ],
    });
    const artifact = tracking.artifacts[0];
    expect(artifact).toMatchObject({ stage: "inner>work", name: "importance", bytes: 10, mediaType: "text/plain" });
    expect(new TextDecoder().decode(await store.blobs.get(artifact?.digest ?? "sha256:"))).toBe("importance");
  });

  it("takes a blob of the store as an artifact, and copies params", async () => {
    const store = createMemoryStore();
    const grid = [1, 2];
    await createRunner({ store }).run(
      stageOf(async (tracker, context) => {
        tracker.artifact("model", await context.store.blobs.put(new Uint8Array([1])));
        tracker.params({ grid });
        grid.push(3);
      }),
      1,
      { runId: "r" },
    );
    const { artifacts, params } = await readTracking(store, "r");
    expect(artifacts).toMatchObject([{ name: "model", mediaType: "application/octet-stream" }]);
    expect(params[0]?.value).toEqual([1, 2]);
  });

  it("nests runs, which end with the run around them when they are not finished", async () => {
    const tracker = createMemoryTracker();
    const search = stageOf((own) => {
      for (const trial of [1, 2]) {
        const nested = own.nested(`trial-${trial}`);
        nested.params({ trial });
        nested.metrics({ loss: 1 / trial });
        if (trial === 1) nested.finish("failed");
      }
    });
    await createRunner({ tracker }).run(search, 1, { runId: "r" });
    expect(tracker.read("r").nested).toEqual(["r/trial-1", "r/trial-2"]);
    expect(tracker.read("r/trial-1")).toMatchObject({ parent: "r", status: "failed", params: [{ value: 1 }] });
    expect(tracker.read("r/trial-2")).toMatchObject({ parent: "r", status: "succeeded" });
  });

  it("tells how a run ended, and goes on with one that is resumed", async () => {
    const store = createMemoryStore();
    let fails = true;
    const stage = stageOf((tracker) => {
      tracker.metrics({ loss: fails ? 2 : 1 }, fails ? 0 : 1);
      if (fails) throw new Error("crash");
    });
    const runner = createRunner({ store });
    await expect(runner.run(stage, 1, { runId: "r" })).rejects.toThrow("crash");
    expect((await readTracking(store, "r")).status).toBe("failed");
    fails = false;
    await runner.run(stage, 1, { runId: "r" });
    const { status, metrics } = await readTracking(store, "r");
    expect({ status, points: metrics[0]?.points.map(({ value }) => value) }).toEqual({
      status: "succeeded",
      points: [2, 1],
    });
  });

  it("changes neither outputs nor records nor fingerprints", async () => {
    const silent = stageOf(() => undefined);
    const loud = stageOf((tracker) => tracker.metrics({ loss: 1 }));
    expect(loud.fingerprint).toBe(silent.fingerprint);
    const digests = await Promise.all(
      [silent, loud].map(async (stage) => {
        const store = createMemoryStore();
        await createRunner({ store, clock: createSimulatedClock(), environment: { GIT_COMMIT: "a" } }).run(stage, 1, {
          runId: "r",
        });
        return readRun(store, "r");
      }),
    );
    expect(digests[0]).toEqual(digests[1]);
  });

  it("gives each item of forEach its own place", async () => {
    const tracker = createMemoryTracker();
    await createRunner({ tracker }).run(forEach(stageOf((own) => own.metrics({ loss: 1 }))), [1, 2], { runId: "r" });
    expect(tracker.read("r").metrics.map(({ stage }) => stage)).toEqual(["for-each/work>0", "for-each/work>1"]);
  });

  it("says what is wrong with a value, a step or a name that is not of its form", async () => {
    const wrongs: ((tracker: StageTracker) => unknown)[] = [
      (tracker) => tracker.metrics({ loss: "low" as never }),
      (tracker) => tracker.metrics({ loss: 1 }, 0.5),
      (tracker) => tracker.params({ run: (() => 1) as never }),
      (tracker) => tracker.tags({ team: 3 as never }),
      (tracker) => tracker.artifact("model", "text" as never),
      (tracker) => tracker.nested("No Name"),
    ];
    for (const wrong of wrongs)
      await expect(createRunner({ tracker: createMemoryTracker() }).run(stageOf(wrong), 1)).rejects.toThrow(
        InvalidArgumentError,
      );
  });
});

/** A log that counts what it was told. */
function listeningLog() {
  const lines: string[] = [];
  const note = (level: string) => (fields: object, message: string) =>
    void lines.push(`${level} ${message} ${JSON.stringify(fields)}`);
  const log: Logger = { debug: note("debug"), info: note("info"), warn: note("warn"), error: note("error") };
  return { log, lines };
}

describe("a tracker that does not work", () => {
  const busy = stageOf(async (tracker) => {
    for (let step = 0; step < 100; step++) {
      tracker.metrics({ loss: step }, step);
      await Promise.resolve();
    }
  });

  it("may throw at every call, of which the log is told once", async () => {
    const { log, lines } = listeningLog();
    const refuse = (): never => {
      throw new Error("the server is away");
    };
    const tracker: Tracker = {
      specificationVersion: "v1",
      start: refuse,
      log: async () => refuse(),
      flush: refuse,
      finish: refuse,
    };
    const { output, record } = await createRunner({ tracker, log }).run(busy, 7);
    expect({ output, status: record.status }).toEqual({ output: 7, status: "succeeded" });
    expect(lines.filter((line) => line.startsWith("warn"))).toHaveLength(1);
    expect(lines.at(-1)).toContain('{"lost":100}');
  });

  it("may hang: the run ends without it after the stated time", async () => {
    const { log, lines } = listeningLog();
    const hang = (): Promise<never> => new Promise(() => undefined);
    const tracker: Tracker = { specificationVersion: "v1", start: hang, log: hang, flush: hang, finish: hang };
    const begin = performance.now();
    const { output } = await createRunner({ tracker, log, trackerWaitMilliseconds: 50 }).run(busy, 7);
    expect(output).toBe(7);
    expect(performance.now() - begin).toBeLessThan(5000);
    expect(lines.filter((line) => line.startsWith("warn"))).toHaveLength(1);
  });

  it("may be slow: stages do not wait for it, and it gets all there is", async () => {
    const kept = createMemoryTracker();
    const slow: Tracker = {
      ...kept,
      specificationVersion: "v1",
      log: async (...given) => {
        await new Promise((resolve) => setTimeout(resolve, 30));
        await kept.log(...given);
      },
    };
    await createRunner({ tracker: slow }).run(busy, 7, { runId: "r" });
    expect(kept.read("r").metrics[0]?.points).toHaveLength(100);
  });

  it("gets no more than may wait, and the rest is counted", async () => {
    const { log, lines } = listeningLog();
    let free = (): void => undefined;
    const freed = new Promise<void>((resolve) => {
      free = resolve;
    });
    const kept = createMemoryTracker();
    const tracker: Tracker = { ...kept, specificationVersion: "v1", start: () => freed };
    const flood = stageOf((own) => {
      for (let step = 0; step < 200_010; step++) own.metrics({ loss: step }, step);
      for (let index = 0; index < 3; index++) own.artifact(`large-${index}`, new Uint8Array(30 * 1024 * 1024));
      free();
    });
    await createRunner({ tracker, log, trackerWaitMilliseconds: 60_000 }).run(flood, 1, { runId: "r" });
    expect(kept.read("r").metrics[0]?.points).toHaveLength(200_000);
    expect(kept.read("r").artifacts).toHaveLength(2);
    expect(lines.at(-1)).toContain('{"lost":11}');
  });

  it("of another specification is refused when the runner is made", () => {
    const tracker = { ...createMemoryTracker(), specificationVersion: "v2" };
    expect(() => Reflect.apply(createRunner, undefined, [{ tracker }])).toThrow(
      '`tracker` to have the specificationVersion "v1", got "v2"',
    );
  });
});
