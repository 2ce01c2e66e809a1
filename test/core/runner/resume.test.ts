import { describe, expect, it } from "vitest";
import {
  type Codec,
  ConflictError,
  createMemoryStore,
  createRunner,
  defineStage,
  type Json,
  pipeline,
  type RunEvent,
  readRun,
  retry,
  StateError,
  type Store,
} from "../../../src/core/index.js";

const environment = { GIT_COMMIT: "abc123" };
class Bag {
  constructor(readonly items: readonly number[]) {}
}
const bags: Codec<Bag> = {
  id: "bag@1",
  encode: async ({ items }, blobs) => blobs.put(Uint8Array.from(items)),
  decode: async (json: Json, blobs) => new Bag([...(await blobs.get(json as `sha256:${string}`))]),
};

/** A pipeline with a nested one that counts what runs and crashes where it is told to. */
function world() {
  const runs: string[] = [];
  const state = { crashAt: "" };
  const enter = (id: string) => {
    runs.push(id);
    if (id === state.crashAt) throw new Error(`crash in ${id}`);
  };
  const pack = defineStage({
    id: "pack",
    version: "1.0.0",
    codec: bags,
    run: (count: number) => {
      enter("pack");
      return new Bag([count]);
    },
  });
  const draw = defineStage({
    id: "draw",
    version: "1.0.0",
    codec: bags,
    run: (bag: Bag, { random }) => {
      enter("draw");
      return new Bag([...bag.items, Math.floor(random() * 256)]);
    },
  });
  const when = defineStage({
    id: "when",
    version: "1.0.0",
    run: (bag: Bag) => {
      enter("when");
      return { at: new Date(0), big: 10n, sum: bag.items.reduce((sum, item) => sum + item, 0) };
    },
  });
  const last = defineStage({
    id: "last",
    version: "1.0.0",
    run: (value: { readonly at: Date; readonly sum: number }) => {
      enter("last");
      return `${value.sum} ${value.at.getTime()}`;
    },
  });
  const inner = pipeline("inner", draw).pipe(when);
  return { stage: pipeline("world", pack).pipe(inner).pipe(last), runs, state };
}

async function start(store: Store, crashAt: string) {
  const made = world();
  made.state.crashAt = crashAt;
  const attempt = (options: object = {}) =>
    createRunner({ store, environment }).run(made.stage, 3, { runId: "r", seed: 42, ...options });
  await expect(attempt()).rejects.toThrow(`crash in ${crashAt}`);
  made.state.crashAt = "";
  return { ...made, attempt };
}

describe("the same run id again", () => {
  it.each([
    ["pack", ["pack", "pack", "draw", "when", "last"]],
    ["draw", ["pack", "draw", "draw", "when", "last"]],
    ["when", ["pack", "draw", "when", "when", "last"]],
    ["last", ["pack", "draw", "when", "last", "last"]],
  ])("goes on after a crash in %s and gives what an unbroken run gives", async (crashAt, expected) => {
    const store = createMemoryStore();
    const { attempt, runs } = await start(store, crashAt);
    const { output, record } = await attempt();
    expect(runs).toEqual(expected);
    expect(record).toMatchObject({ status: "succeeded", resumes: 1 });
    expect(record.error).toBeUndefined();
    const unbroken = await createRunner({ store: createMemoryStore(), environment }).run(world().stage, 3, {
      seed: 42,
    });
    expect(output).toBe(unbroken.output);
    expect(record.stages.map(({ path, output }) => [path, output]).sort()).toEqual(
      unbroken.record.stages.map(({ path, output }) => [path, output]).sort(),
    );
    expect(await readRun(store, "r")).toEqual(record);
  });

  it("gives the output of a run that has ended without running anything", async () => {
    const store = createMemoryStore();
    const { attempt, runs } = await start(store, "last");
    const { output } = await attempt();
    const { length } = runs;
    const before = await store.head("runs/r");
    const again = await attempt();
    expect(again.output).toBe(output);
    expect(runs).toHaveLength(length);
    expect(await store.head("runs/r")).toEqual(before);
  });

  it("tells listeners which stages were resumed", async () => {
    const store = createMemoryStore();
    const { stage } = await start(store, "when");
    const runner = createRunner({ store, environment });
    const told: unknown[] = [];
    const listen = (event: RunEvent) =>
      told.push([
        "resumed" in event ? `${event.type} resumed=${event.resumed}` : event.type,
        "stage" in event && event.stage,
      ]);
    for (const type of ["run-start", "stage-start", "stage-end", "run-end"] as const) runner.on(type, listen);
    await runner.run(stage, 3, { runId: "r" });
    expect(told.map((one) => (one as string[]).join(" "))).toMatchInlineSnapshot(`
      [
        "run-start world",
        "stage-start pack",
        "stage-end resumed=true pack",
        "stage-start inner",
        "stage-start inner>draw",
        "stage-end resumed=true inner>draw",
        "stage-start inner>when",
        "stage-end resumed=false inner>when",
        "stage-end resumed=false inner",
        "stage-start last",
        "stage-end resumed=false last",
        "run-end world",
      ]
    `);
  });

  it("takes the seed of the run when none is given", async () => {
    const { attempt } = await start(createMemoryStore(), "draw");
    const { record } = await attempt({ seed: undefined });
    expect(record.seed).toBe(42);
  });

  it("refuses another seed, another input and other stages, and says what changed", async () => {
    const store = createMemoryStore();
    const { stage, attempt } = await start(store, "when");
    await expect(attempt({ seed: 43 })).rejects.toThrowErrorMatchingInlineSnapshot(
      `[StateError: [golden-pipeline] [run r] Expected what the run was started with, got changes: the seed was 42 and is 43. Give another \`runId\` to run it anew]`,
    );
    const runner = createRunner({ store, environment });
    await expect(runner.run(stage, 4, { runId: "r" })).rejects.toThrow(/the input was sha256:\w+ and is sha256:\w+/);
    const number = (id: string, version: string, params = {}) =>
      defineStage({ id, version, params, run: (value: number) => value });
    const known = pipeline("p", number("a", "1.0.0")).pipe(pipeline("q", number("b", "1.0.0", { x: 1 })));
    await runner.run(known, 1, { runId: "s" });
    const changes = [
      pipeline("p", number("a", "1.0.0")).pipe(pipeline("q", number("b", "1.0.0", { x: 2 }))),
      pipeline("p", number("a", "1.1.0")).pipe(pipeline("q", number("b", "1.0.0", { x: 1 }))),
      known.pipe(number("c", "1.0.0")),
      retry(known),
    ];
    const messages: unknown[] = [];
    for (const changed of changes)
      await runner
        .run(changed, 1, { runId: "s" })
        .catch((error: unknown) => messages.push(StateError.isInstance(error) && error.message));
    expect(messages).toMatchInlineSnapshot(`
      [
        "[golden-pipeline] [run s] Expected what the run was started with, got changes: stage p>q>b has other params. Give another \`runId\` to run it anew",
        "[golden-pipeline] [run s] Expected what the run was started with, got changes: stage p>a had version 1.0.0 and has 1.1.0. Give another \`runId\` to run it anew",
        "[golden-pipeline] [run s] Expected what the run was started with, got changes: the stages in p were a, q and are a, q, c. Give another \`runId\` to run it anew",
        "[golden-pipeline] [run s] Expected what the run was started with, got changes: the stages in p were a, q and are p. Give another \`runId\` to run it anew",
      ]
    `);
  });

  it("knows a noun by its digest or version, and does not judge what it cannot know", async () => {
    const stage = defineStage({ id: "x", version: "1.0.0", run: (_noun: { readonly rows: () => number }) => 1 });
    const runner = createRunner({ store: createMemoryStore(), environment });
    const noun = (facts: object) => ({ rows: () => 1, ...facts });
    await runner.run(stage, noun({ version: "a" }), { runId: "r" });
    await runner.run(stage, noun({ version: "a" }), { runId: "r" });
    await expect(runner.run(stage, noun({ version: "b" }), { runId: "r" })).rejects.toThrow("the input was a and is b");
    await runner.run(stage, noun({}), { runId: "s" });
    await runner.run(stage, noun({ version: "b" }), { runId: "s" });
  });

  it("lets one of two processes have the run, the other gets a ConflictError", async () => {
    const store = createMemoryStore();
    const run = () => createRunner({ store, environment }).run(world().stage, 3, { runId: "r" });
    const results = await Promise.allSettled([run(), run()]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const lost = results.find((result) => result.status === "rejected");
    expect(ConflictError.isInstance(lost?.reason)).toBe(true);
    expect(await readRun(store, "r")).toMatchObject({ status: "succeeded" });
  });

  it("takes over from a process that hangs, which then gets a ConflictError", async () => {
    const store = createMemoryStore();
    let release = () => {};
    const hanging = defineStage({
      id: "x",
      version: "1.0.0",
      run: async (value: number) => {
        await new Promise<void>((resolve) => {
          release = resolve;
        });
        return value;
      },
    });
    const run = () => createRunner({ store, environment }).run(hanging, 1, { runId: "r" });
    const first = run();
    while ((await store.head("runs/r")).sequence < 2) await new Promise(setImmediate);
    const releaseFirst = release;
    const second = run();
    while ((await store.head("runs/r")).sequence < 4) await new Promise(setImmediate);
    releaseFirst();
    await expect(first).rejects.toThrow(ConflictError);
    release();
    expect((await second).output).toBe(1);
  });

  it("keeps outputs that are undefined, long or passed on", async () => {
    const runner = createRunner({ store: createMemoryStore(), environment });
    const long = defineStage({ id: "long", version: "1.0.0", run: () => new Float64Array(5000).fill(0.5) });
    const none = defineStage({ id: "none", version: "1.0.0", run: () => undefined });
    for (const stage of [long, none]) {
      const first = await runner.run(stage, undefined, { runId: stage.id });
      expect((await runner.run(stage, undefined, { runId: stage.id })).output).toStrictEqual(first.output);
    }
  });

  it("asks for a codec at the stage whose output is not JSON, only with a store", async () => {
    const bag = defineStage({ id: "bag", version: "1.0.0", run: (count: number) => new Bag([count]) });
    expect((await createRunner().run(bag, 1)).output).toEqual(new Bag([1]));
    const store = createMemoryStore();
    await expect(
      createRunner({ store, environment }).run(pipeline("p", bag), 1, { runId: "r" }),
    ).rejects.toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [stage bag] Expected the output to be JSON, or the stage to have a \`codec\`, as a run with a store keeps the output of each stage, got an instance of Bag]`,
    );
    expect(await readRun(store, "r")).toMatchObject({ status: "failed", stages: [{ path: "bag", status: "failed" }] });
  });

  it("refuses a run id that cannot name a log", async () => {
    await expect(createRunner().run(world().stage, 1, { runId: "2001_01" })).rejects.toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [runner] Expected \`runId\` to be lower-case letters and digits joined by single \`-\`, \`.\` or \`/\`, at most 195 in all, got "2001_01" (string)]`,
    );
  });
});
