import { AsyncLocalStorage } from "node:async_hooks";
import { describe, expect, it } from "vitest";
import {
  createInProcessExecutor,
  createMemoryStore,
  createRunner,
  defineStage,
  type InterceptedWork,
  type Interceptor,
  parallel,
  pipeline,
  retry,
} from "../../../src/core/index.js";

const where = new AsyncLocalStorage<string>();

function watching(): { readonly seen: InterceptedWork[]; readonly interceptor: Interceptor } {
  const seen: InterceptedWork[] = [];
  const interceptor: Interceptor = (work, proceed) => {
    seen.push(work);
    const outer = where.getStore();
    const own = `${work.kind} ${work.path}`;
    return where.run(outer === undefined ? own : `${outer} / ${own}`, proceed);
  };
  return { seen, interceptor };
}

const named = (id: string) =>
  defineStage({
    id,
    version: "1.2.0",
    run: async (said: readonly string[]) => {
      await Promise.resolve();
      return [...said, where.getStore() ?? "nowhere"];
    },
  });

describe("an interceptor", () => {
  for (const kept of [false, true])
    it(`stands around the run and each of its stages, in each other as they are, ${kept ? "with" : "without"} a store`, async () => {
      const { seen, interceptor } = watching();
      const runner = createRunner({ interceptor, ...(kept && { store: createMemoryStore() }) });
      const inner = pipeline("inner", named("a")).pipe(named("a"));
      const { output } = await runner.run(pipeline("outer", inner).pipe(named("b")), []);
      expect(output).toEqual([
        "run outer / stage inner / stage inner>a",
        "run outer / stage inner / stage inner>a#2",
        "run outer / stage b",
      ]);
      expect(seen.map(({ stage }) => `${stage.id}@${stage.version}`)).toEqual([
        "outer@1.0.0",
        "inner@1.0.0",
        "a@1.2.0",
        "a@1.2.0",
        "b@1.2.0",
      ]);
      expect(seen[2]).toMatchObject({ kind: "stage", path: "inner>a", attempt: 1 });
      expect(new Set(seen.map(({ runId }) => runId)).size).toBe(1);
    });

  it("keeps branches apart, and stands around each attempt", async () => {
    const { seen, interceptor } = watching();
    let tries = 0;
    const shaky = retry(
      defineStage({
        id: "shaky",
        version: "1.0.0",
        run: () => {
          if (++tries < 3) throw new Error("not yet");
          return where.getStore() ?? "nowhere";
        },
      }),
      { delay: { initialMilliseconds: 0 } },
    );
    const plain = defineStage({ id: "plain", version: "1.0.0", run: () => where.getStore() ?? "nowhere" });
    const { output } = await createRunner({ interceptor }).run(parallel({ left: shaky, right: plain }), 1);
    expect(output.left).toMatch(/stage parallel>left \/ attempt parallel>left$/);
    expect(output.right).toMatch(/stage parallel>right$/);
    expect(seen.filter(({ kind }) => kind === "attempt").map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
  });

  it("is not asked for what is read back, and stands around what an executor does", async () => {
    const { seen, interceptor } = watching();
    const store = createMemoryStore();
    const executor = createInProcessExecutor(pipeline("p", named("a")), { store });
    const runner = createRunner({ interceptor, store, executor });
    const first = await runner.run(pipeline("p", named("a")), [], { runId: "one" });
    expect(seen.map(({ kind, path }) => `${kind} ${path}`)).toEqual(["run p", "stage a"]);
    expect((await runner.run(pipeline("p", named("a")), [], { runId: "one" })).output).toEqual(first.output);
    expect(seen).toHaveLength(2);
  });

  it("changes neither fingerprints nor errors", async () => {
    const failing = defineStage({
      id: "failing",
      version: "1.0.0",
      run: () => {
        throw new RangeError("too far");
      },
    });
    const { interceptor } = watching();
    const error = await createRunner({ interceptor })
      .run(failing, 1)
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(RangeError);
  });

  it("fails the work with what it throws itself", async () => {
    const interceptor: Interceptor = () => {
      throw new Error("no tracer");
    };
    await expect(createRunner({ interceptor }).run(named("a"), [])).rejects.toThrow("no tracer");
  });
});
