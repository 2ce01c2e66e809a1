import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import type { MirroredRollout, RolloutMirror, RolloutMirrorOutcome } from "../ports/index.js";
import { type Check, checksOf } from "./check.js";

/** A mirror of rollouts under check. */
export interface CheckedRolloutMirror {
  readonly mirror: RolloutMirror;
  /** Who answers there, by versions of ours; shares from 0 to 1. */
  read(model: string): Promise<Pick<MirroredRollout, "champion" | "canary" | "shadow">>;
  /** Lets the other system finish what it is busy with, e.g. an update of an endpoint. */
  settle(): Promise<void>;
  /** The same other system through another mirror, as another process would open it. */
  reopen(): Promise<RolloutMirror>;
  close(): Promise<void>;
}

/** More calls than any mirror needs for one change. */
const mostCalls = 10;

/**
 * The contract of a `RolloutMirror`: what the rollout says is what serves there in the end, whoever mirrored it, and how often.
 * @example for (const { name, run } of rolloutMirrorChecks(async () => …)) it(name, run);
 */
export function rolloutMirrorChecks(create: () => Promise<CheckedRolloutMirror>): Generator<Check> {
  const at = (
    epoch: number,
    champion: number,
    canary?: readonly [number, number],
    shadow?: number,
  ): MirroredRollout => ({
    ...{ model: "late", epoch, champion: `late@${champion}` },
    canary: canary && { version: `late@${canary[0]}`, share: canary[1] },
    shadow: shadow === undefined ? undefined : { version: `late@${shadow}` },
  });

  /** Until nothing more is to come. */
  async function settled(
    { settle }: CheckedRolloutMirror,
    mirror: RolloutMirror,
    rollout: MirroredRollout,
  ): Promise<RolloutMirrorOutcome> {
    for (let call = 1; ; call++) {
      const outcome = await mirror.sync(rollout);
      if (outcome.pending === undefined) return outcome;
      ok(call < mostCalls, `all to be there after ${mostCalls} calls, but it waits for: ${outcome.pending}`);
      await settle();
    }
  }

  async function shows(checked: CheckedRolloutMirror, rollout: MirroredRollout): Promise<void> {
    const { epoch, skipped } = await settled(checked, checked.mirror, rollout);
    deepStrictEqual({ epoch, skipped }, { epoch: rollout.epoch, skipped: [] });
    const { champion, canary, shadow } = rollout;
    deepStrictEqual(await checked.read("late"), { champion, canary, shadow });
  }

  return checksOf(create, {
    async "states its specification version"({ mirror }) {
      strictEqual(mirror.specificationVersion, "v1");
    },
    async "lets the champion answer everybody, and another one after a flip"(checked) {
      await shows(checked, at(1, 1));
      await shows(checked, at(2, 2));
    },
    async "gives a canary its share, another share, and takes it away"(checked) {
      await shows(checked, at(1, 1));
      await shows(checked, at(2, 1, [2, 0.25]));
      await shows(checked, at(3, 1, [2, 0.5]));
      await shows(checked, at(4, 1));
    },
    async "lets a promoted canary answer everybody"(checked) {
      await shows(checked, at(1, 1, [2, 0.5]));
      await shows(checked, at(2, 2));
    },
    async "lets a version shadow the champion, and ends that, in the same epoch"(checked) {
      await shows(checked, at(1, 1));
      await shows(checked, at(1, 1, undefined, 2));
      await shows(checked, at(1, 1));
    },
    async "told again, changes nothing"(checked) {
      await shows(checked, at(1, 1, [2, 0.25]));
      const { changes, pending, skipped } = await checked.mirror.sync(at(1, 1, [2, 0.25]));
      deepStrictEqual({ changes, pending, skipped }, { changes: [], pending: undefined, skipped: [] });
    },
    async "told of an older epoch, by a process that lags behind, changes nothing"(checked) {
      await shows(checked, at(3, 2));
      const lagging = await checked.reopen();
      const { epoch, changes } = await lagging.sync(at(2, 1, [2, 0.5]));
      deepStrictEqual({ epoch, changes }, { epoch: 3, changes: [] });
      deepStrictEqual((await checked.read("late")).champion, "late@2");
    },
    async "goes on in another process with what is there"(checked) {
      await checked.mirror.sync(at(1, 1, [2, 0.25]));
      const other = await checked.reopen();
      await settled(checked, other, at(1, 1, [2, 0.25]));
      deepStrictEqual((await other.sync(at(1, 1, [2, 0.25]))).changes, []);
      await settled(checked, other, at(2, 2));
      deepStrictEqual(await checked.read("late"), { champion: "late@2", canary: undefined, shadow: undefined });
    },
  });
}
