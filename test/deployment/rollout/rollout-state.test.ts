import fc from "fast-check";
import { canonicalJson, createMemoryStore, type JsonObject, type StoredEvent } from "golden-pipeline";
import { describe, expect, it } from "vitest";
import { foldLog } from "../../../src/core/house.js";
import { type RolloutEvent, rolloutData } from "../../../src/deployment/rollout/rollout-event.js";
import { noRollout, type RolloutState, rolloutFold } from "../../../src/deployment/rollout/rollout-state.js";

function fold(events: readonly RolloutEvent[], from: RolloutState = noRollout, sequence = 0): RolloutState {
  return events.reduce((state, event, index) => {
    const stored: StoredEvent = {
      type: event.type,
      time: 1000 * (index + 1),
      data: rolloutData(event, "p"),
      sequence: sequence + index + 1,
      hash: `sha256:${"0".repeat(64)}`,
      previous: null,
    };
    return rolloutFold.apply(state, stored);
  }, from);
}

const started: RolloutEvent = {
  type: "rollout-started",
  data: { version: "m@1", registry: { head: 2, version: "m@1" } },
};
const canaryOf = (version: string, evenIfRolledBack?: string): RolloutEvent => ({
  type: "canary-started",
  data: {
    version,
    share: 100_000,
    salt: "m",
    guardrails: [],
    circuit: { last: 20, maximumErrors: 0.5 },
    ramp: null,
    ...(evenIfRolledBack && { evenIfRolledBack }),
  },
});
const flipTo = (from: string, to: string, evenIfRolledBack?: string): RolloutEvent => ({
  type: "champion-flipped",
  data: { from, to, ...(evenIfRolledBack && { evenIfRolledBack }) },
});
const rolledBack = (version: string): RolloutEvent => ({
  type: "canary-rolled-back",
  data: {
    version,
    verdict: { guardrail: "error rate", decision: "breach", message: "too many", numbers: { low: 0.1 } },
    requests: 300,
    units: 250,
  },
});
const shareOf = (version: string, share: number, step: number, requests = 0): RolloutEvent => ({
  type: "canary-share-changed",
  data: { version, share, step, requests },
});

describe("a rollout's state", () => {
  it("counts every change of who answers whom as an epoch, and nothing else", () => {
    const state = fold([
      started,
      {
        type: "shadow-started",
        data: {
          version: "m@2",
          options: {
            share: 1,
            maximumQueued: 1,
            maximumBytes: 1,
            concurrency: 1,
            timeoutMilliseconds: 1,
            maximumBusy: 1,
          },
        },
      },
      canaryOf("m@2"),
      shareOf("m@2", 300_000, 1),
      { type: "canary-ended", data: { version: "m@2" } },
      flipTo("m@1", "m@2"),
      flipTo("m@2", "m@2"),
      { type: "shadow-stopped", data: { version: "m@2" } },
    ]);
    expect(state).toMatchObject({ epoch: 5, champion: "m@2", former: "m@1", canary: null, shadow: null });
  });

  it("goes back to the last other champion, also after two flips to the same version", () => {
    expect(fold([started, flipTo("m@1", "m@2"), flipTo("m@2", "m@3"), flipTo("m@3", "m@3")])).toMatchObject({
      champion: "m@3",
      former: "m@2",
    });
  });

  it("gives each canary a salt of its own, which a changed share keeps", () => {
    const first = fold([started, canaryOf("m@2")]);
    const grown = fold([shareOf("m@2", 500_000, 1, 77)], first, 2);
    const second = fold([{ type: "canary-ended", data: { version: "m@2" } }, canaryOf("m@3")], grown, 3);
    expect(grown.canary).toMatchObject({
      salt: first.canary?.salt,
      since: first.canary?.since,
      step: 1,
      stepRequests: 77,
    });
    expect(second.canary?.salt).not.toBe(first.canary?.salt);
  });

  it("compares a canary anew when another champion takes its place beside it", () => {
    const state = fold([started, canaryOf("m@2"), shareOf("m@2", 200_000, 1, 500), flipTo("m@1", "m@3")]);
    expect(state.canary).toMatchObject({
      version: "m@2",
      salt: "m#2",
      since: 4,
      step: 1,
      stepRequests: 0,
      stepTime: 4000,
    });
    expect(fold([started, canaryOf("m@2"), flipTo("m@1", "m@2")]).canary).toBeNull();
    expect(fold([started, canaryOf("m@2"), { type: "canary-promoted", data: { version: "m@2" } }])).toMatchObject({
      champion: "m@2",
      canary: null,
      former: "m@1",
    });
  });

  it("remembers what was rolled back until somebody says why it is meant all the same", () => {
    const state = fold([started, canaryOf("m@2"), rolledBack("m@2")]);
    expect(state.rolledBack).toEqual({ "m@2": { time: 3000, reason: "error rate: too many" } });
    expect(state.lastRollback).toMatchObject({ version: "m@2", requests: 300, units: 250, time: 3000 });
    expect(fold([canaryOf("m@2", "mended")], state).rolledBack).toEqual({});
    expect(fold([flipTo("m@1", "m@2", "an emergency")], state)).toMatchObject({ rolledBack: {}, champion: "m@2" });
  });

  it("follows the registry, but not to what was rolled back", () => {
    const follow: RolloutEvent = { type: "registry-followed", data: { head: 9, version: "m@2" } };
    expect(fold([started, follow])).toMatchObject({ champion: "m@2", epoch: 2, registry: { head: 9, version: "m@2" } });
    expect(fold([started, canaryOf("m@2"), rolledBack("m@2"), follow])).toMatchObject({
      champion: "m@1",
      epoch: 3,
      registry: { head: 9, version: "m@2" },
    });
  });

  it("is plain JSON, and the same folded at once or from any point on", async () => {
    const version = fc.constantFrom("m@1", "m@2", "m@3");
    const event: fc.Arbitrary<RolloutEvent> = fc.oneof(
      fc.tuple(version, version).map(([from, to]) => flipTo(from, to)),
      version.map((one) => canaryOf(one)),
      fc.tuple(version, fc.nat(1_000_000), fc.integer({ min: -1, max: 3 })).map((facts) => shareOf(...facts)),
      version.map((one): RolloutEvent => ({ type: "canary-ended", data: { version: one } })),
      version.map((one): RolloutEvent => ({ type: "canary-promoted", data: { version: one } })),
      version.map(rolledBack),
      fc
        .tuple(fc.nat(50), version)
        .map(([head, one]): RolloutEvent => ({ type: "registry-followed", data: { head, version: one } })),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 30 }), fc.nat(30), async (events, cut) => {
        const store = createMemoryStore();
        const stored = [started, ...events].map((one) => ({ type: one.type, time: 5, data: rolloutData(one, "p") }));
        await store.append("rollouts/m", stored.slice(0, cut + 1));
        const half = await foldLog(store, "rollouts/m", rolloutFold);
        if (cut + 1 < stored.length) await store.append("rollouts/m", stored.slice(cut + 1));
        const whole = await foldLog(store, "rollouts/m", rolloutFold);
        expect(await foldLog(store, "rollouts/m", rolloutFold, { since: half })).toEqual(whole);
        expect(JSON.parse(canonicalJson(whole.state))).toEqual(whole.state);
        expect(whole.state.former).not.toBe(whole.state.champion);
      }),
    );
  });

  it("passes over events of newer writers, and says which event is damaged", async () => {
    expect(fold([started])).toEqual(fold([started, { ...started, type: "cosmic-ray" } as never]));
    const broken = { ...started, type: "champion-flipped", data: { to: 3 } as JsonObject };
    expect(() => fold([broken as never])).toThrow("Expected champion-flipped with its facts");
  });
});
