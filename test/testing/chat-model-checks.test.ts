import { ChatError, type ChatModel } from "golden-pipeline/ports";
import { chatModelChecks, scriptedChatModel } from "golden-pipeline/testing";
import { describe, expect, it } from "vitest";
import type { ChatErrorKind } from "../../src/ports/house.js";
import type { CheckedChatModel } from "../../src/testing/house.js";
import { type Deed, overHttp, secret } from "../adapters/openai-compatible/checked-endpoint.js";

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
