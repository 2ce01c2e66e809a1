import { createMemoryRolloutMirror, type MirroredRollout, type RolloutMirror } from "golden-pipeline/ports";
import { rolloutMirrorChecks } from "golden-pipeline/testing";
import { describe, expect, it } from "vitest";
import { failedChecks } from "./failed-checks.js";

/** Checks of a mirror in memory that hears something else, or tells something else. */
function checksOf({
  hear = (rollout) => rollout,
  change = (mirror) => mirror,
}: {
  readonly hear?: (rollout: MirroredRollout) => MirroredRollout;
  readonly change?: (mirror: RolloutMirror) => RolloutMirror;
}) {
  return rolloutMirrorChecks(async () => {
    const memory = createMemoryRolloutMirror();
    const mirror = change({ ...memory, sync: (rollout) => memory.sync(hear(rollout)) });
    return {
      mirror,
      async read(model) {
        const { champion = "nobody", canary, shadow } = memory.rollouts.get(model) ?? {};
        return { champion, canary, shadow };
      },
      settle: async () => undefined,
      reopen: async () => mirror,
      close: async () => undefined,
    };
  });
}

describe("the checks of mirrors of rollouts tell", () => {
  it("one that knows of no shadow", async () => {
    expect(await failedChecks(checksOf({ hear: (rollout) => ({ ...rollout, shadow: undefined }) }))).toEqual([
      "lets a version shadow the champion, and ends that, in the same epoch",
    ]);
  });

  it("one that gives every canary half of the requests", async () => {
    const hear = (rollout: MirroredRollout): MirroredRollout => ({
      ...rollout,
      canary: rollout.canary && { ...rollout.canary, share: 0.5 },
    });
    expect(await failedChecks(checksOf({ hear }))).toEqual([
      "gives a canary its share, another share, and takes it away",
      "told again, changes nothing",
    ]);
  });

  it("one that follows whoever spoke last", async () => {
    let epoch = 0;
    const change = (mirror: RolloutMirror): RolloutMirror => ({
      ...mirror,
      sync: async (rollout) => ({ ...(await mirror.sync({ ...rollout, epoch: ++epoch })), epoch: rollout.epoch }),
    });
    expect(await failedChecks(checksOf({ change }))).toEqual([
      "told of an older epoch, by a process that lags behind, changes nothing",
    ]);
  });

  it("one that is never done", async () => {
    const change = (mirror: RolloutMirror): RolloutMirror => ({
      ...mirror,
      sync: async (rollout) => ({ ...(await mirror.sync(rollout)), pending: "more" }),
    });
    expect((await failedChecks(checksOf({ change }))).length).toBeGreaterThan(5);
  });
});
