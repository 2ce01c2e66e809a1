import { afterEach, describe, expect, it, vi } from "vitest";
import { createMemoryStore, type Json } from "../../src/core/index.js";
import { gitOf } from "../../src/registry/git-of.js";

afterEach(() => vi.unstubAllEnvs());

/** The context of a stage in a run that began in such surroundings; of none without them. */
async function contextIn(surroundings: Json | undefined) {
  const store = createMemoryStore();
  const stage = { id: "train", version: "1.0.0", fingerprint: "f".repeat(64), params: {} };
  const facts = { stage, seed: 1, ...(surroundings !== undefined && { surroundings }) };
  await store.append("runs/night-1", [{ type: "run-started", time: 1, data: facts }]);
  return { store, runId: "night-1" } as never;
}
const commit = "0123abc";

describe("the commit of a version", () => {
  it("is the one its run recorded, whatever the environment says now", async () => {
    vi.stubEnv("GIT_COMMIT", "fedcba9");
    for (const [git, dirty] of [
      [{ from: "git", commit, dirty: true }, true],
      [{ from: "git", commit, dirty: false }, false],
      [{ from: "environment", commit }, false],
    ] as const)
      expect(await gitOf(await contextIn({ git, runtime: {} }), "late", {})).toEqual({ commit, dirty });
  });

  it("is the environment's when the run knew none", async () => {
    vi.stubEnv("GIT_COMMIT", commit);
    for (const surroundings of [undefined, { runtime: {} }])
      expect(await gitOf(await contextIn(surroundings), "late", {})).toEqual({ commit, dirty: false });
  });

  it("is not guessed from a run that cannot be read", async () => {
    vi.stubEnv("GIT_COMMIT", commit);
    const broken = new Error("EIO");
    const fail = () => {
      throw broken;
    };
    const store = { ...createMemoryStore(), head: fail, read: fail };
    await expect(gitOf({ store, runId: "night-1" } as never, "late", {})).rejects.toBe(broken);
  });
});
