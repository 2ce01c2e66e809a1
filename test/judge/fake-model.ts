import type { TokenPrices } from "../../src/ports/house.js";
import type { ChatAnswer, ChatModel, ChatRequest } from "../../src/ports/index.js";

export interface FakeModel extends ChatModel {
  readonly requests: ChatRequest[];
}

/** A model of which the test decides the answer; it counts a token for each character. */
export function fakeModel(
  answer: (request: ChatRequest, call: number) => string | Promise<string>,
  options: { readonly prices?: TokenPrices; readonly usage?: boolean } = {},
): FakeModel {
  const requests: ChatRequest[] = [];
  return {
    specificationVersion: "v1",
    id: "fake",
    prices: options.prices,
    requests,
    async generate(request): Promise<ChatAnswer> {
      requests.push(request);
      const text = await answer(request, requests.length);
      if (options.usage === false) return { text };
      return { text, usage: { inputTokens: 1000, outputTokens: 100 } };
    },
  };
}

/** The text between the delimiters of this name, as a judge that keeps to them reads it. */
export function fenced(request: ChatRequest, name: string): string | undefined {
  const system = request.messages[0]?.content ?? "";
  const nonce = /<<<BEGIN name ([0-9a-f]{32})>>>/.exec(system)?.[1];
  const user = request.messages[1]?.content ?? "";
  const [, after] = user.split(`<<<BEGIN ${name} ${nonce}>>>\n`);
  return after?.split(`\n<<<END ${name} ${nonce}>>>`)[0];
}

/** What stands outside every delimiter: all that a judge may obey. */
export function outside(request: ChatRequest): string {
  const nonce = /<<<BEGIN name ([0-9a-f]{32})>>>/.exec(request.messages[0]?.content ?? "")?.[1];
  const user = request.messages[1]?.content ?? "";
  return user.replace(new RegExp(`<<<BEGIN \\w+ ${nonce}>>>[\\s\\S]*?<<<END \\w+ ${nonce}>>>`, "g"), "");
}
