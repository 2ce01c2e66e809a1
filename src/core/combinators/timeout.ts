import type { Context } from "../context.js";
import { InvalidArgumentError, TimeoutError } from "../errors/index.js";
import { linkSignal } from "../link-signal.js";
import type { Stage } from "../stage.js";
import { wrapStage } from "./wrap-stage.js";

/**
 * Gives a stage so many milliseconds of the context's clock. After that its signal is aborted with a `TimeoutError`, and
 * that error is thrown at once, whether the stage heeds its signal or not. An abort from outside is passed on likewise.
 *
 * @throws {InvalidArgumentError} `milliseconds` is not a finite number above 0.
 */
export function timeout<In, Out, C extends Context>(stage: Stage<In, Out, C>, milliseconds: number): Stage<In, Out, C> {
  if (!Number.isFinite(milliseconds) || milliseconds <= 0)
    throw new InvalidArgumentError("timeout", "`milliseconds` to be a finite number above 0", milliseconds);
  return wrapStage(stage, { wrapper: "timeout", milliseconds }, async (runInner, input, context) => {
    const linked = linkSignal(context.signal);
    const timer = new AbortController();
    const aborted = new Promise<never>((_resolve, reject) => {
      linked.signal.addEventListener("abort", () => reject(linked.signal.reason), { once: true });
    });
    const expiry = async (): Promise<void> => {
      await context.clock.sleep(milliseconds, timer.signal);
      linked.abort(new TimeoutError(`stage ${stage.id}`, milliseconds));
    };
    expiry().catch(() => undefined); // Rejects when the timer is no longer needed.
    try {
      return await Promise.race([aborted, runInner(input, { ...context, signal: linked.signal })]);
    } finally {
      timer.abort();
      linked.release();
    }
  });
}
