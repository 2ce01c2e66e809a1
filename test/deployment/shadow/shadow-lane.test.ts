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
    expect(lane.counts()).toEqual({ accepted: 3, completed: 3, dropped: 4, failed: 0, timedOut: 0 });
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
});
