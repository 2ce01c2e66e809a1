import { afterEach, describe, expect, it } from "vitest";
import { openAiCompatible } from "../../../src/adapters/openai-compatible/index.js";
import { createJudge, rubric } from "../../../src/judge/index.js";
import {
  type ChatServer,
  sendInPieces,
  sendJson,
  startChatServer,
  streamEvents,
} from "../../adapters/openai-compatible/chat-server.js";

const quality = rubric("quality", {
  criteria: { accuracy: { question: "Is it right?", levels: { 1: "wrong", 5: "right" } } },
});
const verdict = '{"accuracy":{"reason":"because","level":5}}';

let server: ChatServer | undefined;
afterEach(() => server?.close());

describe("a judge over HTTP", () => {
  it("comes through rate limits, faults and streams that break off, and knows what it cost", async () => {
    server = await startChatServer((_, response, call) => {
      if (call === 1) return sendJson(response, 429, { error: { message: "slow down" } }, { "retry-after-ms": "3" });
      if (call === 2) return sendJson(response, 503, "<html>Bad gateway</html>");
      const whole = streamEvents([verdict.slice(0, 20), verdict.slice(20)]);
      if (call === 3) return sendInPieces(response, whole.slice(0, whole.length / 2), 33);
      if (call === 4) return void response.destroy();
      return sendInPieces(response, whole, 17);
    });
    const prices = { inputPerMillion: 1_000_000, outputPerMillion: 2_000_000 };
    const model = openAiCompatible({ baseUrl: server.baseUrl, model: "fake", stream: true, prices });
    const judge = createJudge({ model, rubric: quality, attempts: 5, delay: { initialMilliseconds: 1 } });
    const { summary, usage } = await judge.scoreAll([{ id: "a", answer: "42" }]);
    expect(summary).toMatchObject({ scored: 1, score: { mean: 1 } });
    expect(usage).toMatchObject({
      calls: 5,
      retries: 4,
      inputTokens: 7,
      outputTokens: 3,
      // What broke off in the middle may have been paid for: it is charged at the most it could cost.
      uncounted: 2,
    });
    expect(usage.cost).toBeGreaterThan(2 * 2 * 2048);
  });

  it("stops with one sentence when the key is wrong, and the key is not in it", async () => {
    server = await startChatServer(({ headers }, response) =>
      sendJson(response, 401, { error: { message: `Incorrect key ${headers.authorization}` } }),
    );
    const model = openAiCompatible({ baseUrl: server.baseUrl, model: "fake", apiKey: "sk-very-secret", id: "fake" });
    const judge = createJudge({ model, rubric: quality, concurrency: 1 });
    await expect(
      judge.scoreAll([
        { id: "a", answer: "1" },
        { id: "b", answer: "2" },
        { id: "c", answer: "3" },
      ]),
    ).rejects.toThrowErrorMatchingInlineSnapshot(
      `[ChatError: [golden-pipeline] [fake] The endpoint answered with status 401: Incorrect key Bearer [redacted]]`,
    );
    expect(server.received.length).toBeLessThanOrEqual(3);
  });
});
