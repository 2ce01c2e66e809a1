import { createShadowLane } from "golden-pipeline/deployment";
import { describe, expect, it } from "vitest";

describe("a shadow lane", () => {
  it("drops what is beyond its count or its bytes, and what has no size, at once and without a word to the caller", async () => {
    const lane = createShadowLane({ maximumQueued: 3, maximumBytes: 100, concurrency: 1 });
    const ran: string[] = [];
    const submit = (name: string, bytes: number | (() => number)) => lane.submit(() => ran.push(name), bytes);
    submit("running", 90);
    submit("fits", 60);
    submit("too large beside it", 50);
    submit("fits too", 40);
    submit("one too many", 0);
    submit("no size", Number.NaN);
    submit("size throws", () => {
      throw new Error("no size");
    });
    await lane.idle();
    expect(ran).toEqual(["running", "fits", "fits too"]);
    expect(lane.counts()).toEqual({ accepted: 3, completed: 3, dropped: 4, failed: 0, timedOut: 0, shed: 0 });
  });

  it("runs as many at once as it may, after the live path's own turn", async () => {
    const lane = createShadowLane({ concurrency: 2 });
    let [running, most] = [0, 0];
    for (let work = 0; work < 6; work++)
      lane.submit(async () => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setImmediate(resolve));
        running--;
      });
    expect(running).toBe(0);
    await lane.idle();
    expect(most).toBe(2);
  });

  it("gives up what takes too long, tells it by its signal, and counts what fails with its reason", async () => {
    const lane = createShadowLane({ timeoutMilliseconds: 10 });
    let aborted = false;
    lane.submit((signal) => {
      signal.addEventListener("abort", () => {
        aborted = true;
      });
      return new Promise(() => undefined);
    });
    lane.submit(() => {
      throw new Error("no memory");
    });
    await lane.idle();
    expect(aborted).toBe(true);
    expect(lane.counts()).toMatchObject({ timedOut: 1, failed: 1, lastFailure: "no memory" });
    expect(() => createShadowLane({ maximumBytes: 0 })).toThrow("`maximumBytes` to be a number above 0");
  });

  it("sheds work while work takes more of the event loop's time than it may, and takes it up again when the share has fallen", async () => {
    let now = 0;
    const lane = createShadowLane({ maximumBusy: 0.1, timer: () => now });
    async function submitAfter(pause: number, work: () => unknown): Promise<void> {
      now += pause;
      lane.submit(work);
      await lane.idle();
      await nextTurn();
    }
    const spins = () => {
      now += 5;
    };
    for (let request = 0; request < 1000; request++) await submitAfter(5, spins);
    const { completed, shed } = lane.counts();
    expect(completed + shed).toBe(1000);
    // 5 ms out of every 10 would be a half; a tenth of the time that passed was given, and what the first second may be ahead.
    expect(completed * 5).toBeLessThan(0.1 * now + 110);
    expect(completed * 5).toBeGreaterThan(0.08 * now);
    await submitAfter(1000, spins);
    expect(lane.counts()).toMatchObject({ completed: completed + 1, shed });
  });

  it("counts what promises continue at once as its work, and not what it waits for", async () => {
    let now = 0;
    const lane = createShadowLane({ timer: () => now });
    const later = async () => {
      await Promise.resolve();
      await Promise.resolve();
      now += 200;
    };
    const waits = async () => {
      await nextTurn();
      now += 200;
    };
    for (const work of [waits, waits, waits, later, later]) {
      lane.submit(work);
      await lane.idle();
      await nextTurn();
    }
    expect(lane.counts()).toMatchObject({ completed: 4, shed: 1 });
  });

  it("sheds nothing of work that is idle, nor of any that may take all the time, and what waits behind busy work is shed as well", async () => {
    let now = 0;
    const spins = () => {
      now += 1000;
    };
    const [idle, free, busy] = [{}, { maximumBusy: 1 }, {}].map((options) =>
      createShadowLane({ ...options, concurrency: 1, timer: () => now }),
    );
    for (let request = 0; request < 50; request++) {
      idle?.submit(() => undefined);
      await idle?.idle();
    }
    for (let request = 0; request < 50; request++) {
      free?.submit(spins);
      busy?.submit(spins);
    }
    await free?.idle();
    await busy?.idle();
    expect(idle?.counts()).toMatchObject({ completed: 50, shed: 0 });
    expect(free?.counts()).toMatchObject({ completed: 50, shed: 0 });
    expect(busy?.counts().shed).toBeGreaterThan(0);
    expect(() => createShadowLane({ maximumBusy: 1.5 })).toThrow("`maximumBusy` to be a share from 0 to 1");
  });
});

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
