import { parts } from "../assignment/hash-unit.js";
import type { Assignment } from "../assignment/routing-table.js";
import { decideCanary, rollBack } from "../rollout/decide-canary.js";
import type { EvidenceLog } from "../rollout/evidence-log.js";
import type { Lease } from "../rollout/lease.js";
import type { RolloutEvent } from "../rollout/rollout-event.js";
import type { CanaryState } from "../rollout/rollout-state.js";
import type { CanaryStatus } from "../router.js";
import type { RouterEvent } from "../router-event.js";
import type { Outcome } from "../version-metrics.js";
import { type CanaryWatch, createCanaryWatch } from "./canary-watch.js";
import { findGuardrails } from "./find-guardrails.js";
import type { Guardrail, GuardrailVerdict } from "./guardrail.js";
import { findBreach, judge } from "./judge.js";

/** This process's part in a canary: it counts, tells the others what it counted, and decides while it has the lease. */
export interface CanaryDesk {
  /** Takes up the canary of a new state, or none. */
  adopt(canary: CanaryState | null): void;
  /** Guardrails that are known by name from now on. */
  know(guardrails: readonly Guardrail[]): void;
  /** @param canary As it was when the request was assigned. */
  observe(arm: Assignment["arm"], canary: CanaryState, outcome: Outcome): void;
  /** Whether the canary is to answer nobody in this process any more, though the log does not say so yet. */
  readonly isStopped: boolean;
  /** Whether this process decides what becomes of the canary. */
  readonly decides: boolean;
  /** Tells what was counted, takes or keeps the lease, and decides on what all processes told. */
  round(): Promise<void>;
  /** Nothing is decided until the next round. */
  freeze(): void;
  status(): CanaryStatus | undefined;
  /** Tells what was counted last, and lets another process decide. */
  close(): Promise<void>;
}

export interface CanaryDeskOptions {
  readonly guardrails: readonly Guardrail[];
  readonly lease: Lease;
  readonly evidence: EvidenceLog;
  readonly now: () => number;
  readonly tell: (event: RouterEvent) => void;
  /** Records what was decided, unless the canary has changed meanwhile. */
  readonly record: (canary: CanaryState, event: RolloutEvent) => Promise<void>;
}

interface Watched {
  readonly canary: CanaryState;
  readonly watch: CanaryWatch;
  readonly guardrails: readonly Guardrail[];
  readonly unknown: readonly string[];
  /** What was decided on here and is not recorded yet. */
  breach: GuardrailVerdict | undefined;
}

export function createCanaryDesk({ guardrails, lease, evidence, now, tell, record }: CanaryDeskOptions): CanaryDesk {
  const known = new Map(guardrails.map((guardrail) => [guardrail.name, guardrail]));
  const told = new Set<string>();
  let watched: Watched | undefined;
  let decides = false;

  function tellOnce(guardrail: string, cause: unknown): void {
    if (told.has(guardrail)) return;
    told.add(guardrail);
    tell({ type: "guardrail-failed", guardrail, cause });
  }

  function take(canary: CanaryState): Watched {
    const found = findGuardrails(canary.guardrails, known);
    for (const name of found.unknown) tellOnce(name, new Error(`The guardrail ${name} is not known to this process`));
    const before = watched?.canary.since === canary.since ? watched : undefined;
    const watch = before?.watch ?? createCanaryWatch(canary.circuit, found.guardrails, tellOnce);
    return { canary, watch, breach: before?.breach, ...found };
  }

  /** What was counted is told with it: the others see what it was decided on. */
  async function conclude({ canary, watch }: Watched, event: RolloutEvent): Promise<void> {
    await evidence.report(canary.since, watch.own, true);
    await record(canary, event);
  }

  const verdictsOf = ({ watch, guardrails: own }: Watched): readonly GuardrailVerdict[] =>
    judge(own, watch.all, tellOnce);

  const evidenceOf = (current: Watched) => ({
    requests: current.watch.all.canary.requests,
    units: current.watch.all.canary.units.estimate,
    verdicts: verdictsOf(current),
  });

  async function roundOf(current: Watched): Promise<void> {
    const { canary, watch } = current;
    await evidence.report(canary.since, watch.own);
    watch.join(await evidence.readOthers(canary.since));
    // Only now: whoever decides knows what the others told.
    decides = current.unknown.length === 0 && (await lease.hold());
    const facts = evidenceOf(current);
    const event = current.breach
      ? rollBack(canary.version, current.breach, facts)
      : decides
        ? decideCanary(canary, facts, now())
        : undefined;
    if (event !== undefined) await conclude(current, event);
  }

  return {
    adopt(canary) {
      watched = canary === null ? undefined : take(canary);
      if (canary === null) {
        decides = false;
        told.clear();
      }
    },
    know(more) {
      for (const guardrail of more) known.set(guardrail.name, guardrail);
    },
    observe(arm, { since, share }, outcome) {
      const current = watched;
      // A request that was answered under another table says nothing of this comparison.
      if (current === undefined || current.breach !== undefined || since !== current.canary.since) return;
      const opened = current.watch.record(arm, share, outcome);
      if (arm === "champion") return;
      const breach = opened ?? (decides ? findBreach(current.guardrails, current.watch.all, tellOnce) : undefined);
      if (breach === undefined) return;
      // Stopped here at once; when it cannot be recorded now, the next round does.
      current.breach = breach;
      conclude(current, rollBack(current.canary.version, breach, evidenceOf(current))).catch(() => undefined);
    },
    get isStopped() {
      return watched?.breach !== undefined;
    },
    get decides() {
      return decides;
    },
    round: async () => (watched === undefined ? undefined : roundOf(watched)),
    freeze() {
      decides = false;
    },
    status() {
      if (watched === undefined) return undefined;
      const { canary } = watched;
      return {
        version: canary.version,
        share: canary.share / parts,
        step: canary.ramp === null ? undefined : canary.step,
        ...evidenceOf(watched),
        ...(watched.breach && { stopped: watched.breach.guardrail }),
      };
    },
    async close() {
      if (watched !== undefined) await evidence.report(watched.canary.since, watched.watch.own, true);
      decides = false;
      await lease.release();
    },
  };
}
