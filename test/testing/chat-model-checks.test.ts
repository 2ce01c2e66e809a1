import type { ServerResponse } from "node:http";
import { openAiCompatible } from "golden-pipeline/adapters/openai-compatible";
import { ChatError, type ChatErrorKind, type ChatModel } from "golden-pipeline/ports";
import { type CheckedChatModel, chatModelChecks, scriptedChatModel } from "golden-pipeline/testing";
import { describe, expect, it } from "vitest";
import { sendCompletion, sendJson, startChatServer } from "../adapters/openai-compatible/chat-server.js";

type Deed = Parameters<CheckedChatModel["provider"]>[0];
const secret = "sk-secret-1234567890";

async function overHttp(): Promise<CheckedChatModel> {
  let does: Deed = "answers";
  const deeds: Readonly<Record<Deed, (response: ServerResponse) => void>> = {
    answers: (response) => sendCompletion(response, "42"),
    "refuses the key": (response) => sendJson(response, 401, { error: { message: `Incorrect API key: ${secret}` } }),
    "is busy": (response) => sendJson(response, 429, { error: { message: "slow down" } }),
    fails: (response) => sendJson(response, 500, { error: { message: "out of order" } }),
    hangs: () => undefined,
    "talks nonsense": (response) => sendJson(response, 200, { hello: "world" }),
  };
  const server = await startChatServer((_, response) => deeds[does](response));
  return {
    model: openAiCompatible({ model: "fake", baseUrl: server.baseUrl, apiKey: secret }),
    text: "42",
    secret,
    provider(next) {
      does = next;
    },
    close: () => server.close(),
  };
}

const kinds: Partial<Record<Deed, ChatErrorKind>> = {
  "refuses the key": "access",
  "is busy": "rate-limit",
  fails: "server",
  "talks nonsense": "protocol",
};

async function scripted(): Promise<CheckedChatModel> {
  let does: Deed = "answers";
  const model = scriptedChatModel(() => {
    const kind = kinds[does];
    if (does === "hangs") return new Promise((resolve) => setTimeout(() => resolve("late"), 50));
    return kind === undefined ? "42" : new ChatError({ place: "chat", kind, message: does });
  });
  return {
    model,
    text: "42",
    provider(next) {
      does = next;
    },
    close: async () => undefined,
  };
}

describe("the chat model suite on an OpenAI-compatible endpoint", () => {
  for (const { name, run } of chatModelChecks(overHttp)) it(name, run);
});

describe("the chat model suite on a scripted model", () => {
  for (const { name, run } of chatModelChecks(scripted)) it(name, run);
});

describe("the chat model suite", () => {
  it("finds a model that tells its key, one that answers after all, and one with errors of its own", async () => {
    const failing = async (broken: (model: ChatModel) => ChatModel): Promise<string[]> => {
      const failed: string[] = [];
      const create = async () => {
        const checked = await overHttp();
        return { ...checked, model: broken(checked.model) };
      };
      for (const { name, run } of chatModelChecks(create)) await run().catch(() => failed.push(name));
      return failed;
    };
    const generous = (model: ChatModel): ChatModel => ({
      ...model,
      generate: (...asked) => model.generate(...asked).catch(() => ({ text: "" })),
    });
    expect(await failing(generous)).toContain("an answer that is none is told as `protocol`, and not given");
    const telling = (model: ChatModel): ChatModel => ({ ...model, id: `${model.id} ${secret}` });
    expect(await failing(telling)).toEqual(["the id says which model it is, without the secret, and stays"]);
    const plain = (model: ChatModel): ChatModel => ({
      ...model,
      generate: (...asked) =>
        model.generate(...asked).catch((error) => {
          throw new Error(String(error));
        }),
    });
    expect(await failing(plain)).toHaveLength(3);
  });
});
