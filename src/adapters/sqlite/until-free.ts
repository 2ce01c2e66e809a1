import { sqliteReason } from "./sqlite-reason.js";

/** Who waits for the lock tries again after at most this many milliseconds. */
export const longestPause = 20;

/** Whether somebody else has the lock, so that nothing was done and may be tried again. */
export const isBusy = (error: unknown): boolean => {
  const reason = sqliteReason(error);
  return reason === "SQLITE_BUSY" || reason === "SQLITE_LOCKED";
};

/** Does it again, after pauses in which this process does other work, as long as somebody else has the lock and the time lasts. */
export async function untilFree<Result>(milliseconds: number, work: () => Result): Promise<Result> {
  const end = performance.now() + milliseconds;
  for (let pause = 1; ; pause = Math.min(2 * pause, longestPause)) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || performance.now() >= end) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
