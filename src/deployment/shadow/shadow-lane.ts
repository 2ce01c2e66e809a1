import { checkOptions, type OptionRules, option } from "../../core/house.js";
import { TimeoutError } from "../../core/index.js";
import { createBusyShare } from "./busy-share.js";

/** What keeps shadows from being felt. */
export interface ShadowLimits {
  /** Requests that wait or run at most; more are dropped and counted. @default 1000 */
  readonly maximumQueued?: number;
  /** Bytes of requests that wait at most, as their owner counts them. @default 16 MiB */
  readonly maximumBytes?: number;
  /** Requests that run at once. @default 4 */
  readonly concurrency?: number;
  /** A shadow that takes longer is given up. @default 1000 */
  readonly timeoutMilliseconds?: number;
  /**
   * The share of the event loop's time that shadows may take, from 0 to 1, the last second counting most; above it they are shed and counted until it
   * has fallen. A request that comes while a shadow computes waits for it, so about this share of the live answers can come late by as much as
   * one shadow's work. 1 sheds none. @default 0.1: what most callers see stays as it was, and cheap shadows see every request
   */
  readonly maximumBusy?: number;
}

export interface ShadowLaneOptions extends ShadowLimits {
  /** Milliseconds that only grow, by which shadows' own work is timed. @default performance.now */
  readonly timer?: () => number;
}

export interface ShadowCounts {
  /** Requests that were run; each comes to be one of completed, failed and timed out. With those dropped and shed they are all that came, but for those that wait. */
  readonly accepted: number;
  readonly completed: number;
  /** Not taken, as too many or too large ones wait. */
  readonly dropped: number;
  readonly failed: number;
  readonly timedOut: number;
  /** Not run, as shadows took too much of the event loop's time. */
  readonly shed: number;
  /** What the last one that failed said. */
  readonly lastFailure?: string;
}

/** Runs work beside the live path: bounded, with a timeout of its own, and with nothing that could reach the live answer. */
export interface ShadowLane {
  /** Takes work or drops it, at once; never throws and never waits. Work whose size is no number is dropped. */
  submit(work: (signal: AbortSignal) => unknown, bytes?: number | (() => number)): void;
  counts(): ShadowCounts;
  /** Resolves when nothing waits or runs. */
  idle(): Promise<void>;
}

interface Waiting {
  readonly work: (signal: AbortSignal) => unknown;
  readonly bytes: number;
}

const limitRules: OptionRules<ShadowLimits> = {
  maximumQueued: option.count,
  maximumBytes: option.number({ above: 0, infinite: true }),
  concurrency: option.count,
  timeoutMilliseconds: option.number({ above: 0, below: 2 ** 31 }),
  maximumBusy: option.share,
};

export const shadowLaneRules: OptionRules<ShadowLaneOptions> = { ...limitRules, timer: option.callback };

/** The limits with their defaults. @throws {InvalidArgumentError} one is outside its range. */
export function checkLimits(limits: ShadowLimits): Required<ShadowLimits> {
  checkOptions("shadow", limits, limitRules);
  const {
    maximumQueued = 1000,
    maximumBytes = 16 * 1024 * 1024,
    concurrency = 4,
    timeoutMilliseconds = 1000,
    maximumBusy = 0.1,
  } = limits;
  return { maximumQueued, maximumBytes, concurrency, timeoutMilliseconds, maximumBusy };
}

export function createShadowLane(options: ShadowLaneOptions = {}): ShadowLane {
  checkOptions("shadow", options, shadowLaneRules);
  const { timer: milliseconds = () => performance.now(), ...limits } = options;
  const { maximumQueued, maximumBytes, concurrency, timeoutMilliseconds, maximumBusy } = checkLimits(limits);
  const busy = createBusyShare(milliseconds);
  const waiting: Waiting[] = [];
  const counts = { accepted: 0, completed: 0, dropped: 0, failed: 0, timedOut: 0, shed: 0 };
  let lastFailure: string | undefined;
  let waitingBytes = 0;
  let running = 0;
  let idleListeners: (() => void)[] = [];

  function start(): void {
    while (running < concurrency) {
      const next = waiting.shift();
      if (next === undefined) break;
      waitingBytes -= next.bytes;
      running++;
      // The live request goes on first: shadows begin in a later turn of the event loop.
      setImmediate(() => {
        if (busy.value() > maximumBusy) {
          counts.shed++;
          leave();
          return;
        }
        counts.accepted++;
        busy.countTurn();
        void runOne(next);
      });
    }
    if (running === 0 && waiting.length === 0) {
      for (const listener of idleListeners) listener();
      idleListeners = [];
    }
  }

  async function runOne({ work }: Waiting): Promise<void> {
    const controller = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    // A hanging shadow must not hold its place: after the timeout it is given up, whether it heeds the signal or not.
    const late = new Promise<"late">((resolve) => {
      timer = setTimeout(() => {
        controller.abort(new TimeoutError("shadow", timeoutMilliseconds));
        resolve("late");
      }, timeoutMilliseconds);
    });
    try {
      const done = (async () => {
        await work(controller.signal);
        return "done" as const;
      })();
      const outcome = await Promise.race([done, late]);
      if (outcome === "late") {
        counts.timedOut++;
        done.catch(() => undefined);
      } else counts.completed++;
    } catch (cause) {
      counts.failed++;
      lastFailure = cause instanceof Error ? cause.message : String(cause);
    } finally {
      clearTimeout(timer);
      leave();
    }
  }

  function leave(): void {
    running--;
    start();
  }

  return {
    submit(work, size = 0) {
      const bytes = sizeOf(size);
      if (waiting.length + running >= maximumQueued || !(waitingBytes + bytes <= maximumBytes)) {
        counts.dropped++;
        return;
      }
      waitingBytes += bytes;
      waiting.push({ work, bytes });
      start();
    },
    counts: () => ({ ...counts, ...(lastFailure !== undefined && { lastFailure }) }),
    idle: () =>
      running === 0 && waiting.length === 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            idleListeners.push(resolve);
          }),
  };
}

function sizeOf(size: number | (() => number)): number {
  try {
    return typeof size === "number" ? size : size();
  } catch {
    return Number.NaN;
  }
}
