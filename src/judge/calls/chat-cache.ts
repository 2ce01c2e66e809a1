import { checkOptions, type OptionRules, option, systemClock } from "../../core/house.js";
import { type Clock, type Digest, ErasedError, MissingError, type Store } from "../../core/index.js";
import type { ChatAnswer } from "../../ports/index.js";

/** Answers that were paid for, by the digest of model, request and vote. */
export interface ChatCache {
  get(key: Digest): Promise<ChatAnswer | undefined>;
  set(key: Digest, answer: ChatAnswer): Promise<void>;
}

/** A cache that lives as long as the process. */
export function createMemoryChatCache(): ChatCache {
  const answers = new Map<Digest, ChatAnswer>();
  return {
    get: async (key) => answers.get(key),
    set: async (key, answer) => {
      answers.set(key, answer);
    },
  };
}

export interface StoreChatCacheOptions {
  readonly store: Store;
  /** The log that lists the answers. @default "judge-answers" */
  readonly log?: string;
  /** Seals the answers with this subject's key, so that `store.erase(subject)` makes them unreadable. @default not sealed */
  readonly subject?: string;
  /** @default the machine's own time */
  readonly clock?: Clock;
}

const rules: OptionRules<StoreChatCacheOptions> = {
  store: option.required(option.noun),
  log: option.text,
  subject: option.text,
  clock: option.noun,
};

/**
 * A cache in a store: an answer is a blob, its key an event. It holds what the model answered, never what was asked. For `calls.cache` of a prompt's
 * model and `cache` of a judge: whoever asks the same again, after a crash too, pays only for what is not there.
 * Answers that were erased are asked for again, and nothing more is kept for that subject.
 * @example calls: { cache: createStoreChatCache({ store, log: "filing-answers" }) }
 */
export function createStoreChatCache(options: StoreChatCacheOptions): ChatCache {
  checkOptions("chat cache", options, rules);
  const { store, log = "judge-answers", subject, clock = systemClock } = options;
  let known: Promise<Map<string, Digest>> | undefined;

  async function load(): Promise<Map<string, Digest>> {
    const { entrySchema } = await import("./stored-answer.js"); // Loaded late, as zod is slow to load.
    const entries = new Map<string, Digest>();
    for await (const event of store.read(log)) {
      const { key, answer } = entrySchema.parse(event.data);
      entries.set(key, answer);
    }
    return entries;
  }
  function entries(): Promise<Map<string, Digest>> {
    known ??= load();
    known.catch(() => {
      known = undefined;
    });
    return known;
  }

  return {
    async get(key) {
      const digest = (await entries()).get(key);
      if (digest === undefined) return undefined;
      const bytes = await readBlob(store, digest);
      if (bytes === undefined) return undefined;
      const { answerSchema } = await import("./stored-answer.js");
      const { text, usage } = answerSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
      if (usage === null) return { text };
      return {
        text,
        usage: { inputTokens: usage.inputTokens ?? undefined, outputTokens: usage.outputTokens ?? undefined },
      };
    },
    async set(key, { text, usage }) {
      const counts = usage && { inputTokens: usage.inputTokens ?? null, outputTokens: usage.outputTokens ?? null };
      const bytes = new TextEncoder().encode(JSON.stringify({ text, usage: counts ?? null }));
      const answer = await putBlob(store, bytes, subject);
      if (answer === undefined) return;
      await store.append(log, [{ type: "answer-cached", time: clock.now(), data: { key, answer } }]);
      (await entries()).set(key, answer);
    },
  };
}

/** Nothing is kept for a subject that was erased. */
async function putBlob(store: Store, bytes: Uint8Array, subject: string | undefined): Promise<Digest | undefined> {
  try {
    return await store.blobs.put(bytes, subject === undefined ? {} : { subject });
  } catch (error) {
    if (ErasedError.isInstance(error)) return undefined;
    throw error;
  }
}

async function readBlob(store: Store, digest: Digest): Promise<Uint8Array | undefined> {
  try {
    return await store.blobs.get(digest);
  } catch (error) {
    if (MissingError.isInstance(error) || ErasedError.isInstance(error)) return undefined;
    throw error;
  }
}
