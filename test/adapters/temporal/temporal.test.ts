import { status } from "@grpc/grpc-js";
import { Client, Connection } from "@temporalio/client";
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
import { temporalExecutor, temporalRuns, temporalWorker } from "golden-pipeline/adapters/temporal";
import { executorCheckPipeline, executorChecks } from "golden-pipeline/testing";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openTemporalPlace, type TemporalPlace } from "./temporal-place.js";

let place: TemporalPlace;
let queue: string; // each test has its own, and so its own workers
let tests = 0;
beforeAll(async () => {
  place = await openTemporalPlace();
});
beforeEach(() => {
  queue = `queue-${++tests}`;
});
afterEach(() => place.leave());
afterAll(() => place.close());

const executorHere = (client = place.client) => temporalExecutor({ temporal: client, queue });
const runsIn = (store: Store) => temporalRuns({ temporal: place.client, store, queue });
const workflows = (runId: string) =>
  place.fake
    .list()
    .filter((line) => line.startsWith(`${runId} `) || line.startsWith(`${runId}/`))
    .map((line) => line.replace(/[0-9a-f]{12}/, "…"));

describe("the executor of Temporal", () => {
  // One worker for the whole suite: to start one takes a while.
  let own: TemporalPlace;
  const store = createMemoryStore();
  beforeAll(async () => {
    own = await openTemporalPlace();
    await own.launch({ store, pipelines: [executorCheckPipeline], queue: "checks" });
  });
  afterAll(() => own.close());
  const create = async () => ({
    executor: temporalExecutor({ temporal: own.client, queue: "checks" }),
    store,
    close: async () => undefined,
  });
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
function gate<T = void>(): { readonly reached: Promise<T>; readonly open: (value: T) => void } {
  let open: (value: T) => void = () => {};
  const reached = new Promise<T>((resolve) => {
    open = resolve;
  });
  return { reached, open };
}

/** Work that goes on until its signal is aborted, and tells why it was. */
function endless() {
  const [begun, ended] = [gate(), gate<unknown>()];
  const work = (signal: AbortSignal): Promise<void> => {
    begun.open();
    return new Promise((_, reject) => {
      signal.addEventListener("abort", () => {
        ended.open(signal.reason);
        reject(signal.reason);
      });
    });
  };
  return { work, begun: begun.reached, ended: ended.reached };
}

const failureOf = (running: Promise<unknown>): Promise<unknown> =>
  running.then(
    () => undefined,
    (error: unknown) => error,
  );

describe("a run of Temporal", () => {
  it("is a workflow of its id, its stages are workflows, and its output and digests are those of one process", async () => {
    const store = createMemoryStore();
    await place.launch({ store, pipelines: [world().training, executorCheckPipeline], queue });
    const options = { runId: "2001-01", seed: 7 };
    const { output, record } = await runsIn(store).run(executorCheckPipeline, 5, options);
    const here = await createRunner({ store: createMemoryStore() }).run(executorCheckPipeline, 5, options);
    expect(output).toEqual(here.output);
    expect(record.output).toBe(here.record.output);
    expect(workflows("2001-01").slice(0, 2)).toEqual(["2001-01 COMPLETED", "2001-01/fill/… COMPLETED"]);
  });

  it("is not run again when it is asked for again, and refuses another pipeline or seed", async () => {
    const store = createMemoryStore();
    const { notes, training } = world();
    await place.launch({ store, pipelines: [training], queue });
    const both = [1, 2].map(() => runsIn(store).run(training, 1, { runId: "twice" }));
    expect((await Promise.all(both)).map(({ output }) => output)).toEqual([4, 4]);
    expect(notes).toEqual(["begin", "work", "worked"]);
    await expect(runsIn(store).run(training, 1, { runId: "twice", seed: 5 })).rejects.toThrow(/seed/);
    await expect(runsIn(store).run(world({ version: "2.0.0" }).training, 1, { runId: "twice" })).rejects.toThrow(
      /work had version 1.0.0 and has 2.0.0/,
    );
    expect(workflows("twice")).toHaveLength(3);
  });

  it("of an id that another queue or another store has is refused", async () => {
    const store = createMemoryStore();
    const { training } = world();
    await place.launch({ store, pipelines: [training], queue });
    await runsIn(store).run(training, 1, { runId: "taken" });
    await expect(runsIn(createMemoryStore()).run(training, 1, { runId: "taken" })).rejects.toThrow(
      /run taken in the store, got none: the workers have another store/,
    );
    const elsewhere = temporalRuns({ temporal: place.client, store, queue: "other" });
    await expect(elsewhere.run(training, 1, { runId: "taken" })).rejects.toThrow(
      /workflow taken to be of queue other, got one of queue-\d+: .* give another run id/,
    );
  });

  it("that failed goes on with the stage that failed when it is run again; errors of ours are ours again", async () => {
    const store = createMemoryStore();
    const { notes, state, training } = world();
    await place.launch({ store, pipelines: [training], queue });
    state.work = () => {
      throw new InvalidArgumentError("work", "less", { secret: "swordfish" }, "more");
    };
    const failed = await failureOf(runsIn(store).run(training, 1, { runId: "failing" }));
    expect(InvalidArgumentError.isInstance(failed)).toBe(true);
    expect(failed).toMatchObject({
      name: "InvalidArgumentError",
      message: "[golden-pipeline] [work] Expected less, got more",
      place: "work",
      stack: expect.stringContaining("temporal.test.ts"),
    });
    expect(place.fake.kept()).not.toContain("swordfish");
    state.work = () => undefined;
    expect((await runsIn(store).run(training, 1, { runId: "failing" })).output).toBe(4);
    expect(notes).toEqual(["begin", "work", "work", "worked"]);
    expect(workflows("failing").sort()).toEqual([
      "failing COMPLETED",
      "failing FAILED",
      "failing/begin/… COMPLETED",
      "failing/work/… COMPLETED",
      "failing/work/… FAILED",
    ]);
  });

  it("brings other errors by name, message and code, cut short where they are long, and keeps no values", async () => {
    const store = createMemoryStore();
    const { state, training } = world();
    await place.launch({ store, pipelines: [training], queue });
    state.work = () => {
      throw Object.assign(new RangeError("too far"), { code: "E_FAR", circle: state, text: "x".repeat(5000) });
    };
    const executor = executorHere();
    const failed = await failureOf(createRunner({ store, executor }).run(training, 1, { runId: "others" }));
    expect(failed).toMatchObject({ name: "RangeError", message: "too far", code: "E_FAR" });
    expect(GoldenPipelineError.isInstance(failed)).toBe(false);
    expect((await readRun(store, "others")).error).toMatchObject({ name: "RangeError", message: "too far" });
    state.work = () => {
      throw new Error("y".repeat(1_000_000));
    };
    await expect(createRunner({ store, executor }).run(training, 1, { runId: "long" })).rejects.toThrow(/^y{10000}…$/);
    expect(place.fake.kept()).not.toContain("x".repeat(5000));
  });

  it("is tried again by `retry` and by nobody else", async () => {
    const store = createMemoryStore();
    const { notes, state, training } = world({ attempts: 3 });
    await place.launch({ store, pipelines: [training], queue });
    state.work = () => {
      throw new Error("never");
    };
    await expect(runsIn(store).run(training, 1, { runId: "tried" })).rejects.toThrow("never");
    expect(notes.filter((note) => note === "work")).toHaveLength(3);
  });

  it("that is aborted is cancelled down to the stage at work", async () => {
    const store = createMemoryStore();
    const { notes, state, training } = world();
    const { work, begun, ended } = endless();
    state.work = work;
    await place.launch({ store, pipelines: [training], queue });
    const stop = new AbortController();
    const failed = failureOf(runsIn(store).run(training, 1, { runId: "aborted", signal: stop.signal }));
    await begun;
    stop.abort(new Error("enough"));
    expect(await failed).toMatchObject({ message: "enough" });
    expect(await ended).toMatchObject({
      name: "StateError",
      message: expect.stringMatching(/in the hands of this worker, got one that was cancelled/),
    });
    expect(notes).toEqual(["begin", "work"]);
    expect(workflows("aborted")).toEqual(["aborted CANCELED", "aborted/begin/… COMPLETED", "aborted/work/… CANCELED"]);
  });

  for (const how of ["cancels", "terminates"] as const)
    it(`that somebody ${how} in Temporal ends with a StateError`, async () => {
      const store = createMemoryStore();
      const { state, training } = world();
      const { work, begun, ended } = endless();
      state.work = work;
      await place.launch({ store, pipelines: [training], queue });
      const failed = failureOf(createRunner({ store, executor: executorHere() }).run(training, 1, { runId: how }));
      await begun;
      const [id = ""] = place.fake.list().at(-1)?.split(" ") ?? [];
      if (how === "cancels") await place.client.workflow.getHandle(id).cancel();
      else place.fake.terminate(id);
      expect(StateError.isInstance(await failed)).toBe(true);
      const state_ = how === "cancels" ? "CANCELLED" : "TERMINATED";
      expect(String(await failed)).toContain(`to end, got one that is ${state_}; run again`);
      await ended;
    });
});

describe("a worker that is gone in mid-stage", () => {
  it("is followed by one that runs when it gives no sign of life, and what it had finished is not done again", async () => {
    const store = createMemoryStore();
    const { notes, state, training } = world();
    const { work, begun, ended } = endless();
    state.work = work;
    await place.launch({ store, pipelines: [training], queue });
    const running = runsIn(store).run(training, 1, { runId: "silent", seed: 3 });
    running.catch(() => undefined);
    await begun;
    state.work = () => undefined;
    expect(place.fake.loseActivities()).toBe(2); // the stage, and the run itself
    expect((await running).output).toBe(4);
    expect(await ended).toMatchObject({ name: "StateError", place: "temporal worker" });
    expect(notes).toEqual(["begin", "work", "work", "worked"]);
  });

  it("as it was told to stop, gives its stage to another at once", async () => {
    const store = createMemoryStore();
    const { notes, state, training } = world();
    const { work, begun, ended } = endless();
    state.work = work;
    const leaving = await place.launch({ store, pipelines: [training], queue });
    const running = createRunner({ store, executor: executorHere() }).run(training, 1, { runId: "leaving" });
    running.catch(() => undefined);
    await begun;
    state.work = () => undefined;
    await leaving.stop();
    await leaving.ended;
    expect(await ended).toMatchObject({ message: expect.stringMatching(/got a worker that stops/) });
    await place.launch({ store, pipelines: [training], queue });
    expect((await running).output).toBe(4);
    expect(notes).toEqual(["begin", "work", "work", "worked"]);
  });

  it("refuses to go on in one that runs other code, and goes on in the next that runs the same", async () => {
    const store = createMemoryStore();
    const { notes, training } = world();
    const other = world({ version: "2.0.0" });
    await place.launch({ store, pipelines: [other.training], queue });
    const refused = await failureOf(runsIn(store).run(training, 1, { runId: "code" }));
    expect(StateError.isInstance(refused)).toBe(true);
    expect(String(refused)).toMatch(/pipeline training with fingerprint .* runs other code/);
    const executor = executorHere();
    await expect(createRunner({ store, executor }).run(training, 1, { runId: "code-2" })).rejects.toThrow(
      /stage work with fingerprint .* got work 2.0.0 with .*: this worker runs other code/,
    );
    expect(other.notes).toEqual(["begin"]); // which is the same in both
    await place.leave();
    await place.launch({ store, pipelines: [training], queue });
    expect((await runsIn(store).run(training, 1, { runId: "code" })).output).toBe(4);
    expect((await createRunner({ store, executor }).run(training, 1, { runId: "code-2" })).output).toBe(4);
    expect(notes.filter((note) => note === "worked")).toHaveLength(2);
  });
});

describe("without Temporal", () => {
  const store = createMemoryStore();
  const { training } = world();

  it("what is not Temporal is refused where it is given", async () => {
    // @ts-expect-error Not a client.
    expect(() => temporalExecutor({ temporal: {} })).toThrow(/`temporal` to be a Client of @temporalio\/client/);
    expect(() => temporalWorker({ temporal: place.native, store, pipelines: [] })).toThrow(/`pipelines` to have one/);
    const worker = await place.launch({ store, pipelines: [training], queue });
    await expect(worker.start()).rejects.toThrow(/a worker that was not started/);
    await temporalWorker({ temporal: place.native, store, pipelines: [training] }).stop(); // never started
  });

  it("a namespace that is missing is a ServiceError that no retry helps, for whoever asks and for workers", async () => {
    const connection = await Connection.connect({ address: place.fake.address });
    const executor = executorHere(new Client({ connection, namespace: "elsewhere" }));
    const failed = await failureOf(createRunner({ store, executor }).run(training, 1));
    expect(failed).toMatchObject({ name: "ServiceError", place: "temporal", retryable: false });
    expect(String(failed)).toContain("Expected a namespace that Temporal has, got elsewhere");
    await connection.close();
    const worker = temporalWorker({ temporal: place.native, namespace: "elsewhere", store, pipelines: [training] });
    await expect(worker.start()).rejects.toThrow(/\[temporal worker\] Expected a namespace that Temporal has/);
  });

  it("a server that refuses is a ServiceError, and the run can be resumed", async () => {
    const runner = createRunner({ store, executor: executorHere() });
    place.fake.refuseWith(status.PERMISSION_DENIED);
    const failed = await failureOf(runner.run(training, 1, { runId: "refused" }));
    place.fake.refuseWith(undefined);
    expect(failed).toMatchObject({ name: "ServiceError", retryable: false });
    await place.launch({ store, pipelines: [training], queue });
    expect((await runner.run(training, 1, { runId: "refused" })).output).toBe(4);
  });

  it("a server that is out of order for a moment is asked again", async () => {
    await place.launch({ store, pipelines: [training], queue });
    place.fake.refuseOnce(status.UNAVAILABLE);
    const runner = createRunner({ store, executor: executorHere() });
    expect((await runner.run(training, 1, { runId: "moment" })).output).toBe(4);
  });

  it("a server that is silent keeps nobody who has a signal", async () => {
    const silent = () => new Promise<never>(() => undefined);
    const handle = { result: silent, describe: silent, cancel: silent };
    const temporal = {
      workflow: { start: silent, getHandle: () => handle },
      withDeadline: <T>(_deadline: number, calls: () => Promise<T>) => calls(),
      withAbortSignal: <T>(_signal: AbortSignal, calls: () => Promise<T>) => calls(),
    };
    const stop = new AbortController();
    const runner = createRunner({ store, executor: temporalExecutor({ temporal }) });
    const failed = failureOf(runner.run(training, 1, { signal: stop.signal }));
    stop.abort(new Error("enough"));
    expect(await failed).toMatchObject({ message: "enough" });
  });

  it("an answer that comes too late is a ServiceError once the server is silent altogether; a stage that is slow is waited for", async () => {
    const late = Object.assign(new Error("late"), {
      name: "ServiceError",
      cause: Object.assign(new Error(), { code: 4 }),
    });
    const digest = `sha256:${"0".repeat(64)}`;
    const asked: string[] = [];
    const answering = (...results: (() => Promise<unknown>)[]) => ({
      workflow: {
        start: () => Promise.reject(late),
        getHandle: () => ({
          result: () => results.shift()?.() ?? Promise.reject(late),
          describe: async () => {
            asked.push("describe");
            if (results.length === 0) throw late;
            return { status: { name: "RUNNING" }, taskQueue: queue };
          },
          cancel: async () => undefined,
        }),
      },
      withDeadline: <T>(_deadline: number, calls: () => Promise<T>) => calls(),
      withAbortSignal: <T>(_signal: AbortSignal, calls: () => Promise<T>) => calls(),
    });
    const task = {
      ...{ runId: "late", seed: 0, path: "begin", stage: "begin", fingerprint: "f" },
      input: { digest: digest as `sha256:${string}`, codec: null },
    };
    const { signal } = new AbortController();
    const slow = temporalExecutor({
      temporal: answering(
        () => Promise.reject(late),
        async () => ({ digest }),
      ),
      queue,
    });
    expect(await slow.execute(task, { signal })).toEqual({ digest, codec: null });
    expect(asked).toEqual(["describe", "describe"]);
    const silent = temporalExecutor({ temporal: answering(() => Promise.reject(late)), queue });
    expect(await failureOf(silent.execute(task, { signal }))).toMatchObject({ name: "ServiceError", retryable: true });
    const wrong = temporalExecutor({ temporal: answering(async () => ({ digest: 1 })), queue });
    await expect(wrong.execute(task, { signal })).rejects.toThrow(/an artifact of workflow/);
  });
});
