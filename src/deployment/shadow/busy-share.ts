/** The share of the event loop's time that some work takes, the last second counting most. */
export interface BusyShare {
  /** From 0 to 1, as of now. */
  value(): number;
  /** Counts the turn of the event loop that begins now: what runs at once, and what promises continue without waiting for anything outside. */
  countTurn(): void;
}

/** Long enough to hold many turns, short enough that what has become quick is tried again soon. */
const memoryMilliseconds = 1000;

/**
 * An exponential mean of "busy now" over time: while busy for t milliseconds it goes from s to 1 - (1 - s) e^(-t / 1000), while not to s e^(-t / 1000).
 * @param timer Milliseconds that only grow.
 */
export function createBusyShare(timer: () => number): BusyShare {
  let share = 0;
  let seen = timer();
  function rest(): void {
    const now = timer();
    share *= Math.exp(-Math.max(0, now - seen) / memoryMilliseconds);
    seen = now;
  }
  function work(): void {
    const now = timer();
    share = 1 - (1 - share) * Math.exp(-Math.max(0, now - seen) / memoryMilliseconds);
    seen = now;
  }
  return {
    value() {
      rest();
      return share;
    },
    countTurn() {
      rest();
      // A tick that is asked for by a microtask comes when all microtasks of this turn, and those they add, have run.
      queueMicrotask(() => process.nextTick(work));
    },
  };
}
