import type { ServerResponse } from "node:http";
import { openAiCompatible } from "golden-pipeline/adapters/openai-compatible";
import type { CheckedChatModel } from "../../../src/testing/house.js";
import { sendCompletion, sendJson, startChatServer } from "./chat-server.js";

export type Deed = Parameters<CheckedChatModel["provider"]>[0];
export const secret = "sk-secret-1234567890";

/** A model behind a local server that does as it is told. */
export async function overHttp(): Promise<CheckedChatModel> {
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
