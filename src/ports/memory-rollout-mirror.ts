import type { MirroredRollout, RolloutMirror } from "./rollout-mirror.js";

/** Mirrors rollouts into memory, for tests and notebooks. */
export function createMemoryRolloutMirror(): RolloutMirror & {
  readonly rollouts: ReadonlyMap<string, MirroredRollout>;
} {
  const rollouts = new Map<string, MirroredRollout>();
  return {
    specificationVersion: "v1",
    rollouts,
    async sync({ model, epoch, champion, canary, shadow }) {
      const before = rollouts.get(model);
      if (before !== undefined && before.epoch > epoch)
        return { epoch: before.epoch, changes: [], pending: undefined, skipped: [] };
      const changes: string[] = [];
      if (before?.champion !== champion) changes.push(`${champion} is champion`);
      if (before?.canary?.version !== canary?.version || before?.canary?.share !== canary?.share)
        changes.push(canary === undefined ? "no canary" : `${canary.version} answers ${canary.share * 100} %`);
      if (before?.shadow?.version !== shadow?.version)
        changes.push(shadow === undefined ? "no shadow" : `${shadow.version} shadows`);
      rollouts.set(model, {
        ...{ model, epoch, champion },
        canary: canary && { version: canary.version, share: canary.share },
        shadow: shadow && { version: shadow.version },
      });
      return { epoch, changes, pending: undefined, skipped: [] };
    },
  };
}
