import { parts } from "../assignment/hash-unit.js";
import type { RouterEvent } from "../router-event.js";
import type { RolloutState } from "./rollout-state.js";

/** What is told when one state takes the place of another: of several changes at once, what they came to. */
export function rolloutChanges(before: RolloutState, after: RolloutState): readonly RouterEvent[] {
  const { epoch, lastRollback, champion, canary, registry } = after;
  const events: RouterEvent[] = [];
  const ended = before.canary !== null && canary?.version !== before.canary.version ? before.canary.version : undefined;
  if (lastRollback !== null && lastRollback.time !== before.lastRollback?.time)
    events.push({ type: "rollback", epoch, ...lastRollback });
  else if (ended !== undefined && ended !== champion) events.push({ type: "canary-end", version: ended, epoch });
  if (champion !== null && before.champion !== null && champion !== before.champion)
    events.push({ type: "flip", from: before.champion, to: champion, epoch });
  if (canary !== null && canary.version !== before.canary?.version)
    events.push({ type: "canary-start", version: canary.version, share: canary.share / parts, epoch });
  else if (canary !== null && canary.share !== before.canary?.share)
    events.push({ type: "canary-share", version: canary.version, share: canary.share / parts, epoch });
  const moved = registry?.version ?? null;
  if (moved !== null && moved !== before.registry?.version && Object.hasOwn(after.rolledBack, moved))
    events.push({ type: "registry-refused", version: moved, reason: after.rolledBack[moved]?.reason ?? "" });
  return events;
}
