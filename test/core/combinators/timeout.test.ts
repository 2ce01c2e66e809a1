import { describe, expect, it } from "vitest";
import { createSimulatedClock, defineStage, pipeline, TimeoutError, timeout } from "../../../src/core/index.js";

describe("timeout", () => {
  it("passes on what comes in time, or fails in time", async () => {
    const stage = defineStage({ id: "x", version: "1.0.0", run: async (value: number) => value });
    expect(await timeout(stage, 10)(1)).toBe(1);
    const mine = new Error("mine");
    const failing = defineStage({
      id: "x",
      version: "1.0.0",
      run: (_value: number): number => {
        throw mine;
      },
    });
    await expect(timeout(failing, 10)(1)).rejects.toBe(mine);
  });

  it("throws a TimeoutError after so many milliseconds, and aborts the stage with it", async () => {
    const clock = createSimulatedClock();
    let reason: unknown;
    const stage = defineStage({
      id: "slow",
      version: "1.0.0",
      run: (_value: number, { signal }) =>
        new Promise<number>(() => {
          signal.addEventListener("abort", () => {
            reason = signal.reason;
          });
        }),
    });
    const running = timeout(stage, 50)(1, { clock });
    await Promise.resolve();
    clock.advance(50);
    await expect(running).rejects.toThrowErrorMatchingInlineSnapshot(
      `[TimeoutError: [golden-pipeline] [stage slow] Expected an answer within 50 ms, got none]`,
    );
    expect(TimeoutError.isInstance(reason)).toBe(true);
  });

  it("passes an abort from outside on, with its reason", async () => {
    const controller = new AbortController();
    const stage = defineStage({
      id: "slow",
      version: "1.0.0",
      run: (_value: number, { clock, signal }) => clock.sleep(1e9, signal),
    });
    const running = timeout(stage, 1e9)(1, { clock: createSimulatedClock(), signal: controller.signal });
    controller.abort("enough");
    await expect(running).rejects.toBe("enough");
  });

  it("stops a pipeline before its next stage", async () => {
    const clock = createSimulatedClock();
    let reached = false;
    const slow = defineStage({
      id: "slow",
      version: "1.0.0",
      run: (value: number) => clock.sleep(100).then(() => value),
    });
    const next = defineStage({
      id: "next",
      version: "1.0.0",
      run: (value: number) => {
        reached = true;
        return value;
      },
    });
    const running = timeout(pipeline("p", slow).pipe(next), 50)(1, { clock });
    await Promise.resolve();
    clock.advance(200);
    await expect(running).rejects.toThrow(TimeoutError);
    await new Promise(setImmediate);
    expect(reached).toBe(false);
  });

  it("hashes its milliseconds and refuses bad ones", () => {
    const stage = defineStage({ id: "x", version: "1.0.0", run: (value: number) => value });
    expect(timeout(stage, 1).fingerprint).not.toBe(timeout(stage, 2).fingerprint);
    expect(() => timeout(stage, 0)).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [timeout] Expected \`milliseconds\` to be a finite number above 0, got 0 (number)]`,
    );
  });
});
