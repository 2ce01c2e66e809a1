import {
  type Artifact,
  branch,
  type Codec,
  ConflictError,
  createMemoryStore,
  createRunner,
  defineStage,
  type Executor,
  forEach,
  type Json,
  type Pipeline,
  parallel,
  pipeline,
  plan,
  readRun,
  retry,
  type StageTask,
  type Store,
  tap,
} from "../core/index.js";
import { deepStrictEqual, rejects, strictEqual } from "./assertions.js";
import { type Check, checksOf } from "./check.js";

/** An executor for `executorCheckPipeline`, with the store that it and the runner share, and how to get rid of both. */
export interface CheckedExecutor {
  readonly executor: Executor;
  readonly store: Store;
  close(): Promise<void>;
}

/** Numbers in a form that JSON cannot carry, so that a codec is needed. */
class Bag {
  constructor(readonly items: readonly number[]) {}
}
const bags: Codec<Bag> = {
  id: "checked-bag@1",
  encode: async ({ items }, blobs) => blobs.put(new Uint8Array(new Float64Array(items).buffer)),
  decode: async (json: Json, blobs) => {
    const bytes = (await blobs.get(json as `sha256:${string}`)).slice();
    return new Bag([...new Float64Array(bytes.buffer)]);
  },
};

const fill = defineStage({
  id: "fill",
  version: "1.0.0",
  codec: bags,
  run: (count: number, { random }) => {
    if (count < 0) throw new RangeError("a bag cannot hold fewer than no items");
    return new Bag(Array.from({ length: count }, () => random()));
  },
});
const sort = defineStage({
  id: "sort",
  version: "1.0.0",
  codec: bags,
  run: ({ items }: Bag) => new Bag(items.toSorted((left, right) => left - right)),
});
const shake = defineStage({
  id: "shake",
  version: "1.0.0",
  run: ({ items }: Bag, { random }) => items.map((item) => item + random()),
});
const sum = defineStage({
  id: "sum",
  version: "1.0.0",
  run: (items: readonly number[]) => items.reduce((total, item) => total + item, 0),
});
const round = defineStage({ id: "round", version: "1.0.0", run: (value: number) => Math.round(value * 1e6) });
const choose = branch(
  { few: sum, many: sum },
  {
    id: "by-size",
    version: "1.0.0",
    choose: (items: readonly number[]) => (items.length < 3 ? "few" : "many"),
  },
);
const look = tap("look", (value: Bag) => {
  if (!(value instanceof Bag)) throw new TypeError("the bag was not decoded");
});
const both = parallel({ sorted: pipeline("arrange", sort).pipe(look), total: pipeline("total", shake).pipe(choose) });
const join = defineStage({
  id: "join",
  version: "1.0.0",
  run: ({ sorted, total }: { readonly sorted: Bag; readonly total: number }) => [...sorted.items, total],
});

/**
 * What `executorChecks` runs: workers in other processes import it and give it to `createInProcessExecutor`. It nests, has branches,
 * draws random numbers, and its outputs need codecs.
 */
export const executorCheckPipeline: Pipeline<number, number[]> = pipeline("executor-checks", fill)
  .pipe(both)
  .pipe(retry(join, { attempts: 2 }))
  .pipe(forEach(round));

/**
 * What every executor must do, whatever carries the tasks: references in, references out, the same ones as in one process.
 * @param create Makes an executor whose workers run `executorCheckPipeline` over the store.
 * @example
 * for (const { name, run } of executorChecks(create)) it(name, run);
 */
export function executorChecks(create: () => Promise<CheckedExecutor>): Iterable<Check> {
  return checksOf(
    create,
    {
      "is of the specification version that it states": async ({ executor }) =>
        strictEqual(executor.specificationVersion, "v1"),

      "gives the same output, and every stage the same output digest, as one process": async ({ executor, store }) => {
        const alone = createMemoryStore();
        const options = { runId: newRunId(), seed: 7 };
        const here = await createRunner({ store: alone }).run(executorCheckPipeline, 5, options);
        const there = await createRunner({ store, executor }).run(executorCheckPipeline, 5, options);
        deepStrictEqual(there.output, here.output);
        strictEqual(there.record.output, here.record.output);
        const paths = plan(executorCheckPipeline).nodes.map(({ path }) => path);
        const digests = async (record: {
          readonly stages: readonly { path: string; input?: string; output?: string }[];
        }) =>
          Object.fromEntries(
            record.stages
              .filter(({ path }) => paths.includes(path))
              .map(({ path, input, output }) => [path, { input, output }])
              .sort(),
          );
        const found = await digests(await readRun(store, options.runId));
        const expected = await digests(await readRun(alone, options.runId));
        strictEqual(typeof found.fill?.output, "string");
        for (const [path, both] of Object.entries(found)) deepStrictEqual({ [path]: both }, { [path]: expected[path] });
      },

      "gives the same artifact for a task that is given again, one after the other and at once": async (checked) => {
        const task = await taskOf(checked.store, 3);
        const first = await execute(checked.executor, task);
        deepStrictEqual(await execute(checked.executor, JSON.parse(JSON.stringify(task))), first);
        const other = { ...task, runId: newRunId() };
        const [left, right] = await Promise.all([execute(checked.executor, other), execute(checked.executor, other)]);
        deepStrictEqual(left, right);
        strictEqual(left.digest, first.digest);
      },

      "gives references to blobs of the store": async ({ executor, store }) => {
        const { digest, codec } = await execute(executor, await taskOf(store, 2));
        strictEqual(codec, "checked-bag@1");
        strictEqual(await store.blobs.has(digest), true);
      },

      "fails with what the stage says, and then does other tasks": async ({ executor, store }) => {
        await rejects(execute(executor, await taskOf(store, -1)), /a bag cannot hold fewer than no items/);
        strictEqual((await execute(executor, await taskOf(store, 1))).codec, "checked-bag@1");
      },

      "refuses a stage that the plan does not let it run, or of another fingerprint": async ({ executor, store }) => {
        const task = await taskOf(store, 1);
        await rejects(execute(executor, { ...task, path: "nowhere" }), /nowhere/);
        await rejects(execute(executor, { ...task, path: "parallel" }), /parallel/);
        await rejects(execute(executor, { ...task, fingerprint: "0".repeat(64) }), /fingerprint/);
      },

      "goes on with a task for whoever has taken over the run when the one before lets go of it": async (checked) => {
        // Wherever the task may be by then: whether it waits, is at work or is done.
        const outcomes = [0, 1, 2, 5, 10, 20, 50, 100].map(async (milliseconds) => {
          const task = await taskOf(checked.store, 3);
          const lost = new AbortController();
          const before = checked.executor.execute(task, { signal: lost.signal }).catch(() => undefined);
          const next = execute(checked.executor, task);
          const log = `runs/${task.runId}`;
          setTimeout(() => lost.abort(new ConflictError({ log, expected: 1, actual: 2 })), milliseconds);
          const [, { codec }] = await Promise.all([before, next]);
          return codec;
        });
        for (const codec of await Promise.all(outcomes)) strictEqual(codec, "checked-bag@1");
      },

      "does not begin when it is aborted": async ({ executor, store }) => {
        const signal = AbortSignal.abort(new Error("enough"));
        await rejects(executor.execute(await taskOf(store, 4), { signal }), /enough/);
      },
    },
    ["executor", "store"],
  );
}

function execute(executor: Executor, task: StageTask): Promise<Artifact> {
  return executor.execute(task, { signal: new AbortController().signal });
}

/** Never one that there was before: what carries the tasks may remember them for longer than a check takes. */
const newRunId = (): string => `checked-${globalThis.crypto.randomUUID()}`;

/** The first stage of the pipeline as a task. */
async function taskOf(store: Store, count: number): Promise<StageTask> {
  const digest = await store.blobs.put(Buffer.from(String(count)));
  const { id, fingerprint } = fill;
  return { runId: newRunId(), seed: 7, path: id, stage: id, fingerprint, input: { digest, codec: null } };
}
