import { describe, expect, it, vi } from "vitest";
import { systemClock } from "../../src/core/house.js";
import { createSimulatedClock } from "../../src/core/index.js";

describe("createSimulatedClock", () => {
  it("stands still until it is moved", () => {
    const clock = createSimulatedClock(new Date("2001-01-01T00:00:00Z"));
    expect(clock.now()).toBe(978307200000);
    clock.advance(5);
    expect(clock.now()).toBe(978307200005);
    clock.set(978307200010);
    expect(clock.now()).toBe(978307200010);
  });

  it("wakes sleepers when their time has come, the earliest first", async () => {
    const clock = createSimulatedClock();
    const woken: string[] = [];
    void clock.sleep(20).then(() => woken.push("late"));
    void clock.sleep(10).then(() => woken.push("early"));
    void clock.sleep(30).then(() => woken.push("never"));
    clock.advance(9);
    await Promise.resolve();
    expect(woken).toEqual([]);
    clock.advance(11);
    await new Promise(setImmediate);
    expect(woken).toEqual(["early", "late"]);
  });

  it("rejects a sleeper with its signal's reason", async () => {
    const clock = createSimulatedClock();
    const controller = new AbortController();
    const sleeping = clock.sleep(10, controller.signal);
    controller.abort("enough");
    await expect(sleeping).rejects.toBe("enough");
    await expect(clock.sleep(1, controller.signal)).rejects.toBe("enough");
    clock.advance(10);
  });

  it("refuses to go back, and what is not a time", () => {
    const clock = createSimulatedClock(1000);
    expect(() => clock.set(999)).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [clock] Expected \`time\` to be no earlier than 1970-01-01T00:00:01.000Z, got 1970-01-01T00:00:00.999Z (Date)]`,
    );
    expect(() => clock.advance(-1)).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [clock] Expected \`milliseconds\` to be a finite number of at least 0, got -1 (number)]`,
    );
    expect(() => createSimulatedClock(new Date(Number.NaN))).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [clock] Expected \`time\` to be a date or milliseconds since 1970, got an invalid date (Date)]`,
    );
  });
});

describe("systemClock", () => {
  it("sleeps and can be woken by an abort", async () => {
    const before = systemClock.now();
    await systemClock.sleep(2);
    expect(systemClock.now()).toBeGreaterThanOrEqual(before);
    const controller = new AbortController();
    const sleeping = systemClock.sleep(1e9, controller.signal);
    controller.abort("enough");
    await expect(sleeping).rejects.toBe("enough");
    await expect(systemClock.sleep(1, controller.signal)).rejects.toBe("enough");
    await expect(systemClock.sleep(Number.NaN)).rejects.toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [clock] Expected \`milliseconds\` to be a finite number of at least 0, got NaN (number)]`,
    );
  });

  it("sleeps longer than a timer can", async () => {
    vi.useFakeTimers();
    try {
      let awake = false;
      const month = 30 * 86_400_000;
      void systemClock.sleep(month).then(() => {
        awake = true;
      });
      await vi.advanceTimersByTimeAsync(month - 1);
      expect(awake).toBe(false);
      await vi.advanceTimersByTimeAsync(1);
      expect(awake).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });
});
