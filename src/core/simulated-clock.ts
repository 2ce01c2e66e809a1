import type { Clock } from "./clock.js";
import { InvalidArgumentError } from "./errors/index.js";
import { checkMilliseconds } from "./system-clock.js";

/** A clock that stands still until it is moved. */
export interface SimulatedClock extends Clock {
  /** Moves time on by this many milliseconds and wakes the sleepers whose time has come, the earliest first. */
  advance(milliseconds: number): void;
  /** Moves time on to this moment. @throws {InvalidArgumentError} it lies in the past. */
  set(time: number | Date): void;
}

interface Sleeper {
  readonly wakesAt: number;
  readonly wake: () => void;
}

/**
 * A clock for tests, simulations and replays: `sleep` resolves when `advance` or `set` has moved time far enough.
 *
 * @param start @default 0, i.e. 1970-01-01T00:00:00Z
 */
export function createSimulatedClock(start: number | Date = 0): SimulatedClock {
  let time = checkTime(start);
  const sleepers = new Set<Sleeper>();

  function moveTo(moment: number): void {
    if (moment < time)
      throw new InvalidArgumentError(
        "clock",
        `\`time\` to be no earlier than ${new Date(time).toISOString()}`,
        new Date(moment),
      );
    time = moment;
    const due = [...sleepers]
      .filter(({ wakesAt }) => wakesAt <= time)
      .sort((left, right) => left.wakesAt - right.wakesAt);
    for (const sleeper of due) {
      sleepers.delete(sleeper);
      sleeper.wake();
    }
  }

  return {
    now: () => time,
    async sleep(milliseconds, signal) {
      checkMilliseconds(milliseconds);
      signal?.throwIfAborted();
      if (milliseconds === 0) return;
      await new Promise<void>((resolve, reject) => {
        const sleeper: Sleeper = {
          wakesAt: time + milliseconds,
          wake() {
            signal?.removeEventListener("abort", stop);
            resolve();
          },
        };
        function stop(): void {
          sleepers.delete(sleeper);
          reject(signal?.reason);
        }
        sleepers.add(sleeper);
        signal?.addEventListener("abort", stop, { once: true });
      });
    },
    advance(milliseconds) {
      checkMilliseconds(milliseconds);
      moveTo(time + milliseconds);
    },
    set: (moment) => moveTo(checkTime(moment)),
  };
}

function checkTime(time: number | Date): number {
  const milliseconds = Number(time);
  if (!Number.isFinite(milliseconds))
    throw new InvalidArgumentError("clock", "`time` to be a date or milliseconds since 1970", time);
  return milliseconds;
}
