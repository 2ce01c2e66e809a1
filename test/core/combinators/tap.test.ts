import { describe, expect, it } from "vitest";
import { createMemoryStore, createRunner, defineStage, pipeline, tap } from "../../../src/core/index.js";

describe("tap", () => {
  it("looks at what passes, also asynchronously, and passes it on", async () => {
    const seen: number[] = [];
    const look = tap("look", async (value: number) => seen.push(value));
    expect(await look(3)).toBe(3);
    expect(seen).toEqual([3]);
  });

  it("lets an error of the function through", async () => {
    await expect(tap("look", () => Promise.reject(new Error("mine")))(1)).rejects.toThrow("mine");
  });

  it("needs no codec for what passes, and is not repeated by a resumed run", async () => {
    const codec = {
      id: "set@1",
      encode: async (value: Set<number>) => [...value],
      decode: async (json: unknown) => new Set(json as number[]),
    };
    const set = defineStage({ id: "set", version: "1.0.0", codec, run: (value: number) => new Set([value]) });
    let looks = 0;
    let broken = true;
    const size = defineStage({
      id: "size",
      version: "1.0.0",
      run: (value: Set<number>) => {
        if (broken) throw new Error("crash");
        return value.size;
      },
    });
    const stage = pipeline("p", set)
      .pipe(tap("look", () => looks++))
      .pipe(size);
    const store = createMemoryStore();
    await expect(createRunner({ store }).run(stage, 1, { runId: "r" })).rejects.toThrow("crash");
    broken = false;
    expect((await createRunner({ store }).run(stage, 1, { runId: "r" })).output).toBe(1);
    expect(looks).toBe(1);
    const { output } = await createRunner({ store }).run(pipeline("q", set).pipe(tap("look", () => looks++)), 1, {
      runId: "q",
    });
    expect(output).toEqual(new Set([1]));
  });
});
