import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  createMemoryStore,
  createRunner,
  defineStage,
  forEach,
  pipeline,
  type RunEvent,
} from "../../../src/core/index.js";

const noise = defineStage({
  id: "noise",
  version: "1.0.0",
  run: async (value: number, { random }) => value + random(),
});

describe("forEach", () => {
  it("keeps the order of the items", async () => {
    const shuffled = defineStage({
      id: "slow",
      version: "1.0.0",
      run: async (value: number) => {
        for (let turn = 0; turn < 10 - value; turn++) await new Promise(setImmediate);
        return value * 2;
      },
    });
    expect(await forEach(shuffled, { concurrency: 4 })([1, 9, 3, 7, 5])).toEqual([2, 18, 6, 14, 10]);
  });

  it("gives the same outputs with any concurrency", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer(), { maxLength: 10 }),
        fc.integer({ min: 1, max: 12 }),
        async (items, concurrency) => {
          expect(await forEach(noise, { concurrency })(items)).toEqual(await forEach(noise)(items));
        },
      ),
      { numRuns: 30 },
    );
  });

  it("has at most so many items under way, one by default", async () => {
    let running = 0;
    let most = 0;
    const counted = defineStage({
      id: "counted",
      version: "1.0.0",
      run: async (_value: number) => {
        most = Math.max(most, ++running);
        await new Promise(setImmediate);
        running--;
      },
    });
    const items = Array.from({ length: 20 }, (_, index) => index);
    await forEach(counted)(items);
    expect(most).toBe(1);
    await forEach(counted, { concurrency: 3 })(items);
    expect(most).toBe(3);
  });

  it.each([1, 3])("begins no further item after a failure and throws it (concurrency %i)", async (concurrency) => {
    const failure = new Error("mine");
    const begun: number[] = [];
    let finished = 0;
    const failing = defineStage({
      id: "failing",
      version: "1.0.0",
      run: async (value: number) => {
        begun.push(value);
        await new Promise(setImmediate);
        if (value === 2) throw failure;
        await new Promise(setImmediate);
        finished++;
      },
    });
    await expect(forEach(failing, { concurrency })([1, 2, 3, 4, 5, 6, 7])).rejects.toBe(failure);
    expect(Math.max(...begun)).toBeLessThan(5);
    expect(finished).toBe(begun.length - 1);
  });

  it.each([1, 3])("stops with the signal's reason when aborted (concurrency %i)", async (concurrency) => {
    const controller = new AbortController();
    const begun: number[] = [];
    const stage = defineStage({
      id: "x",
      version: "1.0.0",
      run: async (value: number) => {
        begun.push(value);
        if (value === 2) controller.abort("enough");
        await new Promise(setImmediate);
      },
    });
    await expect(forEach(stage, { concurrency })([1, 2, 3, 4, 5, 6, 7], { signal: controller.signal })).rejects.toBe(
      "enough",
    );
    expect(begun.length).toBeLessThan(4);
  });

  it("tells of its progress", async () => {
    const runner = createRunner();
    const told: RunEvent[] = [];
    runner.on("progress", (event) => told.push(event));
    await runner.run(forEach(noise), [1, 2], { runId: "r" });
    expect(told).toEqual(
      [1, 2].map((done) => ({ type: "progress", runId: "r", stage: "for-each/noise", done, total: 2 })),
    );
  });

  it("can record each item, so that a resumed run goes on after those that have finished", async () => {
    const store = createMemoryStore();
    const done: number[] = [];
    let broken = true;
    const dear = defineStage({
      id: "dear",
      version: "1.0.0",
      run: async (value: number) => {
        if (broken && value === 3) throw new Error("crash");
        done.push(value);
        return new Date(value);
      },
    });
    const run = () =>
      createRunner({ store }).run(pipeline("p", forEach(dear, { recordItems: true })), [1, 2, 3, 4], { runId: "r" });
    await expect(run()).rejects.toThrow("crash");
    broken = false;
    expect((await run()).output).toEqual([1, 2, 3, 4].map((value) => new Date(value)));
    expect(done).toEqual([1, 2, 3, 4]);
  });

  it("stores items by the stage's codec", async () => {
    const codec = {
      id: "set@1",
      encode: async (value: Set<number>) => [...value],
      decode: async (json: unknown) => new Set(json as number[]),
    };
    const set = defineStage({ id: "set", version: "1.0.0", codec, run: (value: number) => new Set([value]) });
    const store = createMemoryStore();
    const run = () => createRunner({ store }).run(forEach(set), [1, 2], { runId: "r" });
    await run();
    expect((await run()).output).toEqual([new Set([1]), new Set([2])]);
  });

  it("refuses a concurrency that is not a whole number of at least 1", () => {
    expect(() => forEach(noise, { concurrency: 0 })).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [forEach] Expected \`concurrency\` to be a whole number of at least 1, got 0 (number)]`,
    );
  });
});
