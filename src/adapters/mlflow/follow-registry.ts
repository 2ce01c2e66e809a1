import type { Logger } from "../../core/index.js";
import type { MirrorOutcome } from "../../ports/index.js";

const longestPause = 60_000;

/** Mirrors a model whenever its log has grown, and now and then without. It keeps no process alive. Returns how to end it. */
export function followRegistry(
  {
    head,
    sync,
    model,
    log,
  }: {
    readonly head: () => Promise<number>;
    readonly sync: () => Promise<MirrorOutcome>;
    readonly model: string;
    readonly log: Logger;
  },
  { pollMilliseconds, checkMilliseconds }: { readonly pollMilliseconds: number; readonly checkMilliseconds: number },
): () => Promise<void> {
  let pause = pollMilliseconds;
  let [settled, checkedAt]: [number | undefined, number] = [undefined, 0];
  let told = "";
  let timer: NodeJS.Timeout | undefined;
  let hasEnded = false;

  async function look(): Promise<void> {
    try {
      const now = await head();
      if (now !== settled || performance.now() - checkedAt >= checkMilliseconds) {
        const { foreign, skipped } = await sync();
        [settled, checkedAt] = [now, performance.now()];
        for (const alias of foreign)
          log.warn({ model, ...alias }, "Somebody else moved an alias in MLflow: moved back");
        const said = JSON.stringify(skipped);
        if (skipped.length > 0 && said !== told) log.warn({ model, skipped }, "Not everything can be told to MLflow");
        told = said;
      }
      pause = pollMilliseconds;
    } catch (error) {
      pause = Math.min(pause * 2, Math.max(longestPause, pollMilliseconds));
      log.warn({ model, error }, "MLflow could not be told of the registry: tried again later");
    }
  }

  let looking: Promise<void> = Promise.resolve();
  function lookAndGoOn(): void {
    looking = look().then(() => {
      if (hasEnded) return;
      timer = setTimeout(lookAndGoOn, pause);
      timer.unref();
    });
  }
  lookAndGoOn();
  return async () => {
    hasEnded = true;
    clearTimeout(timer);
    await looking;
    await look();
  };
}
