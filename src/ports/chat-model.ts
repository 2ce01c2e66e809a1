import type { JsonObject } from "../core/index.js";

export interface ChatMessage {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

/** What a model is asked. Everything in it is plain JSON, so that a request has one digest. */
export interface ChatRequest {
  readonly messages: readonly ChatMessage[];
  /** The JSON Schema that the answer has to follow, for models that can be held to one. */
  readonly schema?: { readonly name: string; readonly schema: JsonObject };
  /** @default the model's own */
  readonly temperature?: number;
  /** @default the model's own */
  readonly maximumTokens?: number;
}

/** Tokens of one call, as the provider counted them; undefined where it did not say. */
export interface ChatUsage {
  readonly inputTokens: number | undefined;
  readonly outputTokens: number | undefined;
}

export interface ChatAnswer {
  readonly text: string;
  /** Why the model ended: `stop`, `length` when it was cut at the tokens it may write, `content-filter` when the provider withheld some; undefined where it did not say. */
  readonly finishReason?: string | undefined;
  readonly usage?: ChatUsage | undefined;
}

/** Prices of a model in any one currency, per million tokens. */
export interface TokenPrices {
  readonly inputPerMillion: number;
  readonly outputPerMillion: number;
}

/**
 * The port to a language model: one method. Throw a `ChatError` for failures that retries, budgets and counts should
 * know about; any other error reaches the caller as it was thrown.
 */
export interface ChatModel {
  readonly specificationVersion: "v1";
  /** Names the model and its settings: answers are cached under it, so it has to change when the model does. */
  readonly id: string;
  /** @default the calls have no cost */
  readonly prices?: TokenPrices | undefined;
  generate(request: ChatRequest, options: { readonly signal: AbortSignal }): Promise<ChatAnswer>;
}
