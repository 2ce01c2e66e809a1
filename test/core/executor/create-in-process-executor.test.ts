import {
  type Context,
  createInProcessExecutor,
  createMemoryStore,
  createMemoryTracker,
  createRunner,
  defineStage,
  type Executor,
  type Json,
  parallel,
  pipeline,
  plan,
  type RunEvent,
  readRun,
  readTracking,
  retry,
  type StageTask,
  tap,
} from "golden-pipeline";
import { executorCheckPipeline, executorChecks } from "golden-pipeline/testing";
import { describe, expect, it } from "vitest";

describe("the in-process executor", () => {
  const create = async () => {
    const store = createMemoryStore();
    return { executor: createInProcessExecutor(executorCheckPipeline, { store }), store, close: async () => undefined };
  };
  for (const { name, run } of executorChecks(create)) it(name, run);

  it("gives its services to stages, which a runner of the same pipeline then need not have", async () => {
    const price = defineStage({
      id: "price",
      version: "1.0.0",
      run: async (item: string, { prices }: Context & { readonly prices: ReadonlyMap<string, number> }) =>
        prices.get(item) ?? 0,
    });
    const store = createMemoryStore();
    const services = { prices: new Map([["tea", 3]]) };
    const executor = createInProcessExecutor(price, { store, services });
    expect((await createRunner({ store, executor, services }).run(price, "tea")).output).toBe(3);
    // @ts-expect-error A worker without the service does not compile.
    createInProcessExecutor(price, { store });
  });

  it("tells the tracker under the run's id what stages tell in the worker", async () => {
    const fit = defineStage({
      id: "fit",
      version: "1.0.0",
      run: (value: number, { tracker }) => {
        tracker.metrics({ loss: value }, 4);
        return value;
      },
    });
    const store = createMemoryStore();
    const training = pipeline("training", pipeline("inner", fit));
    const runner = createRunner({ store, executor: createInProcessExecutor(training, { store }) });
    await runner.run(training, 2, { runId: "r" });
    expect((await readTracking(store, "r")).metrics).toMatchObject([
      { stage: "inner>fit", name: "loss", points: [{ step: 4, value: 2 }] },
    ]);
    const tracker = createMemoryTracker();
    const executor = createInProcessExecutor(training, { store, tracker });
    await createRunner({ store, executor, tracker }).run(training, 2, { runId: "s" });
    expect(tracker.read("s")).toMatchObject({ status: "succeeded", metrics: [{ stage: "inner>fit" }] });
  });
});

/** A pipeline over a service that counts its work, and an executor that sees its tasks. */
function world() {
  const done: string[] = [];
  const state = { crashAt: "" };
  const step = (id: string) =>
    defineStage({
      id,
      version: "1.0.0",
      run: (value: number) => {
        if (state.crashAt === id) throw new Error(`crash in ${id}`);
        done.push(id);
        return value + 1;
      },
    });
  const sum = defineStage({
    id: "sum",
    version: "1.0.0",
    run: ({ left, right }: { readonly left: number; readonly right: number }) => left + right,
  });
  const look = tap("look", (_: number) => undefined);
  const chain = pipeline("chain", step("one"))
    .pipe(pipeline("inner", step("two")).pipe(look))
    .pipe(parallel({ left: step("left"), right: pipeline("deep", step("right")) }))
    .pipe(retry(sum));
  const store = createMemoryStore();
  const tasks: StageTask[] = [];
  const inner = createInProcessExecutor(chain, { store });
  const executor: Executor = {
    specificationVersion: "v1",
    execute(task, options) {
      tasks.push(JSON.parse(JSON.stringify(task)));
      return inner.execute(task, options);
    },
  };
  return { chain, store, executor, tasks, done, state };
}

describe("a runner with an executor", () => {
  it("gives every movable stage of the plan to it, as references", async () => {
    const { chain, store, executor, tasks } = world();
    const { output, record } = await createRunner({ store, executor }).run(chain, 1, { runId: "r", seed: 3 });
    expect(output).toBe(8);
    const movable = plan(chain).nodes.filter((node) => node.movable);
    expect(tasks.map(({ path }) => path).sort()).toEqual(movable.map(({ path }) => path).sort());
    for (const { input, seed, runId } of tasks) {
      expect({ seed, runId, codec: input.codec }).toEqual({ seed: 3, runId: "r", codec: null });
      expect(input.digest).toMatch(/^sha256:/);
    }
    expect(record).toEqual(await readRun(store, "r"));
    expect(record.stages.map(({ path, status }) => `${path} ${status}`)).toContain("parallel>right succeeded");
  });

  it("tells listeners the same story as without", async () => {
    const told = async (withExecutor: boolean) => {
      const { chain, store, executor } = world();
      const runner = createRunner({ store, ...(withExecutor && { executor }) });
      const events: string[] = [];
      const note = (event: RunEvent) => events.push(`${event.type} ${"stage" in event ? event.stage : ""}`);
      for (const type of ["run-start", "stage-start", "stage-end", "run-end"] as const) runner.on(type, note);
      await runner.run(chain, 1, { runId: "r" });
      return events.sort();
    };
    expect(await told(true)).toEqual(await told(false));
  });

  it("resumes what ran in one process, and one process resumes what it ran", async () => {
    for (const [first, second] of [
      [true, false],
      [false, true],
      [true, true],
    ] as const) {
      const { chain, store, executor, done, state } = world();
      const runner = (elsewhere: boolean) => createRunner({ store, ...(elsewhere && { executor }) });
      state.crashAt = "left";
      await expect(runner(first).run(chain, 1, { runId: "r" })).rejects.toThrow("crash in left");
      state.crashAt = "";
      expect((await runner(second).run(chain, 1, { runId: "r" })).output).toBe(8);
      expect([...done].sort()).toEqual(["left", "one", "right", "two"]);
      expect((await runner(first).run(chain, 1, { runId: "r" })).output).toBe(8);
    }
  });

  it("runs here what takes an input that JSON cannot carry, and the rest elsewhere", async () => {
    const store = createMemoryStore();
    const read = defineStage({
      id: "read",
      version: "1.0.0",
      run: (file: { readonly version: string; read(): number }) => file.read(),
    });
    const chain = pipeline(
      "chain",
      tap("open", (file: { readonly version: string; read(): number }) => file.read()),
    )
      .pipe(read)
      .pipe(defineStage({ id: "double", version: "1.0.0", run: (value: number) => value * 2 }));
    const tasks: string[] = [];
    const inner = createInProcessExecutor(chain, { store });
    const executor: Executor = {
      specificationVersion: "v1",
      execute: (task, options) => {
        tasks.push(task.path);
        return inner.execute(task, options);
      },
    };
    const run = await createRunner({ store, executor }).run(
      chain,
      { version: "file-1", read: () => 21 },
      { runId: "r" },
    );
    expect({ output: run.output, tasks }).toEqual({ output: 42, tasks: ["double"] });
  });

  it("stops at an abort and at the first failure in parallel, and says which stage failed", async () => {
    const { chain, store, executor, state } = world();
    state.crashAt = "right";
    const runner = createRunner({ store, executor });
    await expect(runner.run(chain, 1, { runId: "r" })).rejects.toThrow("crash in right");
    expect((await readRun(store, "r")).stages.find(({ path }) => path === "parallel>right>right")?.status).toBe(
      "failed",
    );
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(runner.run(chain, 1, { runId: "s", signal })).rejects.toThrow("enough");
  });

  it("refuses an executor without a store, one of another specification, and one that answers without a reference", async () => {
    const { chain, store, executor } = world();
    expect(() => createRunner({ executor })).toThrow("a `store` beside the `executor`");
    const later = { ...executor, specificationVersion: "v2" };
    expect(() => Reflect.apply(createRunner, undefined, [{ store, executor: later }])).toThrow(
      '`executor` to have the specificationVersion "v1", got "v2"',
    );
    const broken: Executor = { specificationVersion: "v1", execute: async () => ({ output: 3 }) as never };
    await expect(createRunner({ store, executor: broken }).run(chain, 1)).rejects.toThrow("an artifact of stage one");
  });

  it("keeps outputs that are undefined or long, dates and bigints as they are", async () => {
    const values: Json[] = ["x".repeat(10_000), [1, "ü"]];
    const odd = [undefined, new Date(5), 10n, ...values];
    for (const [index, value] of odd.entries()) {
      const store = createMemoryStore();
      const give = pipeline("give", defineStage({ id: "give", version: "1.0.0", run: (_: number) => value })).pipe(
        defineStage({ id: "pass", version: "1.0.0", run: (given: unknown) => given }),
      );
      const executor = createInProcessExecutor(give, { store });
      const there = await createRunner({ store, executor }).run(give, 1, { runId: `r${index}` });
      const here = await createRunner({ store: createMemoryStore() }).run(give, 1, { runId: "r" });
      expect(there.output).toEqual(value);
      expect(there.record.output).toBe(here.record.output);
    }
  });
});
