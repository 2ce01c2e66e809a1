import { checkArguments, checkOptions, option } from "../../core/house.js";
import type { TokenPrices } from "../../ports/house.js";
import { kindOfStatus, pricesRule, retryAfterMilliseconds } from "../../ports/house.js";
import { ChatError, type ChatMessage, type ChatModel, type ChatRequest } from "../../ports/index.js";
import type { LanguageModelLike, LanguageModelLikeOptions, LanguageModelLikeTokens } from "./language-model-like.js";

export interface FromLanguageModelOptions {
  /** @default the provider's and the model's name */
  readonly id?: string;
  readonly prices?: TokenPrices;
}

/**
 * A model of the `ai` package as a `ChatModel`. Its API errors are told from others by shape (`statusCode`,
 * `isRetryable`) and become `ChatError`; every other error arrives as it was thrown. Only the status goes into the
 * message, as such errors carry the request that was sent.
 *
 * @example createJudge({ model: fromLanguageModel(openai("gpt-4.1")), rubric })
 */
export function fromLanguageModel(model: LanguageModelLike, options: FromLanguageModelOptions = {}): ChatModel {
  checkArguments("language model", { model }, { model: option.having("a language model of the AI SDK", "doGenerate") });
  checkOptions("language model", options, { id: option.text, prices: pricesRule });
  const id = options.id ?? `${model.provider}/${model.modelId}`;
  return {
    specificationVersion: "v1",
    id,
    prices: options.prices,
    async generate(request, { signal }) {
      const result = await call(model, toOptions(request, signal), id, signal);
      if (!Array.isArray(result?.content))
        throw new ChatError({
          place: id,
          kind: "protocol",
          message: "Expected a result with content, got something else",
        });
      const text = result.content.map((part) => (part.type === "text" ? (part.text ?? "") : "")).join("");
      const { usage, finishReason } = result;
      return {
        text,
        finishReason: typeof finishReason === "object" ? finishReason.unified : finishReason,
        usage: { inputTokens: countOf(usage?.inputTokens), outputTokens: countOf(usage?.outputTokens) },
      };
    },
  };
}

async function call(model: LanguageModelLike, options: LanguageModelLikeOptions, id: string, signal: AbortSignal) {
  try {
    return await model.doGenerate(options);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw translate(error, id);
  }
}

function toOptions(request: ChatRequest, signal: AbortSignal): LanguageModelLikeOptions {
  const { schema, temperature, maximumTokens } = request;
  return {
    prompt: request.messages.map(toMessage),
    responseFormat: schema ? { type: "json", schema: schema.schema, name: schema.name } : { type: "text" },
    ...(temperature !== undefined && { temperature }),
    ...(maximumTokens !== undefined && { maxOutputTokens: maximumTokens }),
    abortSignal: signal,
  };
}

function toMessage({ role, content }: ChatMessage): { role: string; content: unknown } {
  return { role, content: role === "system" ? content : [{ type: "text", text: content }] };
}

function countOf(tokens: LanguageModelLikeTokens): number | undefined {
  return typeof tokens === "object" ? tokens.total : tokens;
}

function translate(error: unknown, id: string): unknown {
  if (typeof error !== "object" || error === null || !("isRetryable" in error)) return error;
  const status = "statusCode" in error && typeof error.statusCode === "number" ? error.statusCode : undefined;
  const headers = "responseHeaders" in error ? error.responseHeaders : undefined;
  const header = (name: string): string | null => {
    const value: unknown = typeof headers === "object" && headers !== null ? Reflect.get(headers, name) : undefined;
    return typeof value === "string" ? value : null;
  };
  const kind = status === undefined ? (error.isRetryable === true ? "network" : "request") : kindOfStatus(status);
  return new ChatError({
    place: id,
    kind,
    status,
    message: status === undefined ? "The call failed" : `The provider answered with status ${status}`,
    // A date in the header is not understood here: there is no clock to compare it with.
    retryAfterMilliseconds: retryAfterMilliseconds(header, Number.POSITIVE_INFINITY) || undefined,
  });
}
