import { describe, expect, it } from "vitest";
import {
  createMemoryStore,
  createRandom,
  createRunner,
  defineStage,
  parallel,
  pipeline,
} from "../../../src/core/index.js";

const add = (id: string, amount: number) =>
  defineStage({ id, version: "1.0.0", params: { amount }, run: (value: number) => value + amount });

describe("parallel", () => {
  it("gives one input to all branches and puts the outputs under their names", async () => {
    expect(await parallel({ one: add("a", 1), two: add("b", 2) })(10)).toEqual({ one: 11, two: 12 });
  });

  it("hashes names and stages into its fingerprint", () => {
    const prints = [parallel({ x: add("a", 1) }), parallel({ y: add("a", 1) }), parallel({ x: add("a", 2) })].map(
      (stage) => stage.fingerprint,
    );
    expect(new Set(prints).size).toBe(3);
  });

  it("gives each branch a stream by its name, so that their order does not matter", async () => {
    const noise = defineStage({ id: "noise", version: "1.0.0", run: (_value: number, { random }) => random() });
    const expected = createRandom(0).stream("parallel");
    expect(await parallel({ a: noise, b: noise })(1)).toEqual({ a: expected.stream("a")(), b: expected.stream("b")() });
    expect(await parallel({ b: noise, a: noise })(1)).toEqual(await parallel({ a: noise, b: noise })(1));
  });

  it("aborts the others when one fails, waits for them and throws its error", async () => {
    const failure = new Error("mine");
    let cleaned = false;
    const failing = defineStage({
      id: "failing",
      version: "1.0.0",
      run: async (_value: number): Promise<number> => {
        throw failure;
      },
    });
    const waiting = defineStage({
      id: "waiting",
      version: "1.0.0",
      run: async (_value: number, { clock, signal }) => {
        try {
          await clock.sleep(1e9, signal);
        } finally {
          cleaned = true;
        }
      },
    });
    await expect(parallel({ waiting, failing })(1)).rejects.toBe(failure);
    expect(cleaned).toBe(true);
  });

  it("stores each branch by its own codec and resumes with those that have finished", async () => {
    const codec = {
      id: "set@1",
      encode: async (value: Set<number>) => [...value],
      decode: async (json: unknown) => new Set(json as number[]),
    };
    let made = 0;
    let broken = true;
    const set = defineStage({
      id: "set",
      version: "1.0.0",
      codec,
      run: (value: number) => {
        made++;
        return new Set([value]);
      },
    });
    const plain = defineStage({
      id: "plain",
      version: "1.0.0",
      run: async (value: number) => {
        await new Promise(setImmediate);
        if (broken) throw new Error("crash");
        return value;
      },
    });
    const store = createMemoryStore();
    const stage = pipeline("p", parallel({ set, plain }));
    await expect(createRunner({ store }).run(stage, 1, { runId: "r" })).rejects.toThrow("crash");
    broken = false;
    expect((await createRunner({ store }).run(stage, 1, { runId: "r" })).output).toEqual({
      set: new Set([1]),
      plain: 1,
    });
    expect((await createRunner({ store }).run(stage, 1, { runId: "r" })).output).toEqual({
      set: new Set([1]),
      plain: 1,
    });
    expect(made).toBe(1);
  });

  it("refuses to have no branch", () => {
    expect(() => parallel({})).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [parallel] Expected \`branches\` to have at least one stage, got an object with keys (none)]`,
    );
  });
});
