import type { Context } from "../context.js";
import { restartRandom } from "../create-random.js";
import { InvalidArgumentError, SchemaError } from "../errors/index.js";
import { checkOptions } from "../options/check-options.js";
import type { OptionRules } from "../options/option-rule.js";
import * as option from "../options/option-rule.js";
import { type ScopedContext, scopeOf } from "../scope.js";
import type { Stage } from "../stage.js";
import { wrapStage } from "./wrap-stage.js";

export interface RetryDelay {
  /** Before the second attempt. @default 100 */
  readonly initialMilliseconds?: number;
  /** Each further delay is so many times the one before. @default 2 */
  readonly factor?: number;
  /** @default 10000 */
  readonly maximumMilliseconds?: number;
  /** The share of each delay that is taken off at random, from 0 to 1, so that clients do not come back all at once. @default 0.5 */
  readonly jitter?: number;
}

export interface RetryOptions {
  /** Attempts in all, the first included. @default 3 */
  readonly attempts?: number;
  readonly delay?: RetryDelay;
  /** Which errors are worth another attempt; the version has to change with the function. @default every error */
  readonly retryIf?: { readonly version: string; readonly test: (error: unknown) => boolean };
}

const rules: OptionRules<RetryOptions> = {
  attempts: option.count,
  delay: option.object<RetryDelay>({
    initialMilliseconds: option.number({ minimum: 0 }),
    factor: option.number({ minimum: 1 }),
    maximumMilliseconds: option.number({ minimum: 0 }),
    jitter: option.share,
  }),
  retryIf: option.object<NonNullable<RetryOptions["retryIf"]>>({
    version: option.required(option.text),
    test: option.required(option.callback),
  }),
};

/**
 * Tries a stage again when it fails, with growing delays by the context's clock; the jitter comes from the stage's random
 * stream. Each attempt draws the same random numbers. Aborts, invalid arguments and input that fails its schema are never
 * tried again; the last error is thrown as it is.
 *
 * @throws {InvalidArgumentError} an option is outside its range.
 */
export function retry<In, Out, C extends Context>(
  stage: Stage<In, Out, C>,
  options: RetryOptions = {},
): Stage<In, Out, C> {
  checkOptions("retry", options, rules);
  const { attempts = 3, retryIf } = options;
  const delay = { initialMilliseconds: 100, factor: 2, maximumMilliseconds: 10_000, jitter: 0.5, ...options.delay };
  const params = { wrapper: "retry", attempts, delay, ...(retryIf && { retryIf: retryIf.version }) };
  return wrapStage(stage, params, async (runInner, input, context) => {
    const jitter = context.random.stream("retry");
    const { run, path } = scopeOf(context);
    const interceptor = run?.interceptor;
    let wait = delay.initialMilliseconds;
    for (let attempt = 1; ; attempt++) {
      try {
        const work = () => runInner(input, { ...context, attempt, random: restartRandom(context.random) });
        if (interceptor === undefined) return await work();
        const told = { kind: "attempt", runId: context.runId, stage, path: path || stage.id, attempt } as const;
        return await interceptor(told, work);
      } catch (error) {
        const hopeless = attempt >= attempts || context.signal.aborted || isFinal(error);
        if (hopeless || retryIf?.test(error) === false) throw error;
        const delayMilliseconds = Math.min(wait, delay.maximumMilliseconds) * (1 - delay.jitter * jitter());
        tell(context, { attempt: attempt + 1, delayMilliseconds, error }, stage.id);
        await context.clock.sleep(delayMilliseconds, context.signal);
        wait *= delay.factor;
      }
    }
  });
}

function tell(
  context: ScopedContext,
  facts: { attempt: number; delayMilliseconds: number; error: unknown },
  id: string,
): void {
  const { run, path } = scopeOf(context);
  run?.emit({ type: "stage-retry", runId: context.runId, stage: path || id, ...facts });
}

/** Another attempt cannot help: the work was called off, or was asked for wrongly. */
function isFinal(error: unknown): boolean {
  if (InvalidArgumentError.isInstance(error)) return true;
  if (SchemaError.isInstance(error)) return error.subject === "input";
  return error instanceof Error && error.name === "AbortError";
}
