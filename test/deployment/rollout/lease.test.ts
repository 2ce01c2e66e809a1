import { createMemoryStore, createSimulatedClock } from "golden-pipeline";
import { describe, expect, it } from "vitest";
import { createLease } from "../../../src/deployment/rollout/lease.js";

describe("a lease", () => {
  it("is had by one process, renewed while it lives, and taken over when it has run out", async () => {
    const store = createMemoryStore();
    const clock = createSimulatedClock(0);
    const leaseOf = (process: string) => createLease({ store, model: "m", clock, process, milliseconds: 1000 });
    const [left, right] = [leaseOf("left"), leaseOf("right")];
    expect([await left.hold(), await right.hold()]).toEqual([true, false]);
    clock.advance(600);
    expect([await left.hold(), await right.hold()]).toEqual([true, false]);
    clock.advance(600);
    expect(await right.hold()).toBe(false);
    clock.advance(400);
    expect([await right.hold(), await left.hold()]).toEqual([true, false]);
    await left.release();
    expect(await left.hold()).toBe(false);
    await right.release();
    expect(await left.hold()).toBe(true);
  });

  it("goes to exactly one of many who ask at once", async () => {
    const store = createMemoryStore();
    const clock = createSimulatedClock(0);
    const had = await Promise.all(
      Array.from({ length: 20 }, (_, one) =>
        createLease({ store, model: "m", clock, process: `p${one}`, milliseconds: 1000 }).hold(),
      ),
    );
    expect(had.filter(Boolean)).toHaveLength(1);
  });

  it("keeps its log short, however often it is renewed", async () => {
    const store = createMemoryStore();
    const clock = createSimulatedClock(0);
    const lease = createLease({ store, model: "m", clock, process: "p", milliseconds: 1000 });
    for (let time = 0; time < 1000; time++) {
      expect(await lease.hold()).toBe(true);
      clock.advance(600);
    }
    let kept = 0;
    for await (const _ of store.read("rollouts/m/lease")) kept++;
    expect((await store.head("rollouts/m/lease")).sequence).toBe(1000);
    expect(kept).toBeLessThanOrEqual(201);
  });
});
