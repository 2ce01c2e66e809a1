import type { RetrainState } from "./retrain-log.js";

/** What is read of an alarm; those of the monitoring room are such. */
export interface RetrainAlarm {
  readonly rule: string;
  /** Only `firing` counts. @default "firing" */
  readonly state?: string;
  /** When it began, milliseconds since 1970. What began before the last training was completed was about the former model. */
  readonly since?: number;
}

export interface RetrainRules {
  readonly everyDays: number | undefined;
  readonly onAlarm: boolean;
  readonly cooldownDays: number;
}

const day = 24 * 60 * 60_000;

/** What the state says of asking now: which attempt to claim, or why there is none. */
export function judgeClaim(
  state: RetrainState,
  facts: RetrainRules & { readonly alarms: readonly RetrainAlarm[]; readonly now: number },
): { readonly reason: string; readonly attempt?: number } {
  const { open } = state;
  if (open === null) {
    const reason = reasonNow(state, facts);
    return reason === undefined ? { reason: "nothing is due" } : { reason, attempt: 1 };
  }
  if (facts.now < open.until)
    return { reason: `another training holds the claim until ${new Date(open.until).toISOString()}` };
  return { reason: open.reason, attempt: open.attempt + 1 };
}

function reasonNow(
  { completed }: RetrainState,
  { alarms, now, onAlarm, everyDays, cooldownDays }: Parameters<typeof judgeClaim>[1],
): string | undefined {
  const last = completed ?? Number.NEGATIVE_INFINITY;
  const cooled = now - last >= cooldownDays * day;
  const asking = alarms
    .filter(({ state = "firing", since = last }) => state === "firing" && (cooled || since > last))
    .map(({ rule }) => rule);
  if (onAlarm && asking.length > 0) return `alarm: ${[...new Set(asking)].sort().join(", ")}`;
  if (everyDays === undefined || now - last < everyDays * day) return undefined;
  return everyDays === 1 ? "every day" : `every ${everyDays} days`;
}

/** What a run was told before, without a claim when it is not, or no longer, the one to train; undefined when it never asked. */
export function toldBefore(
  { open, decisions, done }: RetrainState,
  runId: string | undefined,
):
  | { readonly reason: string; readonly claim?: undefined }
  | { readonly reason: string; readonly claim: number; readonly until: number }
  | undefined {
  const made = runId !== undefined && Object.hasOwn(decisions, runId) ? decisions[runId] : undefined;
  if (made === undefined) return undefined;
  const { claim, reason } = made;
  if (claim === null) return { reason };
  if (open?.claim === claim) return { reason, claim, until: open.until };
  return done.includes(claim) ? { reason, claim, until: 0 } : { reason: "another training took the claim over" };
}
