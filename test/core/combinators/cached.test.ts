import { describe, expect, it } from "vitest";
import { cached, createMemoryStore, createRunner, defineStage, pipeline } from "../../../src/core/index.js";

function counted() {
  const runs: unknown[] = [];
  const make = (params: object = {}) =>
    defineStage({
      id: "counted",
      version: "1.0.0",
      params,
      run: (value: unknown, { random }) => {
        runs.push(value);
        return { at: new Date(0), drawn: random() };
      },
    });
  return { make, runs };
}

describe("cached", () => {
  it("gives back what it gave for the same input, in another process as well", async () => {
    const { make, runs } = counted();
    const store = createMemoryStore();
    const first = await cached(make())({ a: 1, b: 2 }, { store });
    expect(await cached(make())({ b: 2, a: 1 }, { store })).toStrictEqual(first);
    expect(runs).toHaveLength(1);
    expect(await store.logs()).toEqual(["cache/counted"]);
  });

  it("runs again for other input, other params, another version of the cache's stage, and another seed", async () => {
    const { make, runs } = counted();
    const runner = createRunner({ store: createMemoryStore() });
    await runner.run(cached(make()), 1);
    await runner.run(cached(make()), 2);
    await runner.run(cached(make({ x: 1 })), 1);
    await runner.run(cached(make()), 1, { seed: 5 });
    expect(runs).toHaveLength(4);
    await runner.run(cached(make()), 1, { seed: 5 });
    expect(runs).toHaveLength(4);
  });

  it("shares outputs between seeds for a stage that draws nothing", async () => {
    const { make, runs } = counted();
    const runner = createRunner({ store: createMemoryStore() });
    for (const seed of [1, 2]) await runner.run(cached(make(), { drawsRandom: false }), 1, { seed });
    expect(runs).toHaveLength(1);
  });

  it("knows a noun by its digest or version", async () => {
    const { make, runs } = counted();
    const store = createMemoryStore();
    const noun = (facts: object) => ({ ...facts, rows: () => [] });
    for (const input of [noun({ digest: "a" }), noun({ digest: "a" }), noun({ version: "b" }), noun({ version: "b" })])
      await cached(make())(input, { store });
    expect(runs).toHaveLength(2);
    await expect(cached(make())(noun({}), { store })).rejects.toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [cached counted] Expected an input that is JSON or has a \`digest\` or \`version\`, got an object with keys rows]`,
    );
  });

  it("keeps outputs by the codec of the last stage of a pipeline", async () => {
    const codec = {
      id: "set@1",
      encode: async (value: Set<number>) => [...value],
      decode: async (json: unknown) => new Set(json as number[]),
    };
    let runs = 0;
    const set = defineStage({
      id: "set",
      version: "1.0.0",
      codec,
      run: (value: number) => {
        runs++;
        return new Set([value]);
      },
    });
    const store = createMemoryStore();
    for (let round = 0; round < 2; round++)
      expect(await cached(pipeline("p", set))(1, { store })).toEqual(new Set([1]));
    expect(runs).toBe(1);
  });

  it("does not keep a failure", async () => {
    let broken = true;
    const stage = cached(
      defineStage({
        id: "x",
        version: "1.0.0",
        run: (value: number) => {
          if (broken) throw new Error("flaky");
          return value;
        },
      }),
    );
    const store = createMemoryStore();
    await expect(stage(1, { store })).rejects.toThrow("flaky");
    broken = false;
    expect(await stage(1, { store })).toBe(1);
  });
});
