import { createHash } from "node:crypto";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { figuresOf, percentChange } from "./questions.js";

/** What a provider does to its customers. */
export interface Provider {
  readonly baseUrl: string;
  /** Every request fails until it is over. */
  outage: boolean;
  /** Another model answers under the name `ledger` from now on: it no longer cares for signs. Names with a date stay what they were. */
  updated: boolean;
  readonly calls: () => number;
  close(): Promise<void>;
}

interface Asked {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
}

/**
 * Stands for a provider: a local server that speaks OpenAI's chat completions, and computes its answers from the prompt. As with real ones,
 * some calls are slow, some fail the first time, wording differs, and a prompt that does not ask for a sign does not always get one.
 */
export async function startProvider(): Promise<Provider> {
  const busyOnce = new Set<string>();
  let calls = 0;
  const server = createServer(async (message, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString("utf8");
    calls++;
    const luck = createHash("sha256").update(text).digest().readUInt32BE(0);
    if (message.url !== "/v1/chat/completions") return send(response, 404, { error: { message: "no such path" } });
    if (provider.outage) return send(response, 503, { error: { message: "the model is overloaded" } });
    if (luck % 60 === 0 && !busyOnce.has(text)) {
      busyOnce.add(text);
      return send(response, 429, { error: { message: "too many requests", code: "rate_limit_exceeded" } });
    }
    if (luck % 100 === 1) await new Promise((resolve) => setTimeout(resolve, 30));
    const content = answerTo(JSON.parse(text) as Asked, luck, provider.updated);
    const usage = { prompt_tokens: Math.ceil(text.length / 4), completion_tokens: Math.ceil(content.length / 4) };
    send(response, 200, {
      object: "chat.completion",
      choices: [{ index: 0, message: { role: "assistant", content } }],
      usage,
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const provider: Provider = {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    outage: false,
    updated: false,
    calls: () => calls,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return provider;
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function answerTo({ model, messages }: Asked, luck: number, updated: boolean): string {
  const [prompt, asked] = ["system", "user"].map((role) => messages.find((one) => one.role === role)?.content ?? "");
  const figures = figuresOf(asked ?? "");
  if (figures === undefined) return "The passage does not say.";
  const [before, now] = figures;
  const exact = (100 * (now - before)) / before;
  // Now and then the question is misread: jobs, not percent.
  if (luck % 40 === 2) return `${(now - before).toFixed(1)} thousand`;
  const careless = model === "ledger" && updated;
  const signed = prompt?.includes("sign") && !careless ? true : luck % 3 !== 0;
  if (!signed) return percentChange(before, now).replace("-", "");
  if (luck % 5 === 0)
    return `It ${exact < 0 ? "fell" : "rose"} by ${Math.abs(Number(exact.toFixed(1))).toFixed(1)} percent.`;
  return luck % 2 === 0
    ? percentChange(before, now)
    : `${exact < 0 ? "−" : ""}${percentChange(before, now).replace("-", "")}`;
}
