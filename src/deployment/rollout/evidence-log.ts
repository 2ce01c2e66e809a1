import { type Clock, DamagedError, type Json, type Store } from "../../core/index.js";
import { CanaryCounts, type CanaryCountsJson } from "../canary/canary-counts.js";

/**
 * What each process counted of a canary, told to the others: in a log of its own, `rollouts/<model>/evidence-<since>/<process>`, each event
 * everything it counted so far. The newest of each process counts and nothing else, so nothing is counted twice: not by a restart, which is
 * another process, and not by who takes over.
 */
export interface EvidenceLog {
  /** Tells what was counted when that is due, or at once. */
  report(since: number, counts: CanaryCounts, now?: boolean): Promise<void>;
  /** What the other processes told last. */
  readOthers(since: number): Promise<readonly CanaryCounts[]>;
}

export interface EvidenceLogOptions {
  readonly store: Store;
  readonly model: string;
  readonly clock: Clock;
  readonly process: string;
}

/** A long canary would fill the log: it is told when a thirtieth more was counted, and after a minute whatever was. */
const growth = 1 + 1 / 30;
const longest = 60_000;

type Told = { readonly since: number; readonly time: number; readonly counted: readonly number[] };

export function createEvidenceLog({ store, model, clock, process }: EvidenceLogOptions): EvidenceLog {
  const others = new Map<string, { readonly sequence: number; readonly counts: CanaryCounts }>();
  let told: Told | undefined;

  return {
    async report(since, counts, now = false) {
      const counted = numbersOf(counts);
      const before = told?.since === since ? told : { since, time: 0, counted: counted.map(() => 0) };
      const changed = counted.some((count, index) => count > (before.counted[index] as number));
      const late = clock.now() - before.time >= longest;
      if (!changed || !(now || late || counted.some((count, index) => grew(before.counted[index] as number, count))))
        return;
      const data: Json = JSON.parse(JSON.stringify({ counts }));
      const time = clock.now();
      await store.append(`${folder(model, since)}${process}`, [{ type: "canary-counted", time, data }]);
      told = { since, time, counted };
    },
    async readOthers(since) {
      const prefix = folder(model, since);
      for (const log of others.keys()) if (!log.startsWith(prefix)) others.delete(log);
      const logs = (await store.logs(prefix)).filter((log) => log !== `${prefix}${process}`);
      for (const log of logs) {
        const { sequence } = await store.head(log);
        if (others.get(log)?.sequence === sequence) continue;
        for await (const { data } of store.read(log, { from: sequence, to: sequence })) {
          if (!isReport(data))
            throw new DamagedError(`${log}@${sequence}`, {
              place: "rollout log",
              message: "Expected counts of a canary",
            });
          others.set(log, { sequence, counts: CanaryCounts.fromJSON(data.counts) });
        }
      }
      return [...others.values()].map(({ counts }) => counts);
    },
  };
}

function folder(model: string, since: number): string {
  return `rollouts/${model}/evidence-${since}/`;
}

function numbersOf({ canary, champion }: CanaryCounts): readonly number[] {
  return [canary.requests, canary.errors, champion.requests, champion.errors];
}

function grew(before: number, now: number): boolean {
  return now > before && now >= before * growth;
}

function isReport(data: unknown): data is { readonly counts: CanaryCountsJson } {
  if (typeof data !== "object" || data === null || !("counts" in data)) return false;
  const { counts } = data;
  return typeof counts === "object" && counts !== null && "canary" in counts && "champion" in counts;
}
