import { fromLanguageModel, type LanguageModelLike } from "golden-pipeline/adapters/ai";
import { chatModelChecks } from "golden-pipeline/testing";
import { describe, it } from "vitest";
import type { CheckedChatModel } from "../../../src/testing/house.js";

const secret = "sk-secret-1234567890";

/** Fails as the `ai` package's APICallError does, which carries the request that was sent. */
function callError(statusCode: number): Error {
  const facts = { statusCode, isRetryable: statusCode >= 429, requestBodyValues: { key: secret } };
  return Object.assign(new Error(`status ${statusCode} for key ${secret}`), facts);
}

async function byShape(): Promise<CheckedChatModel> {
  let does: Parameters<CheckedChatModel["provider"]>[0] = "answers";
  const model: LanguageModelLike = {
    provider: "example",
    modelId: "small",
    async doGenerate({ abortSignal }) {
      abortSignal?.throwIfAborted();
      if (does === "refuses the key") throw callError(401);
      if (does === "is busy") throw callError(429);
      if (does === "fails") throw callError(500);
      if (does === "hangs")
        return new Promise((_, reject) => abortSignal?.addEventListener("abort", () => reject(abortSignal.reason)));
      if (does === "talks nonsense") return JSON.parse("{}");
      return { content: [{ type: "text", text: "42" }] };
    },
  };
  return {
    model: fromLanguageModel(model),
    text: "42",
    secret,
    provider(next) {
      does = next;
    },
    close: async () => undefined,
  };
}

describe("the chat model suite on a model of the ai package's shape", () => {
  for (const { name, run } of chatModelChecks(byShape)) it(name, run);
});
