import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { isStage } from "../../src/core/house.js";
import { type Context, createRandom, createSimulatedClock, defineStage, pipeline } from "../../src/core/index.js";

const double = defineStage({ id: "double", version: "1.0.0", run: (value: number) => value * 2 });

describe("defineStage", () => {
  it("makes a function that a unit test just calls", async () => {
    expect(await double(21)).toBe(42);
  });

  it("is frozen, branded and named after its id", () => {
    expect(Object.isFrozen(double)).toBe(true);
    expect(isStage(double)).toBe(true);
    expect(isStage(() => 1)).toBe(false);
    expect(double.name).toBe("double");
    expect(() => Object.assign(double, { id: "other" })).toThrow(TypeError);
  });

  it("has a fingerprint of id, version and params, whatever the order of the params", () => {
    const make = (params: object, version = "1.0.0") =>
      defineStage({ id: "x", version, params, run: (value: number) => value });
    expect(make({ a: 1, b: [2] }).fingerprint).toBe(make({ b: [2], a: 1 }).fingerprint);
    expect(make({ a: 1 }).fingerprint).not.toBe(make({ a: 2 }).fingerprint);
    expect(make({ a: 1 }).fingerprint).not.toBe(make({ a: 1 }, "1.0.1").fingerprint);
    expect(make({}).fingerprint).toMatch(/^[0-9a-f]{64}$/);
  });

  it("copies the params, so that changing them later changes nothing", () => {
    const params = { weights: [1, 2], other: undefined };
    const stage = defineStage({ id: "x", version: "1.0.0", params, run: (value: number) => value });
    params.weights.push(3);
    expect(stage.params).toEqual({ weights: [1, 2] });
    expect(Object.isFrozen(stage.params.weights)).toBe(true);
  });

  it("throws what the function throws, as it is", async () => {
    const mine = new Error("mine");
    const failing = defineStage({
      id: "x",
      version: "1.0.0",
      run: (_value: number): number => {
        throw mine;
      },
    });
    await expect(failing(1)).rejects.toBe(mine);
  });

  it("throws an aborted signal's reason as it is, before it begins", async () => {
    let began = false;
    const stage = defineStage({
      id: "x",
      version: "1.0.0",
      run: () => {
        began = true;
      },
    });
    await expect(stage(undefined, { signal: AbortSignal.abort("enough") })).rejects.toBe("enough");
    expect(began).toBe(false);
  });

  it("fills in what a direct call leaves out", async () => {
    const look = defineStage({
      id: "look",
      version: "1.0.0",
      run: async (_input: undefined, context: Context) => {
        await context.store.append("x", [{ type: "y", time: context.clock.now(), data: 1 }]);
        context.log.info({}, "hello");
        context.progress(1, 2);
        context.emit("name", {});
        return {
          drawn: context.random(),
          head: (await context.store.head("x")).sequence,
          runId: context.runId,
          attempt: context.attempt,
        };
      },
    });
    const clock = createSimulatedClock(5);
    expect(await look(undefined, { clock })).toEqual({
      drawn: createRandom(0).stream("look")(),
      head: 1,
      runId: "direct",
      attempt: 1,
    });
  });

  it("passes services on to the stages of a pipeline", async () => {
    interface WithPrices extends Context {
      readonly prices: { latest(): number };
    }
    const price = defineStage({
      id: "price",
      version: "1.0.0",
      run: (value: number, { prices }: WithPrices) => value + prices.latest(),
    });
    expect(await pipeline("p", double).pipe(price)(1, { prices: { latest: () => 5 } })).toBe(7);
  });

  it("does not accept ids, versions and params of another form", () => {
    const attempts = [
      { id: "Not Good", version: "1.0.0" },
      { id: "x", version: "1" },
      { id: "x", version: "1.0.0", params: { inner: { test: () => 1 } } },
      { id: "x", version: "1.0.0", params: { list: [new Date(0)] } },
      { id: "x", version: "1.0.0", params: { limit: Number.NaN } },
      { id: "x", version: "1.0.0", params: [1] },
    ];
    expect(
      attempts.map((attempt) => messageOf(() => defineStage({ ...attempt, run: () => 1 }))),
    ).toMatchInlineSnapshot(`
      [
        "InvalidArgumentError: [golden-pipeline] [stage] Expected \`id\` to be lower-case words joined by \`-\` or \`/\`, e.g. acme/clip, got "Not Good" (string)",
        "InvalidArgumentError: [golden-pipeline] [stage x] Expected \`version\` to be a semantic version, e.g. 1.0.0, got "1" (string)",
        "InvalidArgumentError: [golden-pipeline] [stage x] Expected \`params.inner.test\` to be plain JSON (custom functions carry an explicit version instead), got a function",
        "InvalidArgumentError: [golden-pipeline] [stage x] Expected \`params.list[0]\` to be plain JSON (custom functions carry an explicit version instead), got 1970-01-01T00:00:00.000Z (Date)",
        "InvalidArgumentError: [golden-pipeline] [stage x] Expected \`params.limit\` to be plain JSON (custom functions carry an explicit version instead), got NaN (number)",
        "InvalidArgumentError: [golden-pipeline] [stage x] Expected \`params\` to be a plain object, got [1]",
      ]
    `);
  });

  it("keeps secrets out of params", () => {
    const define = (params: object) => () => defineStage({ id: "x", version: "1.0.0", params, run: () => 1 });
    const secret = [
      { password: "x" },
      { db: { apiKey: "x" } },
      { api_key: "x" },
      { API_KEY: "x" },
      { accessToken: "x" },
      { authorization: "x" },
      { clientSecret: "x" },
      { headers: { Authorization: "Bearer x" } },
      { url: "postgres://me:hunter2@host/db" },
    ];
    for (const params of secret) expect(define(params)).toThrow("looks like a secret");
    expect(define({ password: "hunter2" })).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [stage x] Expected \`params.password\` to be kept out of params, which are stored and shown (give secrets to the client or service that needs them), got something that looks like a secret]`,
    );
    const harmless = [
      { maxTokens: 10 },
      { tokenizer: "x" },
      { secretary: "x" },
      { key: "x" },
      { password: undefined },
      { token: false },
      { url: "https://host/a:b@c" },
    ];
    for (const params of harmless) expect(define(params)).not.toThrow();
  });
});

describe("schemas of a stage", () => {
  const priced = z.object({ rows: z.array(z.object({ price: z.string().transform(Number).pipe(z.number()) })) });

  it("give run what the input schema gives", async () => {
    const total = defineStage({
      id: "total",
      version: "1.0.0",
      input: priced,
      run: ({ rows }) => rows.reduce((sum, row) => sum + row.price, 0),
    });
    expect(await total({ rows: [{ price: "1.5" }, { price: "2" }] })).toBe(3.5);
    await expect(total({ rows: [{ price: "1.5" }, { price: "x" }] })).rejects.toThrowErrorMatchingInlineSnapshot(
      `[SchemaError: [golden-pipeline] [stage total] Expected the input to satisfy its schema, got \`input.rows[1].price\`: Invalid input: expected number, received NaN]`,
    );
  });

  it("may be asynchronous", async () => {
    const even = z.number().refine(async (value) => value % 2 === 0, "is odd");
    const half = defineStage({ id: "half", version: "1.0.0", input: even, output: even, run: (value) => value / 2 });
    expect(await half(4)).toBe(2);
    await expect(half(3)).rejects.toThrow("`input`: is odd");
    await expect(half(6)).rejects.toMatchObject({
      code: "schema",
      subject: "output",
      issues: [{ path: "output", message: "is odd" }],
    });
  });

  it("check the output and pass it on unchanged", async () => {
    const trimmed = z.object({ name: z.string().trim().min(1) });
    const stage = defineStage({
      id: "named",
      version: "1.0.0",
      output: trimmed,
      run: async (name: string) => ({ name, extra: 1 }),
    });
    expect(await stage(" a ")).toEqual({ name: " a ", extra: 1 });
    await expect(stage("  ")).rejects.toThrow("[stage named]");
  });
});

describe("pipeline", () => {
  const noise = defineStage({
    id: "noise",
    version: "1.0.0",
    run: (values: readonly number[], { random }) => [...values, random()],
  });

  it("passes each output on, synchronous or not", async () => {
    const later = defineStage({ id: "later", version: "1.0.0", run: async (value: number) => value + 1 });
    expect(await pipeline("p", double).pipe(later).pipe(double).pipe(later)(1)).toBe(7);
  });

  it("is itself a stage and nests", async () => {
    const inner = pipeline("inner", double).pipe(double);
    expect(await pipeline("outer", inner).pipe(inner)(1)).toBe(16);
  });

  it("is immutable: piping gives another one", async () => {
    const start = pipeline("p", double);
    const longer = start.pipe(double);
    expect(await start(1)).toBe(2);
    expect(await longer(1)).toBe(4);
    expect(longer.children.map(({ id }) => id)).toEqual(["double", "double"]);
    expect(longer.fingerprint).not.toBe(start.fingerprint);
    expect(Object.isFrozen(longer)).toBe(true);
  });

  it("gives each stage a stream by its id and its ordinal among equal ids", async () => {
    const random = createRandom(0);
    expect(await pipeline("p", noise).pipe(noise)([])).toEqual([random.stream("noise")(), random.stream("noise#2")()]);
    expect(await noise([])).toEqual([random.stream("noise")()]);
  });

  it("gives a stage the same stream wherever other stages stand around it", async () => {
    const other = (id: string) =>
      defineStage({
        id,
        version: "1.0.0",
        run: (values: readonly number[], { random }) => (random() < 2 ? values : []),
      });
    const plain = await pipeline("p", noise).pipe(noise)([]);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom("a", "b"), { maxLength: 4 }),
        fc.array(fc.constantFrom("a", "b"), { maxLength: 4 }),
        async (before, between) => {
          let chain = pipeline("q", other("first"));
          for (const id of before) chain = chain.pipe(other(id));
          chain = chain.pipe(noise);
          for (const id of between) chain = chain.pipe(other(id));
          expect(await chain.pipe(noise)([])).toEqual(plain);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("checks the signal before each stage", async () => {
    const controller = new AbortController();
    const stop = defineStage({
      id: "stop",
      version: "1.0.0",
      run: (value: number) => {
        controller.abort("enough");
        return value;
      },
    });
    let reached = false;
    const reach = defineStage({
      id: "reach",
      version: "1.0.0",
      run: (value: number) => {
        reached = true;
        return value;
      },
    });
    await expect(pipeline("p", stop).pipe(reach)(1, { signal: controller.signal })).rejects.toBe("enough");
    expect(reached).toBe(false);
  });

  it("takes another signal from a custom stage that calls stages itself", async () => {
    const inner = pipeline(
      "inner",
      defineStage({ id: "see", version: "1.0.0", run: (_value: number, { signal }) => signal }),
    );
    const mine = new AbortController().signal;
    const outer = defineStage({
      id: "outer",
      version: "1.0.0",
      run: (value: number, context) => inner.run(value, { ...context, signal: mine }),
    });
    expect(await outer(1)).toBe(mine);
  });
});

function messageOf(run: () => unknown): string {
  try {
    return `accepted: ${String(run())}`;
  } catch (error) {
    return String(error);
  }
}
