import fc from "fast-check";
import { errorRate } from "golden-pipeline/deployment";
import { describe, expect, it } from "vitest";
import { CanaryCounts } from "../../../src/deployment/canary/canary-counts.js";
import { createCanaryWatch } from "../../../src/deployment/canary/canary-watch.js";
import type { Outcome } from "../../../src/deployment/version-metrics.js";

const request = fc.record({
  arm: fc.constantFrom("canary" as const, "champion" as const),
  process: fc.nat(3),
  outcome: fc.record({
    latencyMilliseconds: fc.integer({ min: 0, max: 1000 }),
    error: fc.boolean(),
    fallback: fc.boolean(),
    unit: fc.constantFrom(undefined, "a", "b", "c"),
  }),
});
const open = { last: 1_000_000, maximumErrors: 1 };
const share = 300_000;
const watchOf = () => createCanaryWatch(open, [errorRate()]);
const copy = (counts: CanaryCounts): CanaryCounts => CanaryCounts.fromJSON(JSON.parse(JSON.stringify(counts)));

describe("counts of both arms", () => {
  it("of several processes, sent as JSON, merge to those of one process that saw everything", () => {
    fc.assert(
      fc.property(fc.array(request, { maxLength: 80 }), (requests) => {
        const whole = watchOf();
        const processes = Array.from({ length: 4 }, watchOf);
        for (const { arm, process, outcome } of requests) {
          whole.record(arm, share, outcome);
          processes[process]?.record(arm, share, outcome);
        }
        const [decider, ...others] = processes;
        decider?.join(others.map(({ own }) => copy(own)));
        expect(decider?.all.toJSON()).toEqual(whole.own.toJSON());
        // Told again, they take the place of what was told before: nothing counts twice.
        decider?.join(others.map(({ own }) => copy(own)));
        expect(decider?.all.toJSON()).toEqual(whole.own.toJSON());
      }),
    );
  });

  it("go on after a join: what this process counts later is in its own and in all", () => {
    const outcome: Outcome = { latencyMilliseconds: 5, error: false, fallback: false, unit: "a" };
    const [mine, theirs] = [watchOf(), watchOf()];
    theirs.record("canary", share, { ...outcome, unit: "b" });
    mine.join([theirs.own]);
    mine.record("canary", share, outcome);
    mine.record("champion", share, { ...outcome, error: true, latencyMilliseconds: 70 });
    expect([mine.own.canary.requests, mine.all.canary.requests]).toEqual([1, 2]);
    expect([mine.own.canary.units.estimate, mine.all.canary.units.estimate]).toEqual([1, 2]);
    expect(theirs.own.canary.requests).toBe(1);
    expect(mine.own.champion).toMatchObject({ requests: 1, errors: 1 });
    expect([mine.own.champion.latency.count, mine.own.champion.failureLatency.count]).toEqual([0, 1]);
  });
});
