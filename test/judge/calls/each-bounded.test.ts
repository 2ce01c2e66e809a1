import { describe, expect, it } from "vitest";
import { eachBounded } from "../../../src/judge/calls/each-bounded.js";

describe("eachBounded", () => {
  it("gives results in the items' order with no more at a time than allowed", async () => {
    let running = 0;
    let most = 0;
    const results = await eachBounded([3, 1, 2, 0], 2, async (turns) => {
      most = Math.max(most, ++running);
      for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate);
      running--;
      return turns * 10;
    });
    expect([results, most]).toEqual([[30, 10, 20, 0], 2]);
  });

  it("takes nothing more after a failure, and throws it when the work under way has ended", async () => {
    const begun: number[] = [];
    const ended: number[] = [];
    const run = eachBounded([1, 2, 3, 4, 5, 6], 2, async (item) => {
      begun.push(item);
      await new Promise(setImmediate);
      if (item === 1) throw new Error("mine");
      await new Promise(setImmediate);
      ended.push(item);
    });
    await expect(run).rejects.toThrow("mine");
    expect([begun, ended]).toEqual([[1, 2], [2]]);
  });

  it("passes a failing source on when the work under way has ended", async () => {
    async function* source() {
      yield 1;
      throw new Error("source");
    }
    let ended = false;
    const run = eachBounded(source(), 2, async () => {
      await new Promise(setImmediate);
      ended = true;
    });
    await expect(run).rejects.toThrow("source");
    expect(ended).toBe(true);
  });
});
