import { DBOS } from "@dbos-inc/dbos-sdk";
import {
  createMemoryStore,
  createRunner,
  defineStage,
  GoldenPipelineError,
  InvalidArgumentError,
  pipeline,
  readRun,
  retry,
  StateError,
  type Store,
} from "golden-pipeline";
import { dbosExecutor, dbosRuns, dbosWorker, takeOverDbosWork } from "golden-pipeline/adapters/dbos";
import { executorCheckPipeline, executorChecks } from "golden-pipeline/testing";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type DbosPlace, openDbosPlace, pollMilliseconds } from "./dbos-place.js";

let place: DbosPlace;
beforeAll(async () => {
  place = await openDbosPlace();
});
afterEach(async () => {
  await place.leave();
  await place.clear();
});
afterAll(() => place.close());

const executorHere = () => dbosExecutor({ dbos: place.client, pollMilliseconds });
const runsIn = (store: Store) => dbosRuns({ dbos: place.client, store, pollMilliseconds });
const workflows = async () => (await place.client.listWorkflows({})).map((one) => `${one.workflowID} ${one.status}`);

describe("the executor of DBOS", () => {
  const create = async () => {
    const store = createMemoryStore();
    await place.launch({ store, pipelines: [executorCheckPipeline] });
    return { executor: executorHere(), store, close: async () => undefined };
  };
  for (const { name, run } of executorChecks(create)) it(name, run);
});

/** A pipeline of two stages, whose second does what it is told, and notes of what it did. */
function world({ version = "1.0.0", attempts = 1 } = {}) {
  const notes: string[] = [];
  const state: { work: (signal: AbortSignal) => Promise<void> | void } = { work: () => undefined };
  const begin = defineStage({
    id: "begin",
    version: "1.0.0",
    run: (value: number) => {
      notes.push("begin");
      return value + 1;
    },
  });
  const work = defineStage({
    id: "work",
    version,
    run: async (value: number, { signal }) => {
      notes.push("work");
      await state.work(signal);
      notes.push("worked");
      return value * 2;
    },
  });
  return { notes, state, training: pipeline("training", begin).pipe(attempts > 1 ? retry(work, { attempts }) : work) };
}

/** A promise that somebody else settles. */
function gate(): { readonly reached: Promise<void>; readonly open: () => void } {
  let open = () => {};
  const reached = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { reached, open };
}

function rejectedBy(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
}

describe("a run of DBOS", () => {
  it("is a workflow of its id, its stages are workflows, and its output and digests are those of one process", async () => {
    const store = createMemoryStore();
    await place.launch({ store, pipelines: [world().training, executorCheckPipeline] });
    const options = { runId: "2001-01", seed: 7 };
    const { output, record } = await runsIn(store).run(executorCheckPipeline, 5, options);
    const here = await createRunner({ store: createMemoryStore() }).run(executorCheckPipeline, 5, options);
    expect(output).toEqual(here.output);
    expect(record.output).toBe(here.record.output);
    const found = await workflows();
    expect(found[0]).toBe("2001-01 SUCCESS");
    expect(found[1]).toMatch(/^2001-01\/fill\/[0-9a-f]{12} SUCCESS$/);
  });

  it("is not run again when it is asked for again, and refuses another pipeline or seed", async () => {
    const store = createMemoryStore();
    const { notes, training } = world();
    await place.launch({ store, pipelines: [training] });
    const [left, right] = await Promise.all([
      runsIn(store).run(training, 1, { runId: "r" }),
      runsIn(store).run(training, 1, { runId: "r" }),
    ]);
    expect([left.output, right.output]).toEqual([4, 4]);
    expect(notes).toEqual(["begin", "work", "worked"]);
    await expect(runsIn(store).run(training, 1, { runId: "r", seed: 5 })).rejects.toThrow(/seed/);
    await expect(runsIn(store).run(world({ version: "2.0.0" }).training, 1, { runId: "r" })).rejects.toThrow(
      /work had version 1.0.0 and has 2.0.0/,
    );
  });

  it("of an id that another queue or another store has is refused", async () => {
    const store = createMemoryStore();
    const { training } = world();
    await place.launch({ store, pipelines: [training] });
    await runsIn(store).run(training, 1, { runId: "r" });
    await expect(runsIn(createMemoryStore()).run(training, 1, { runId: "r" })).rejects.toThrow(
      /run r in the store, got none: the workers have another store/,
    );
    const elsewhere = dbosRuns({ dbos: place.client, store, queue: "other", pollMilliseconds });
    await expect(elsewhere.run(training, 1, { runId: "r" })).rejects.toThrow(
      /workflow r to be of queue other.runs, got one of golden-pipeline.runs: .* give another run id/,
    );
  });

  it("that failed goes on with the stage that failed when it is run again; errors of ours are ours again", async () => {
    const store = createMemoryStore();
    const { notes, state, training } = world();
    await place.launch({ store, pipelines: [training] });
    state.work = () => {
      throw new InvalidArgumentError("work", "less", { secret: "swordfish" }, "more");
    };
    const failed: unknown = await runsIn(store)
      .run(training, 1, { runId: "r" })
      .catch((error: unknown) => error);
    expect(InvalidArgumentError.isInstance(failed)).toBe(true);
    expect(failed).toMatchObject({
      name: "InvalidArgumentError",
      message: "[golden-pipeline] [work] Expected less, got more",
      place: "work",
    });
    expect(JSON.stringify(await place.client.listWorkflows({}))).not.toContain("swordfish");
    state.work = () => undefined;
    expect((await runsIn(store).run(training, 1, { runId: "r" })).output).toBe(4);
    expect(notes).toEqual(["begin", "work", "work", "worked"]);
    expect((await workflows()).map((line) => line.replace(/[0-9a-f]{12}/, "…")).sort()).toEqual([
      "r ERROR",
      "r#2 SUCCESS",
      "r/begin/… SUCCESS",
      "r/work/… ERROR",
      "r/work/…#2 SUCCESS",
    ]);
  });

  it("brings other errors by name, message and code", async () => {
    const store = createMemoryStore();
    const { state, training } = world();
    await place.launch({ store, pipelines: [training] });
    state.work = () => {
      throw Object.assign(new RangeError("too far"), { code: "E_FAR", circle: state });
    };
    const failed: unknown = await createRunner({ store, executor: executorHere() })
      .run(training, 1, { runId: "r" })
      .catch((error: unknown) => error);
    expect(failed).toMatchObject({ name: "RangeError", message: "too far", code: "E_FAR" });
    expect(GoldenPipelineError.isInstance(failed)).toBe(false);
    expect((await readRun(store, "r")).error).toMatchObject({ name: "RangeError", message: "too far" });
  });

  it("is tried again by `retry` and by nobody else", async () => {
    const store = createMemoryStore();
    const { notes, state, training } = world({ attempts: 3 });
    await place.launch({ store, pipelines: [training] });
    state.work = () => {
      throw new Error("never");
    };
    await expect(runsIn(store).run(training, 1, { runId: "r" })).rejects.toThrow("never");
    expect(notes.filter((note) => note === "work")).toHaveLength(3);
  });

  it("that is aborted is cancelled down to the stage at work", async () => {
    const store = createMemoryStore();
    const { notes, state, training } = world();
    const [begun, ended] = [gate(), gate()];
    let reason: unknown;
    state.work = (signal) => {
      begun.open();
      return new Promise((_, reject) => {
        signal.addEventListener("abort", () => {
          reason = signal.reason;
          ended.open();
          reject(signal.reason);
        });
      });
    };
    await place.launch({ store, pipelines: [training] });
    const stop = new AbortController();
    const running = runsIn(store).run(training, 1, { runId: "r", signal: stop.signal });
    running.catch(() => undefined);
    await begun.reached;
    stop.abort(new Error("enough"));
    await expect(running).rejects.toThrow("enough");
    await ended.reached;
    expect(reason).toMatchObject({
      name: "StateError",
      message: expect.stringMatching(/in the hands of this worker, got one that is CANCELLED/),
    });
    expect(notes).toEqual(["begin", "work"]);
    expect(await workflows()).toContain("r CANCELLED");
  });

  it("that somebody cancels in DBOS ends with a StateError", async () => {
    const store = createMemoryStore();
    const { state, training } = world();
    const begun = gate();
    state.work = (signal) => {
      begun.open();
      return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    };
    await place.launch({ store, pipelines: [training] });
    const running = createRunner({ store, executor: executorHere() }).run(training, 1, { runId: "r" });
    running.catch(() => undefined);
    await begun.reached;
    const [id = ""] = (await place.client.listWorkflows({ status: "PENDING" })).map(({ workflowID }) => workflowID);
    await place.client.cancelWorkflow(id);
    const failed: unknown = await running.catch((error: unknown) => error);
    expect(StateError.isInstance(failed)).toBe(true);
    expect(String(failed)).toMatch(/r\/work\/.* to end, got one that is CANCELLED; run again/);
  });
});

describe("a worker that is gone in mid-stage", () => {
  for (const how of ["is taken over by one that runs", "comes back under its name"])
    it(`${how}, and what it had finished is not done again`, async () => {
      const store = createMemoryStore();
      const { notes, state, training } = world();
      const begun = gate();
      const reasons: unknown[] = [];
      state.work = (signal) => {
        begun.open();
        signal.addEventListener("abort", () => reasons.push(signal.reason));
        return new Promise(() => undefined); // as a process that is killed, it never comes to its effect
      };
      await place.launch({ store, pipelines: [training], executorID: "dead" });
      const running = runsIn(store).run(training, 1, { runId: "r", seed: 3 });
      await begun.reached;
      await place.leave();
      state.work = () => undefined;
      const executorID = how.startsWith("comes") ? "dead" : "alive";
      await place.launch({ store, pipelines: [training], executorID });
      const dead = { dbos: place.client, executorID: "dead" };
      if (executorID === "alive") expect(await takeOverDbosWork(dead)).toBe(2);
      expect((await running).output).toBe(4);
      expect(notes).toEqual(["begin", "work", "work", "worked"]);
      expect(await takeOverDbosWork(dead)).toBe(0);
      // Were it not dead, it would have been told, though what has its work is in the same process.
      expect(reasons).toMatchObject([{ message: expect.stringMatching(/in the hands of this worker, got/) }]);
    });

  it("for others only, lets go of what was put back into the queue, and the stage is begun again", async () => {
    const store = createMemoryStore();
    const { notes, state, training } = world();
    const begun = gate();
    const reasons: unknown[] = [];
    state.work = (signal) => {
      begun.open();
      return new Promise((_, reject) => {
        signal.addEventListener("abort", () => {
          reasons.push(signal.reason);
          state.work = () => undefined;
          reject(signal.reason);
        });
      });
    };
    await place.launch({ store, pipelines: [training], executorID: "slow" });
    const running = createRunner({ store, executor: executorHere() }).run(training, 1, { runId: "r" });
    await begun.reached;
    expect(await takeOverDbosWork({ dbos: place.client, executorID: "slow" })).toBe(1);
    expect((await running).output).toBe(4);
    expect(reasons).toMatchObject([{ message: expect.stringMatching(/got one that is ENQUEUED/) }]);
    expect(notes).toEqual(["begin", "work", "work", "worked"]);
  });

  it("for others only, lets go of a run that was put back into the queue, and leaves its stage to who drives the run next", async () => {
    const store = createMemoryStore();
    const { notes, state, training } = world();
    const [begun, goOn] = [gate(), gate()];
    state.work = (signal) => {
      begun.open();
      return Promise.race([goOn.reached, rejectedBy(signal)]);
    };
    await place.launch({ store, pipelines: [training], executorID: "slow" });
    const running = runsIn(store).run(training, 1, { runId: "r" });
    running.catch(() => undefined);
    await begun.reached;
    await place.client.resumeWorkflows(["r"], { queueName: "of another application" });
    await expect.poll(async () => (await readRun(store, "r")).status).toBe("aborted");
    await place.client.resumeWorkflows(["r"], { queueName: "golden-pipeline.runs" });
    goOn.open();
    expect((await running).output).toBe(4);
    expect(notes).toEqual(["begin", "work", "worked"]);
    expect((await workflows()).filter((line) => !line.endsWith(" SUCCESS"))).toEqual([]);
  });

  it("for others only, does not keep who drives the run next from going on by what it still writes to the run's record", async () => {
    const store = createMemoryStore();
    const { notes, state, training } = world();
    const [begun, goOn] = [gate(), gate()];
    state.work = () => {
      begun.open();
      return goOn.reached;
    };
    await place.launch({ store, pipelines: [training] });
    const running = runsIn(store).run(training, 1, { runId: "r" });
    running.catch(() => undefined);
    await begun.reached;
    const { sequence } = await store.head("runs/r");
    const surroundings = { runtime: { node: "20", v8: "11", platform: "linux", arch: "x64" } };
    await store.append("runs/r", [{ type: "run-resumed", time: 1, data: { surroundings } }], { expect: sequence });
    goOn.open();
    const { output, record } = await running;
    expect([output, record.resumes]).toEqual([4, 2]);
    expect(notes).toEqual(["begin", "work", "worked"]);
    expect((await workflows())[0]).toBe("r SUCCESS");
  });

  it("refuses to go on in one that runs other code, and goes on in the next that runs the same", async () => {
    const store = createMemoryStore();
    const { notes, state, training } = world();
    const other = world({ version: "2.0.0" });
    const begun = gate();
    state.work = () => {
      begun.open();
      return new Promise(() => undefined);
    };
    await place.launch({ store, pipelines: [training], executorID: "dead" });
    const running = runsIn(store).run(training, 1, { runId: "r" });
    running.catch(() => undefined);
    await begun.reached;
    await place.leave();
    await place.launch({ store, pipelines: [other.training], executorID: "dead" });
    const refused: unknown = await running.catch((error: unknown) => error);
    expect(StateError.isInstance(refused)).toBe(true);
    expect(String(refused)).toMatch(/pipeline training with fingerprint .* runs other code/);
    const executor = executorHere();
    await expect(createRunner({ store, executor }).run(training, 1, { runId: "s" })).rejects.toThrow(
      /stage work with fingerprint .* got work 2.0.0 with .*: this worker runs other code/,
    );
    expect(other.notes).toEqual(["begin"]); // which is the same in both
    await place.leave();
    state.work = () => undefined;
    await place.launch({ store, pipelines: [training] });
    expect((await runsIn(store).run(training, 1, { runId: "r" })).output).toBe(4);
    expect((await createRunner({ store, executor }).run(training, 1, { runId: "s" })).output).toBe(4);
    expect(notes.filter((note) => note === "worked")).toHaveLength(2);
  });
});

describe("without DBOS", () => {
  const store = createMemoryStore();
  const { training } = world();

  it("what is not DBOS, or was launched too early or not at all, is refused where it is given", async () => {
    // @ts-expect-error Not a client.
    expect(() => dbosExecutor({ dbos: {} })).toThrow(/`dbos` to be a DBOSClient, or the class DBOS/);
    // @ts-expect-error A client does no work.
    expect(() => dbosWorker({ dbos: place.client, store, pipelines: [training] })).toThrow(/to be the class DBOS/);
    expect(() => dbosWorker({ dbos: DBOS, store, pipelines: [] })).toThrow(/`pipelines` to have one/);
    const worker = dbosWorker({ dbos: DBOS, store, pipelines: [training] });
    await expect(worker.start()).rejects.toThrow(/DBOS to be launched/);
    await place.leave(); // which forgets what was registered
    await place.launch({ store, pipelines: [training] });
    expect(() => dbosWorker({ dbos: DBOS, store, pipelines: [training] })).toThrow(/before DBOS is launched/);
  });

  const refusing = (error: Error) => ({
    enqueue: () => Promise.reject(error),
    getWorkflow: async () => undefined,
    cancelWorkflow: () => Promise.reject(error),
  });

  it("a database that refuses is a ServiceError without its password, and the run can be resumed", async () => {
    const dbos = refusing(new Error("no route to postgres://ann:swordfish@db/dbos"));
    const runner = createRunner({ store, executor: dbosExecutor({ dbos }) });
    const failed: unknown = await runner.run(training, 1, { runId: "refused" }).catch((error: unknown) => error);
    expect(failed).toMatchObject({ name: "ServiceError", retryable: true });
    expect(String(failed)).toContain("no route to postgres://[redacted]@db/dbos");
    await place.launch({ store, pipelines: [training] });
    const again = createRunner({ store, executor: executorHere() });
    expect((await again.run(training, 1, { runId: "refused" })).output).toBe(4);
  });

  it("a database that is silent keeps nobody who has a signal", async () => {
    const silent = () => new Promise<never>(() => undefined);
    const stop = new AbortController();
    const dbos = { enqueue: silent, getWorkflow: silent, cancelWorkflow: silent };
    const running = createRunner({ store, executor: dbosExecutor({ dbos }) }).run(training, 1, { signal: stop.signal });
    running.catch(() => undefined);
    stop.abort(new Error("enough"));
    await expect(running).rejects.toThrow("enough");
  });

  it("an answer that is no artifact is refused", async () => {
    const dbos = {
      ...refusing(new Error("unused")),
      enqueue: async () => ({ getResult: async () => ({ digest: 1 }) }),
    };
    const running = createRunner({ store, executor: dbosExecutor({ dbos }) }).run(training, 1);
    await expect(running).rejects.toThrow(/an artifact of workflow/);
  });
});
