import { checkOptions, option } from "../core/house.js";
import { type ChatAnswer, ChatError, type ChatModel, type ChatRequest } from "../ports/index.js";

export interface ScriptedChatModelOptions {
  /** @default "scripted" */
  readonly id?: string;
}

/** A language model for tests: it answers by a function of the request, remembers what it was asked, and heeds its signal. */
export function scriptedChatModel(
  answer: (request: ChatRequest, call: number) => string | ChatAnswer | Error | Promise<string | ChatAnswer | Error>,
  options: ScriptedChatModelOptions = {},
): ChatModel & { readonly requests: readonly ChatRequest[] } {
  checkOptions("scripted chat model", options, { id: option.text });
  const { id = "scripted" } = options;
  const requests: ChatRequest[] = [];
  return {
    specificationVersion: "v1",
    id,
    requests,
    async generate(request, { signal }) {
      signal.throwIfAborted();
      requests.push(request);
      const given = await answer(request, requests.length);
      signal.throwIfAborted();
      if (given instanceof Error)
        throw ChatError.isInstance(given)
          ? given
          : new ChatError({ place: `chat ${id}`, kind: "server", message: given.message });
      return typeof given === "string" ? { text: given } : given;
    },
  };
}
