import type { ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { openAiCompatible } from "../../../src/adapters/openai-compatible/index.js";
import { createSimulatedClock } from "../../../src/core/index.js";
import { ChatError, type ChatRequest } from "../../../src/ports/index.js";
import {
  type ChatServer,
  type ReceivedRequest,
  sendCompletion,
  sendInPieces,
  sendJson,
  startChatServer,
  streamEvents,
} from "./chat-server.js";

const request: ChatRequest = {
  messages: [
    { role: "system", content: "You judge." },
    { role: "user", content: "Grüße, 漢字 👍" },
  ],
  schema: { name: "verdict", schema: { type: "object" } },
  temperature: 0,
  maximumTokens: 50,
};
const signal = new AbortController().signal;
const apiKey = "sk-secret-1234567890";

let server: ChatServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function start(
  answer: (request: ReceivedRequest, response: ServerResponse, call: number) => void | Promise<void>,
) {
  server = await startChatServer(answer);
  return { model: "fake", baseUrl: server.baseUrl, apiKey, id: "fake" };
}

async function failure(call: Promise<unknown>): Promise<ChatError> {
  const error = await call.then(
    () => new Error("no failure"),
    (reason: unknown) => reason,
  );
  if (!ChatError.isInstance(error)) throw error;
  return error;
}

describe("openAiCompatible", () => {
  it("asks as OpenAI's protocol wants and reads text and tokens", async () => {
    const options = await start((_, response) => sendCompletion(response, "fine"));
    const answer = await openAiCompatible({ ...options, headers: { "x-team": "golden" } }).generate(request, {
      signal,
    });
    expect(answer).toEqual({ text: "fine", finishReason: "stop", usage: { inputTokens: 100, outputTokens: 20 } });
    const [received] = server?.received ?? [];
    expect(received?.path).toBe("/v1/chat/completions");
    expect(received?.headers).toMatchObject({ authorization: `Bearer ${apiKey}`, "x-team": "golden" });
    expect(received?.body).toEqual({
      model: "fake",
      messages: request.messages,
      temperature: 0,
      max_completion_tokens: 50,
      response_format: {
        type: "json_schema",
        json_schema: { name: "verdict", strict: true, schema: { type: "object" } },
      },
    });
  });

  it("has an id for each path, query and way to hold it to a schema, so that no two share what is cached", () => {
    const idOf = (baseUrl: string, more: object = {}) => openAiCompatible({ model: "m", baseUrl, ...more }).id;
    const ids = [
      idOf("https://gateway.test/a/v1"),
      idOf("https://gateway.test/b/v1"),
      idOf("https://gateway.test/b/v1?deployment=blue"),
      idOf("https://gateway.test/b/v1?deployment=green"),
      idOf("https://gateway.test/b/v1", { structuredOutput: "prompt-only" }),
    ];
    expect(new Set(ids).size).toBe(5);
    expect(idOf("https://gateway.test/a/v1/")).toBe(ids[0]);
    expect(ids[0]).toBe("m at gateway.test/a/v1");
    expect(ids.join()).not.toContain("blue");
  });

  it("tells why the model ended, and what an answer without a choice has used", async () => {
    const usage = { prompt_tokens: 100, completion_tokens: 20 };
    const cut = { index: 0, message: { role: "assistant", content: "fi" }, finish_reason: "content_filter" };
    const options = await start((_, response, call) =>
      sendJson(response, 200, { choices: call === 1 ? [cut] : [], usage }),
    );
    const model = openAiCompatible(options);
    expect(await model.generate(request, { signal })).toMatchObject({ text: "fi", finishReason: "content-filter" });
    expect(await failure(model.generate(request, { signal }))).toMatchObject({
      kind: "protocol",
      mayBeCharged: true,
      usage: { inputTokens: 100, outputTokens: 20 },
    });
  });

  it("knows whether a call that failed may be charged: not one that never reached the server", async () => {
    const options = await start((_, response) => void response.destroy());
    expect(await failure(openAiCompatible(options).generate(request, { signal }))).toMatchObject({
      kind: "network",
      mayBeCharged: true,
    });
    await server?.close();
    server = undefined;
    expect(await failure(openAiCompatible(options).generate(request, { signal }))).toMatchObject({
      kind: "network",
      mayBeCharged: false,
    });
  });

  it("leaves out what an endpoint does not know", async () => {
    const options = await start((_, response) => sendCompletion(response, "fine"));
    const plain = { messages: request.messages, schema: { name: "verdict", schema: {} }, maximumTokens: 50 };
    await openAiCompatible({ ...options, structuredOutput: "json-object", maximumTokensField: "max_tokens" }).generate(
      plain,
      { signal },
    );
    await openAiCompatible({ ...options, structuredOutput: "prompt-only" }).generate(plain, { signal });
    expect(
      server?.received.map(({ body }) => [body.response_format, body.max_tokens, body.max_completion_tokens]),
    ).toEqual([
      [{ type: "json_object" }, 50, undefined],
      [undefined, undefined, 50],
    ]);
  });

  it.each([1, 2, 3, 7, 64, 100_000])("puts a stream together that comes in pieces of %i bytes", async (size) => {
    const options = await start((_, response) =>
      sendInPieces(response, streamEvents(["Grü", "ße 漢", "字 👍\n"]), size),
    );
    const answer = await openAiCompatible({ ...options, stream: true }).generate(request, { signal });
    expect(answer).toEqual({
      text: "Grüße 漢字 👍\n",
      finishReason: "stop",
      usage: { inputTokens: 7, outputTokens: 3 },
    });
    expect(server?.received[0]?.body).toMatchObject({ stream: true, stream_options: { include_usage: true } });
  });

  it("understands CRLF, comments that keep the line open, and an endpoint that answers without a stream", async () => {
    const options = await start((_, response, call) => {
      if (call === 2) return sendCompletion(response, "whole");
      return sendInPieces(
        response,
        `: ping\r\n\r\nevent: x\r\n${streamEvents(["a", "b"]).replaceAll("\n", "\r\n")}`,
        5,
      );
    });
    const model = openAiCompatible({ ...options, stream: true });
    expect((await model.generate(request, { signal })).text).toBe("ab");
    expect((await model.generate(request, { signal })).text).toBe("whole");
  });

  it("does not take half an answer for a whole one", async () => {
    const whole = streamEvents(["a", "b"]);
    const options = await start((_, response, call) => {
      if (call === 1) return sendInPieces(response, whole.slice(0, whole.indexOf('"stop"') - 40), 50);
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(whole.slice(0, 200));
      return void setImmediate(() => response.destroy());
    });
    const model = openAiCompatible({ ...options, stream: true });
    expect(await failure(model.generate(request, { signal }))).toMatchObject({ kind: "protocol", retryable: true });
    expect(await failure(model.generate(request, { signal }))).toMatchObject({ kind: "network", retryable: true });
  });

  it("reports an error in the middle of a stream", async () => {
    const options = await start((_, response) =>
      sendInPieces(response, `data: {"error":{"message":"overloaded, ${apiKey}"}}\n\n`, 50),
    );
    const error = await failure(openAiCompatible({ ...options, stream: true }).generate(request, { signal }));
    expect(error.message).toMatchInlineSnapshot(
      `"[golden-pipeline] [fake] The stream reports an error: overloaded, [redacted]"`,
    );
    expect(error.retryable).toBe(true);
  });

  it.each([
    [429, "rate-limit", true],
    [500, "server", true],
    [503, "server", true],
    [408, "server", true],
    [400, "request", false],
    [307, "request", false],
    [401, "access", false],
    [404, "access", false],
  ])("tells what status %i means", async (status, kind, retryable) => {
    const options = await start((_, response) =>
      sendJson(response, status, { error: { message: "no" } }, { location: "/elsewhere" }),
    );
    const error = await failure(openAiCompatible(options).generate(request, { signal }));
    expect(error).toMatchObject({ kind, retryable, status, code: "chat" });
    expect(server?.received).toHaveLength(1);
  });

  it("knows a used-up quota from a rate limit", async () => {
    const options = await start((_, response) =>
      sendJson(response, 429, { error: { message: "no", code: "insufficient_quota" } }),
    );
    expect(await failure(openAiCompatible(options).generate(request, { signal }))).toMatchObject({
      kind: "access",
      retryable: false,
    });
  });

  it("reads how long to wait as seconds, milliseconds or a date", async () => {
    const headers = [
      { "retry-after": "7" },
      { "retry-after-ms": "1500", "retry-after": "2" },
      { "retry-after": "Thu, 01 Jan 1970 00:01:40 GMT" },
      { "retry-after": "-5" },
      {},
    ];
    const options = await start((_, response, call) => sendJson(response, 429, "slow down", { ...headers[call - 1] }));
    const model = openAiCompatible({ ...options, clock: createSimulatedClock(60_000) });
    const waits: (number | undefined)[] = [];
    for (const _ of headers) waits.push((await failure(model.generate(request, { signal }))).retryAfterMilliseconds);
    expect(waits).toEqual([7000, 1500, 40_000, undefined, undefined]);
  });

  it.each(["not JSON", "{}", '{"choices":[]}', '{"choices":[{"message":{"content":7}}]}', ""])(
    "takes %j for no answer",
    async (body) => {
      const options = await start((_, response) => sendJson(response, 200, body));
      expect(await failure(openAiCompatible(options).generate(request, { signal }))).toMatchObject({
        kind: "protocol",
        retryable: true,
      });
    },
  );

  it("reads content in parts, a refusal as text, and does without usage", async () => {
    const messages = [
      {
        content: [
          { type: "text", text: "a" },
          { type: "text", text: "b" },
        ],
      },
      { content: null, refusal: "I won't" },
    ];
    const options = await start((_, response, call) =>
      sendJson(response, 200, { choices: [{ message: messages[call - 1] }] }),
    );
    const model = openAiCompatible(options);
    expect(await model.generate(request, { signal })).toEqual({
      text: "ab",
      usage: { inputTokens: undefined, outputTokens: undefined },
    });
    expect((await model.generate(request, { signal })).text).toBe("I won't");
  });

  it("never has the key or a header's value in an error, whatever the server says", async () => {
    const header = "gateway-secret-42";
    const options = await start((_, response) =>
      sendJson(response, 401, {
        error: { message: `Incorrect API key provided: ${apiKey} (sk-secre********7890), ${header}` },
      }),
    );
    const error = await failure(
      openAiCompatible({ ...options, headers: { "x-key": header } }).generate(request, { signal }),
    );
    expect(error.message).toMatchInlineSnapshot(
      `"[golden-pipeline] [fake] The endpoint answered with status 401: Incorrect API key provided: [redacted] ([redacted]), [redacted]"`,
    );
    const refused = openAiCompatible({ ...options, baseUrl: "http://127.0.0.1:1/v1" }).generate(request, { signal });
    const all = [error, await failure(refused)]
      .map((each) => `${each.stack} ${JSON.stringify(each)} ${String(each.cause)}`)
      .join();
    expect(all).not.toContain("sk-secre");
    expect(all).not.toContain(header);
    expect(() => openAiCompatible({ ...options, apiKey: "sk-with\nline" })).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [open-ai-compatible] Expected \`apiKey\` to be visible ASCII characters without spaces, got another text]`,
    );
    expect(() =>
      openAiCompatible({ ...options, baseUrl: "https://user:word@host/v1" }),
    ).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [open-ai-compatible] Expected \`baseUrl\` to be an http or https address without a user or password, got another address]`,
    );
  });

  it("ends with the caller's signal, with its reason as it is", async () => {
    const controller = new AbortController();
    const options = await start(() => controller.abort("enough"));
    await expect(openAiCompatible(options).generate(request, { signal: controller.signal })).rejects.toBe("enough");
    await expect(openAiCompatible(options).generate(request, { signal: controller.signal })).rejects.toBe("enough");
    expect(server?.received).toHaveLength(1);
  });

  it("gives up after its time, also in the middle of a stream", async () => {
    const clock = createSimulatedClock();
    const options = await start((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write("data: {}\n\n");
      setImmediate(() => clock.advance(1000));
    });
    const model = openAiCompatible({ ...options, stream: true, clock, timeoutMilliseconds: 1000 });
    expect(await failure(model.generate(request, { signal }))).toMatchObject({ kind: "timeout", retryable: true });
  });

  it("stops reading an answer that is too long", async () => {
    const options = await start((_, response) => sendCompletion(response, "a".repeat(10_000)));
    const error = await failure(openAiCompatible({ ...options, maximumBytes: 5000 }).generate(request, { signal }));
    expect(error.message).toBe("[golden-pipeline] [fake] Expected an answer of at most 5000 bytes");
  });
});
