import { checkOptions, checkPort, digestOf, type OptionRules, option, systemClock } from "../../core/house.js";
import { type Clock, canonicalJson, createQueue, createRandom, type Digest, type Queue } from "../../core/index.js";
import type { ChatUsage } from "../../ports/house.js";
import { type ChatAnswer, ChatError, type ChatModel, type ChatRequest } from "../../ports/index.js";
import { BudgetError, type ChatBudget, createAccount } from "./budget.js";
import type { ChatCache } from "./chat-cache.js";

/** How a model is called. */
export interface ChatCallOptions {
  readonly model: ChatModel;
  /** Calls at a time. @default 4 */
  readonly concurrency?: number;
  /** A queue shared with others, instead of `concurrency`. @default one of its own */
  readonly queue?: Queue;
  /** Calls that may wait in the queue; one more is refused. @default 10000 */
  readonly maximumWaiting?: number;
  /** Attempts in all for a call that may succeed later, the first included. @default 4 */
  readonly attempts?: number;
  /** Waits before further attempts: doubled each time, up to half taken off at random, never shorter than the provider asks for. */
  readonly delay?: {
    /** @default 500 */
    readonly initialMilliseconds?: number;
    /** A provider that asks for longer ends the call. @default 60000 */
    readonly maximumMilliseconds?: number;
  };
  /** @default no limit */
  readonly budget?: ChatBudget;
  /** @default answers are not kept */
  readonly cache?: ChatCache;
  /** @default the machine's own time */
  readonly clock?: Clock;
}

/** For who takes these options within an option of its own, and makes the caller later. */
export const chatCallRules: OptionRules<ChatCallOptions> = {
  model: option.required(option.noun),
  concurrency: option.count,
  queue: option.noun,
  maximumWaiting: option.number({ minimum: 1, infinite: true }),
  attempts: option.count,
  delay: option.object<NonNullable<ChatCallOptions["delay"]>>({
    initialMilliseconds: option.number({ minimum: 0 }),
    maximumMilliseconds: option.number({ minimum: 0, infinite: true }),
  }),
  budget: option.object<ChatBudget>({
    calls: option.number({ minimum: 0, infinite: true }),
    cost: option.number({ minimum: 0, infinite: true }),
  }),
  cache: option.noun,
  clock: option.noun,
};

/** What calls have used so far. */
export interface ChatUsageTotals {
  /** Calls that were sent, retries included. */
  readonly calls: number;
  readonly retries: number;
  readonly cacheHits: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Answers whose tokens the provider did not count; with prices they are charged at the most they could cost. */
  readonly uncounted: number;
  /** In the currency of the model's prices; undefined without prices. */
  readonly cost: number | undefined;
}

export interface ChatCaller {
  /**
   * With a cache, calls that are alike and under way at once are one call.
   * @param vote Tells apart calls that are alike on purpose, so that votes are not one answer from the cache.
   * @param isSound Whether an answer can be used: only such are kept, and what is kept is asked for again if it is none. @default all are
   * @throws {ChatError} the call failed for good. @throws {BudgetError} it would go over the budget, or too many wait.
   */
  call(request: ChatRequest, vote: number, signal: AbortSignal, isSound?: IsSound): Promise<ChatAnswer>;
  totals(): ChatUsageTotals;
}

type IsSound = (answer: ChatAnswer) => boolean | Promise<boolean>;

/**
 * A model behind a bounded queue, a cache, a budget and retries.
 * @param own Rules of the options that stand beside those of the calls: all are checked here, so that nobody forgets it.
 * @throws {InvalidArgumentError} an option is outside its range.
 */
export function createChatCaller<Options extends ChatCallOptions>(
  place: string,
  options: Options,
  own: OptionRules<Omit<Options, keyof ChatCallOptions>>,
): ChatCaller {
  checkOptions<object>(place, options, { ...chatCallRules, ...own });
  const { model, cache, clock = systemClock, attempts = 4, maximumWaiting = 10_000 } = options;
  const { initialMilliseconds = 500, maximumMilliseconds = 60_000 } = options.delay ?? {};
  checkPort(place, "model", model, ["generate"]);
  const queue = options.queue ?? createQueue({ concurrency: options.concurrency ?? 4 });
  const account = createAccount(options.budget ?? {}, model.prices);
  const counts = { retries: 0, cacheHits: 0, inputTokens: 0, outputTokens: 0, uncounted: 0 };

  async function attempt(request: ChatRequest, signal: AbortSignal): Promise<ChatAnswer> {
    const reservation = account.reserve(request);
    function charge(usage: ChatUsage | undefined): void {
      reservation.settle(usage);
      counts.inputTokens += usage?.inputTokens ?? 0;
      counts.outputTokens += usage?.outputTokens ?? 0;
      if (usage?.inputTokens === undefined || usage.outputTokens === undefined) counts.uncounted++;
    }
    try {
      const answer = await model.generate(request, { signal });
      charge(answer.usage);
      return answer;
    } catch (error) {
      // A call that was cut off, from either end, is paid for though nothing came of it.
      if (ChatError.isInstance(error) ? error.mayBeCharged : signal.aborted) charge(ownUsage(error));
      else reservation.release();
      throw error;
    }
  }

  async function attemptAll(request: ChatRequest, key: Digest, signal: AbortSignal): Promise<ChatAnswer> {
    const jitter = createRandom(key);
    let wait = initialMilliseconds;
    for (let made = 1; ; made++) {
      try {
        return await attempt(request, signal);
      } catch (error) {
        signal.throwIfAborted();
        if (!ChatError.isInstance(error) || !error.retryable || made >= attempts) throw error;
        const asked = error.retryAfterMilliseconds ?? 0;
        if (asked > maximumMilliseconds) throw error;
        await clock.sleep(Math.max(asked, Math.min(wait, maximumMilliseconds) * (1 - 0.5 * jitter())), signal);
        wait *= 2;
        counts.retries++;
      }
    }
  }

  async function ask(request: ChatRequest, key: Digest, signal: AbortSignal): Promise<ChatAnswer> {
    if (queue.waiting >= maximumWaiting) throw new BudgetError(`${maximumWaiting} calls are waiting already`);
    return queue.add(() => attemptAll(request, key, signal), signal);
  }

  const underWay = new Map<Digest, Promise<ChatAnswer>>();
  return {
    async call(request, vote, signal, isSound = () => true) {
      signal.throwIfAborted();
      const key = digestOf(canonicalJson({ format: "chat-answer@1", model: model.id, request, vote }));
      if (cache === undefined) return ask(request, key, signal);
      const known = await cache.get(key);
      if (known !== undefined && (await isSound(known))) {
        counts.cacheHits++;
        return known;
      }
      const other = underWay.get(key);
      if (other !== undefined) {
        const shared = await other.catch((error: unknown) => {
          if (signal.aborted || ChatError.isInstance(error) || BudgetError.isInstance(error)) throw error;
          // It was the other one that was aborted.
        });
        if (shared !== undefined) counts.cacheHits++;
        return shared ?? ask(request, key, signal);
      }
      const asked = ask(request, key, signal);
      underWay.set(key, asked);
      try {
        const answer = await asked;
        if (await isSound(answer)) await cache.set(key, answer);
        return answer;
      } finally {
        underWay.delete(key);
      }
    },
    totals: () => ({ calls: account.spent.calls, ...counts, cost: model.prices && account.spent.cost }),
  };
}

function ownUsage(error: unknown): ChatUsage | undefined {
  return ChatError.isInstance(error) ? error.usage : undefined;
}
