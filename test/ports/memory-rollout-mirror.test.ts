import { createMemoryRolloutMirror, type RolloutMirror } from "golden-pipeline/ports";
import { rolloutMirrorChecks } from "golden-pipeline/testing";
import { describe, expect, it } from "vitest";

describe("the rollout mirror in memory", () => {
  for (const { name, run } of rolloutMirrorChecks(async () => {
    const mirror = createMemoryRolloutMirror();
    return {
      mirror,
      async read(model) {
        const { champion = "nobody", canary, shadow } = mirror.rollouts.get(model) ?? {};
        return { champion, canary, shadow };
      },
      settle: async () => undefined,
      reopen: async (): Promise<RolloutMirror> => mirror,
      close: async () => undefined,
    };
  }))
    it(name, run);

  it("says what it changed", async () => {
    const mirror = createMemoryRolloutMirror();
    const first = { model: "late", epoch: 1, champion: "late@1", canary: undefined, shadow: { version: "late@2" } };
    expect((await mirror.sync(first)).changes).toEqual(["late@1 is champion", "late@2 shadows"]);
    const second = { ...first, epoch: 2, canary: { version: "late@2", share: 0.1 }, shadow: undefined };
    expect((await mirror.sync(second)).changes).toEqual(["late@2 answers 10 %", "no shadow"]);
  });
});
