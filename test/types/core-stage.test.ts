import { describe, expectTypeOf, it } from "vitest";
import { z } from "zod";
import {
  branch,
  type ContextOf,
  forEach,
  type InputOf,
  type OutputOf,
  parallel,
  retry,
  tap,
} from "../../src/core/house.js";
import {
  type Context,
  cached,
  createRunner,
  defineStage,
  type Pipeline,
  pipeline,
  type RunEvent,
  type RunRecord,
  type Source,
  type Stage,
  timeout,
} from "../../src/core/index.js";

interface Row {
  readonly userId: string;
  readonly amount: number;
}
interface FeatureStore {
  latest(id: string): number;
}
interface WithStore extends Context {
  readonly featureStore: FeatureStore;
}
interface WithPrices extends Context {
  readonly prices: { now(): number };
}
interface MaybeStore extends Context {
  readonly featureStore?: FeatureStore;
}
interface Other {
  readonly z: number;
}

const parse = defineStage({
  id: "parse",
  version: "1.0.0",
  run: (lines: readonly string[]): Row[] => lines.map((userId) => ({ userId, amount: 1 })),
});
const count = defineStage({ id: "count", version: "1.0.0", run: (rows: readonly Row[]) => rows.length });
const total = defineStage({ id: "total", version: "1.0.0", run: (rows: readonly Row[]) => String(rows.length) });
const lookUp = defineStage({
  id: "look-up",
  version: "1.0.0",
  run: (rows: readonly Row[], context: WithStore) => rows.map((row) => context.featureStore.latest(row.userId)),
});
const price = defineStage({
  id: "price",
  version: "1.0.0",
  run: (rows: readonly Row[], context: WithPrices) => rows.length * context.prices.now(),
});
const maybe = defineStage({
  id: "maybe",
  version: "1.0.0",
  run: (rows: readonly Row[], context: MaybeStore) => context.featureStore?.latest("a") ?? rows.length,
});
const featureStore: FeatureStore = { latest: () => 1 };

describe("the types of a stage", () => {
  it("are those of its function", () => {
    expectTypeOf(parse).toEqualTypeOf<Stage<readonly string[], Row[]>>();
    expectTypeOf<InputOf<typeof lookUp>>().toEqualTypeOf<readonly Row[]>();
    expectTypeOf<OutputOf<typeof lookUp>>().toEqualTypeOf<number[]>();
    expectTypeOf<ContextOf<typeof lookUp>>().toEqualTypeOf<WithStore>();
    expectTypeOf(defineStage({ id: "x", version: "1.0.0", run: async (row: Row) => row.amount })).toEqualTypeOf<
      Stage<Row, number>
    >();
  });

  it("let a direct call leave out the context, but not a service that is needed", async () => {
    expectTypeOf(await parse(["a"])).toEqualTypeOf<Row[]>();
    await parse(["a"], { attempt: 2 });
    await lookUp([], { featureStore });
    await maybe([]);
    await maybe([], { featureStore });
    // @ts-expect-error the service is missing
    const missing = () => lookUp([]);
    // @ts-expect-error the input is of another type
    const wrong = () => parse([1]);
    expectTypeOf(missing).toBeFunction();
    expectTypeOf(wrong).toBeFunction();
  });

  it("are the schema's input for the caller and its output for run", async () => {
    const typed = defineStage({
      id: "typed",
      version: "1.0.0",
      input: z.object({ a: z.string().transform(Number) }),
      run: ({ a }) => a.toFixed(1),
    });
    expectTypeOf(typed).toEqualTypeOf<Stage<{ a: string }, string>>();
    expectTypeOf(await typed({ a: "1" })).toEqualTypeOf<string>();
    // @ts-expect-error the caller gives the schema's input
    const wrong = () => typed({ a: 1 });
    expectTypeOf(wrong).toBeFunction();
    // @ts-expect-error run does not give what the output schema takes
    defineStage({ id: "typed", version: "1.0.0", output: z.object({ b: z.string() }), run: (_row: Row) => ({ b: 1 }) });
  });

  it("accept a stage for a narrower input and refuse one for a wider", () => {
    expectTypeOf<Stage<{ a: number }, string>>().toExtend<Stage<{ a: number; b: number }, string>>();
    expectTypeOf<Stage<{ a: number; b: number }, string>>().not.toExtend<Stage<{ a: number }, string>>();
    expectTypeOf<Stage<number, string>>().not.toExtend<Stage<number, number>>();
    // @ts-expect-error a plain function is not a stage
    const plain = () => pipeline("p", async (value: number) => value);
    expectTypeOf(plain).toBeFunction();
  });
});

describe("the types of a pipeline", () => {
  it("chain outputs to inputs and gather services", () => {
    const chained = pipeline("p", parse).pipe(lookUp);
    expectTypeOf(chained).toExtend<Pipeline<readonly string[], number[], Context & WithStore>>();
    expectTypeOf<OutputOf<typeof chained>>().toEqualTypeOf<number[]>();
    // @ts-expect-error a wrong chain does not compile, at the offending stage
    pipeline("p", parse).pipe(parse);
  });

  it("give an inline stage its input's type", () => {
    const inline = pipeline("p", parse)
      .pipe(tap("look", (rows, { log }) => log.info({}, `${rows.length} rows`)))
      .pipe(defineStage({ id: "x", version: "1.0.0", run: (rows, { random }) => rows.length + random() }));
    expectTypeOf(inline).toExtend<Stage<readonly string[], number>>();
    const each = pipeline("f", parse).pipe(
      forEach(defineStage({ id: "x", version: "1.0.0", run: (row) => row.amount }), { concurrency: 2 }),
    );
    expectTypeOf<OutputOf<typeof each>>().toEqualTypeOf<number[]>();
  });
});

describe("the types of combinators", () => {
  it("parallel gives each branch's output by name and needs every branch's service", () => {
    const both = pipeline("p", parse).pipe(parallel({ count, total }));
    expectTypeOf<OutputOf<typeof both>>().toEqualTypeOf<{ count: number; total: string }>();
    expectTypeOf<InputOf<typeof both>>().toEqualTypeOf<readonly string[]>();
    const services = parallel({ lookUp, price });
    expectTypeOf<ContextOf<typeof services>>().toExtend<WithStore & WithPrices>();
    const inline = pipeline("p", parse).pipe(
      parallel({
        n: defineStage({
          id: "x",
          version: "1.0.0",
          run: (rows: readonly Row[], { random }) => rows.length + random(),
        }),
      }),
    );
    expectTypeOf<OutputOf<typeof inline>>().toEqualTypeOf<{ n: number }>();
    const optional = parallel({ maybe, count });
    expectTypeOf(optional([])).toEqualTypeOf<Promise<{ maybe: number; count: number }>>();
    const other = defineStage({ id: "s", version: "1.0.0", run: (rows: readonly Other[]) => rows.length });
    // @ts-expect-error a branch takes another input
    pipeline("g", parse).pipe(parallel({ other }));
  });

  it("branch gives any branch's output, and choose sees the input and must name a branch", async () => {
    const small = defineStage({
      id: "small",
      version: "1.0.0",
      run: (_rows: readonly Row[]) => ({ kind: "small" as const, a: 1 }),
    });
    const large = defineStage({
      id: "large",
      version: "1.0.0",
      run: (_rows: readonly Row[]) => ({ kind: "large" as const, b: "x" }),
    });
    const routed = pipeline("p", parse).pipe(
      branch(
        { small, large },
        { id: "by-size", version: "1.0.0", choose: (rows) => (rows.length < 10 ? "small" : "large") },
      ),
    );
    const output = await routed([]);
    if (output.kind === "small") expectTypeOf(output.a).toEqualTypeOf<number>();
    else expectTypeOf(output.b).toEqualTypeOf<string>();
    // @ts-expect-error no such branch
    branch({ small, large }, { id: "by-size", version: "1.0.0", choose: () => "medium" });
  });

  it("wrappers keep the stage's types and services", () => {
    expectTypeOf(retry(lookUp)).toEqualTypeOf(lookUp);
    expectTypeOf(timeout(lookUp, 5)).toEqualTypeOf(lookUp);
    expectTypeOf(cached(lookUp)).toEqualTypeOf(lookUp);
    expectTypeOf(forEach(lookUp)).toEqualTypeOf<Stage<readonly (readonly Row[])[], number[][], WithStore>>();
  });
});

describe("the types of a runner", () => {
  const chained = pipeline("p", parse).pipe(parallel({ lookUp, count }));
  const kafka: Source<readonly string[]> = {
    specificationVersion: 1,
    name: "kafka",
    async *partitions() {},
  };

  it("give the stage's output and a record", async () => {
    const runner = createRunner({ services: { featureStore } });
    const { output, record } = await runner.run(chained, ["a"], { runId: "2001-02", seed: 1 });
    expectTypeOf(output).toEqualTypeOf<{ lookUp: number[]; count: number }>();
    expectTypeOf(record).toEqualTypeOf<RunRecord>();
    for await (const { output } of runner.each(chained, kafka))
      expectTypeOf(output).toEqualTypeOf<{ lookUp: number[]; count: number }>();
    expectTypeOf((await createRunner().run(parse, [])).output).toEqualTypeOf<Row[]>();
    // @ts-expect-error the input is of another type
    const wrong = () => runner.run(chained, [1]);
    expectTypeOf(wrong).toBeFunction();
  });

  it("make a missing service a compile error at run and at each", () => {
    // @ts-expect-error missing service
    const run = () => createRunner().run(chained, []);
    // @ts-expect-error a service of another type
    const other = () => createRunner({ services: { featureStore: 1 } }).run(chained, []);
    // @ts-expect-error missing service
    const each = () => createRunner().each(chained, kafka);
    expectTypeOf([run, other, each]).toBeArray();
  });

  it("refuse services with the context's own names", () => {
    // @ts-expect-error services may not take the context's own names
    const taken = () => createRunner({ services: { signal: "oops" } });
    expectTypeOf(taken).toBeFunction();
  });

  it("give listeners the event of their type", () => {
    const runner = createRunner();
    runner.on("stage-end", (event) => {
      expectTypeOf(event.milliseconds).toEqualTypeOf<number>();
      expectTypeOf(event.type).toEqualTypeOf<"stage-end">();
    });
    runner.on("stage-retry", ({ error, delayMilliseconds }) => {
      expectTypeOf(error).toBeUnknown();
      expectTypeOf(delayMilliseconds).toBeNumber();
    });
    const all = (event: RunEvent) => event.runId;
    for (const type of ["run-start", "stage-end"] as const) runner.on(type, all);
    // @ts-expect-error no such event
    runner.on("stage-ended", all);
  });
});
