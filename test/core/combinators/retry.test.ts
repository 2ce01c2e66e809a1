import { describe, expect, it } from "vitest";
import {
  type Clock,
  createRunner,
  defineStage,
  InvalidArgumentError,
  type RunEvent,
  retry,
  SchemaError,
  TimeoutError,
} from "../../../src/core/index.js";

/** Does not wait, and keeps what it was asked to. */
function recordingClock(): Clock & { readonly slept: number[] } {
  const slept: number[] = [];
  return {
    slept,
    now: () => 0,
    sleep: async (milliseconds, signal) => {
      signal?.throwIfAborted();
      slept.push(milliseconds);
    },
  };
}
function flaky(failures: number, error: unknown = new Error("flaky")) {
  const drawn: [attempt: number, number: number][] = [];
  const stage = defineStage({
    id: "flaky",
    version: "1.0.0",
    run: async (value: number, { attempt, random }) => {
      drawn.push([attempt, random()]);
      if (drawn.length <= failures) throw error;
      return value;
    },
  });
  return { stage, drawn };
}

describe("retry", () => {
  it("tries again until the stage succeeds, with delays that grow up to a maximum", async () => {
    const clock = recordingClock();
    const delay = { initialMilliseconds: 10, factor: 3, maximumMilliseconds: 50, jitter: 0 };
    expect(await retry(flaky(4).stage, { attempts: 5, delay })(7, { clock })).toBe(7);
    expect(clock.slept).toEqual([10, 30, 50, 50]);
  });

  it("throws the last error as it is when the attempts are used up", async () => {
    const error = new Error("flaky");
    const { stage, drawn } = flaky(9, error);
    await expect(retry(stage)(1, { clock: recordingClock() })).rejects.toBe(error);
    expect(drawn.map(([attempt]) => attempt)).toEqual([1, 2, 3]);
  });

  it("takes a reproducible share off each delay", async () => {
    const sleeps = async () => {
      const clock = recordingClock();
      await retry(flaky(2).stage, { delay: { initialMilliseconds: 100, factor: 1, jitter: 0.5 } })(1, { clock });
      return clock.slept;
    };
    const slept = await sleeps();
    expect(await sleeps()).toEqual(slept);
    expect(slept[0]).not.toBe(slept[1]);
    for (const milliseconds of slept) expect(milliseconds > 50 && milliseconds <= 100).toBe(true);
  });

  it("draws the same random numbers in each attempt, and the same as without it", async () => {
    const { stage, drawn } = flaky(2);
    await retry(stage)(1, { clock: recordingClock() });
    expect(new Set(drawn.map(([, number]) => number)).size).toBe(1);
    const alone = flaky(0);
    await alone.stage(1);
    expect(alone.drawn[0]?.[1]).toBe(drawn[0]?.[1]);
  });

  it("does not try again what cannot succeed", async () => {
    const schema = new SchemaError({ subject: "input", issues: [] }, { place: "x", message: "x" });
    const abort = new DOMException("gone", "AbortError");
    for (const error of [new InvalidArgumentError("x", "y", 1), schema, abort]) {
      const { stage, drawn } = flaky(9, error);
      await expect(retry(stage)(1, { clock: recordingClock() })).rejects.toBe(error);
      expect(drawn).toHaveLength(1);
    }
  });

  it("does not try again once aborted, neither while it waits", async () => {
    const controller = new AbortController();
    const clock: Clock = {
      now: () => 0,
      sleep: async (_milliseconds, signal) => {
        controller.abort("enough");
        signal?.throwIfAborted();
      },
    };
    const { stage, drawn } = flaky(9);
    await expect(retry(stage)(1, { clock, signal: controller.signal })).rejects.toBe("enough");
    expect(drawn).toHaveLength(1);
  });

  it("asks the caller's function, whose version is in the fingerprint", async () => {
    const { stage, drawn } = flaky(9);
    const onlyTimeouts = (version: string) => retry(stage, { retryIf: { version, test: TimeoutError.isInstance } });
    await expect(onlyTimeouts("1.0.0")(1)).rejects.toThrow("flaky");
    expect(drawn).toHaveLength(1);
    expect(onlyTimeouts("1.0.0").fingerprint).not.toBe(onlyTimeouts("1.0.1").fingerprint);
    expect(retry(stage, { attempts: 2 }).fingerprint).not.toBe(retry(stage).fingerprint);
    expect(retry(stage).fingerprint).toBe(retry(stage, { attempts: 3, delay: { factor: 2 } }).fingerprint);
  });

  it("tells of each retry, and the record keeps the attempts", async () => {
    const error = new Error("flaky");
    const runner = createRunner({ clock: recordingClock() });
    const told: RunEvent[] = [];
    runner.on("stage-retry", (event) => told.push(event));
    const { record } = await runner.run(retry(flaky(1, error).stage, { delay: { jitter: 0 } }), 1, { runId: "r" });
    expect(told).toEqual([
      { type: "stage-retry", runId: "r", stage: "flaky", attempt: 2, delayMilliseconds: 100, error },
    ]);
    expect(record.stages).toMatchObject([{ path: "flaky", status: "succeeded", attempt: 2 }]);
  });

  it("refuses options outside their range", () => {
    const { stage } = flaky(0);
    for (const options of [
      { attempts: 0 },
      { attempts: 1.5 },
      { delay: { factor: 0.5 } },
      { delay: { jitter: 2 } },
      { delay: { initialMilliseconds: -1 } },
      { delay: { maximumMilliseconds: Number.NaN } },
    ])
      expect(() => retry(stage, options)).toThrow(InvalidArgumentError);
    expect(() => retry(stage, { attempts: 0 })).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [retry] Expected \`attempts\` to be a whole number of at least 1, got 0 (number)]`,
    );
  });
});
