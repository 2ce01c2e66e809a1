import { createMemoryStore, createSimulatedClock } from "golden-pipeline";
import { describe, expect, it } from "vitest";
import { CanaryCounts } from "../../../src/deployment/canary/canary-counts.js";
import { createEvidenceLog } from "../../../src/deployment/rollout/evidence-log.js";

const store = createMemoryStore();
const clock = createSimulatedClock(100_000);
const logOf = (process: string) => createEvidenceLog({ store, model: "m", clock, process });
const countsOf = (requests: number): CanaryCounts => {
  const counts = new CanaryCounts();
  for (let request = 0; request < requests; request++)
    counts.canary.record({ latencyMilliseconds: request, error: request % 10 === 9, fallback: false });
  return counts;
};
const told = async (log: string): Promise<number> => (await store.head(log)).sequence;

describe("evidence that a process tells the others", () => {
  it("is told when a thirtieth more was counted, after a minute, or at once when it is decided on", async () => {
    const mine = logOf("mine");
    const log = "rollouts/m/evidence-2/mine";
    await mine.report(2, countsOf(0));
    expect(await told(log)).toBe(0);
    await mine.report(2, countsOf(1000));
    await mine.report(2, countsOf(1000));
    await mine.report(2, countsOf(1009));
    expect(await told(log)).toBe(1);
    await mine.report(2, countsOf(1040));
    expect(await told(log)).toBe(2);
    await mine.report(2, countsOf(1041), true);
    await mine.report(2, countsOf(1041), true);
    expect(await told(log)).toBe(3);
    clock.advance(60_000);
    await mine.report(2, countsOf(1042));
    expect(await told(log)).toBe(4);
  });

  it("is the newest of each other process, and of this comparison only", async () => {
    const [left, right, reader] = [logOf("left"), logOf("right"), logOf("reader")];
    await left.report(5, countsOf(10));
    await left.report(5, countsOf(20));
    await right.report(5, countsOf(7));
    await right.report(4, countsOf(500), true);
    await reader.report(5, countsOf(99));
    const requests = async (since: number) =>
      (await reader.readOthers(since)).map(({ canary }) => canary.requests).sort((a, b) => a - b);
    expect(await requests(5)).toEqual([7, 20]);
    expect(await requests(5)).toEqual([7, 20]);
    // A restarted process is another one: what it tells adds to what it told before, and never takes its place.
    await logOf("left-again").report(5, countsOf(3));
    expect(await requests(5)).toEqual([3, 7, 20]);
    expect(await requests(4)).toEqual([500]);
  });
});
