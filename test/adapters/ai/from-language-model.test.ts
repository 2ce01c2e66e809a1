import { fromLanguageModel, type LanguageModelLike } from "golden-pipeline/adapters/ai";
import { describe, expect, expectTypeOf, it } from "vitest";
import { ChatError } from "../../../src/ports/index.js";

// The shapes of the `ai` package's specification v3 as far as they matter to assignability.
type Prompt = (
  | { role: "system"; content: string; providerOptions?: Record<string, Record<string, string>> }
  | {
      role: "user";
      content: ({ type: "text"; text: string } | { type: "file"; data: Uint8Array; mediaType: string })[];
    }
  | { role: "tool"; content: { type: "tool-result"; toolCallId: string }[] }
)[];
interface JsonSchema7 {
  $id?: string;
  type?: string | string[];
}
interface LanguageModelV3 {
  readonly specificationVersion: "v3";
  readonly provider: string;
  readonly modelId: string;
  readonly supportedUrls: Record<string, RegExp[]>;
  doGenerate(options: {
    prompt: Prompt;
    maxOutputTokens?: number;
    temperature?: number;
    seed?: number;
    responseFormat?: { type: "text" } | { type: "json"; schema?: JsonSchema7; name?: string; description?: string };
    abortSignal?: AbortSignal;
    headers?: Record<string, string | undefined>;
  }): PromiseLike<{
    content: (
      | { type: "text"; text: string }
      | { type: "reasoning"; text: string }
      | { type: "tool-call"; toolCallId: string; input: string }
    )[];
    finishReason: { unified: "stop" | "length"; raw: string | undefined };
    usage: {
      inputTokens: { total: number | undefined; cacheRead: number | undefined };
      outputTokens: { total: number | undefined; reasoning: number | undefined };
    };
    warnings: string[];
  }>;
}

const signal = new AbortController().signal;
const request = {
  messages: [
    { role: "system", content: "judge" },
    { role: "user", content: "this" },
  ],
  schema: { name: "verdict", schema: { type: "object" } },
  maximumTokens: 9,
} as const;

describe("fromLanguageModel", () => {
  it("takes a model of the ai package by its shape", () => {
    expectTypeOf<LanguageModelV3>().toExtend<LanguageModelLike>();
  });

  it("asks by specification v3 and reads text without its reasoning", async () => {
    const asked: unknown[] = [];
    const model: LanguageModelV3 = {
      specificationVersion: "v3",
      provider: "fake",
      modelId: "m",
      supportedUrls: {},
      async doGenerate(options) {
        asked.push(options);
        return {
          content: [
            { type: "reasoning", text: "hm" },
            { type: "text", text: "fi" },
            { type: "text", text: "ne" },
          ],
          finishReason: { unified: "stop", raw: "stop" },
          usage: { inputTokens: { total: 5, cacheRead: 1 }, outputTokens: { total: undefined, reasoning: 1 } },
          warnings: [],
        };
      },
    };
    const chat = fromLanguageModel(model, { prices: { inputPerMillion: 1, outputPerMillion: 2 } });
    expect([chat.id, chat.prices]).toEqual(["fake/m", { inputPerMillion: 1, outputPerMillion: 2 }]);
    expect(await chat.generate(request, { signal })).toEqual({
      text: "fine",
      finishReason: "stop",
      usage: { inputTokens: 5, outputTokens: undefined },
    });
    expect(asked).toEqual([
      {
        prompt: [
          { role: "system", content: "judge" },
          { role: "user", content: [{ type: "text", text: "this" }] },
        ],
        responseFormat: { type: "json", schema: { type: "object" }, name: "verdict" },
        maxOutputTokens: 9,
        abortSignal: signal,
      },
    ]);
  });

  it("reads the token counts of specification v2", async () => {
    const chat = fromLanguageModel({
      provider: "fake",
      modelId: "m",
      doGenerate: async () => ({ content: [{ type: "text", text: "x" }], usage: { inputTokens: 5, outputTokens: 6 } }),
    });
    expect((await chat.generate(request, { signal })).usage).toEqual({ inputTokens: 5, outputTokens: 6 });
  });

  it("knows the package's API errors by shape and leaves others as they are", async () => {
    const failing = (error: unknown) => {
      const model = fromLanguageModel({ provider: "fake", modelId: "m", doGenerate: () => Promise.reject(error) });
      return model.generate(request, { signal }).catch((reason: unknown) => reason);
    };
    const limited = Object.assign(new Error("key sk-1 is too fast"), {
      isRetryable: true,
      statusCode: 429,
      responseHeaders: { "retry-after": "3" },
    });
    const error = await failing(limited);
    expect(error).toMatchObject({ kind: "rate-limit", retryable: true, retryAfterMilliseconds: 3000 });
    expect(ChatError.isInstance(error) && error.message).toBe(
      "[golden-pipeline] [fake/m] The provider answered with status 429",
    );
    expect(await failing(Object.assign(new Error("down"), { isRetryable: true }))).toMatchObject({ kind: "network" });
    const bug = new TypeError("mine");
    expect(await failing(bug)).toBe(bug);
  });
});
