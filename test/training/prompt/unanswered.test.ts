import { createMemoryStore } from "golden-pipeline";
import { openAiCompatible } from "golden-pipeline/adapters/openai-compatible";
import { BudgetError, createStoreChatCache } from "golden-pipeline/judge";
import { model, type Outputs, outputAt } from "golden-pipeline/model";
import { ChatError } from "golden-pipeline/ports";
import { contract } from "golden-pipeline/schema";
import { promptModel } from "golden-pipeline/training";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import {
  type ChatServer,
  type ReceivedRequest,
  sendCompletion,
  sendJson,
  startChatServer,
} from "../../adapters/openai-compatible/chat-server.js";

const trees = contract("trees", z.object({ note: z.string(), species: z.string() }));
const notes = (...said: string[]) => said.map((note) => ({ note }));
type Answer = Parameters<typeof startChatServer>[0];

const servers: ChatServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const noteOf = ({ body }: ReceivedRequest): string => body.messages[0]?.content ?? "";

/** What a note says happens; a species otherwise. */
const byNote: Answer = (request, response) => {
  const note = noteOf(request);
  if (note === "busy") return sendJson(response, 429, { error: { message: "slower" } }, { "retry-after": "0" });
  if (note === "broken") return sendJson(response, 500, { error: { message: "oops" } });
  if (note === "cut") return void response.destroy();
  if (note === "indecent") return sendJson(response, 400, { error: { message: "not of this" } });
  if (note === "garbled") return sendJson(response, 200, "<html>");
  if (note === "locked") return sendJson(response, 401, { error: { message: "no such key" } });
  if (note === "slow") return;
  sendCompletion(response, note);
};

async function speciesOf(answer: Answer, calls: Parameters<typeof promptModel>[1]["calls"] = {}) {
  const server = await startChatServer(answer);
  servers.push(server);
  const kind = promptModel(trees, {
    kind: "species@1",
    parameters: z.object({ prompt: z.string() }),
    chat: () => openAiCompatible({ baseUrl: server.baseUrl, model: "small", id: "small", timeoutMilliseconds: 1500 }),
    ask: ({ note }) => ({ messages: [{ role: "user", content: note }] }),
    calls: { attempts: 2, delay: { initialMilliseconds: 1 }, concurrency: 4, ...calls },
  });
  const name = model("species", trees, { target: (tree) => tree.species, labels: ["ash", "birch"], kinds: [kind] });
  return { server, decoded: kind.decode(kind.encode({ prompt: "?" }, name)) };
}

const kindsOf = ({ unanswered = [] }: Outputs) => unanswered.map(({ row, kind }) => [row, kind]);

describe("rows that a prompt's model cannot answer", () => {
  it("say why, each in its way, beside those that were answered", async () => {
    const { server, decoded } = await speciesOf(byNote);
    const asked = notes("ash", "busy", "slow", "broken", "birch", "cut", "indecent", "garbled", "oak", "ash");
    const outputs = await decoded.predict(asked);
    expect(kindsOf(outputs)).toEqual([
      [1, "rate-limit"],
      [2, "timeout"],
      [3, "unavailable"],
      [5, "unavailable"],
      [6, "refused"],
      [7, "unreadable"],
      [8, "unreadable"],
    ]);
    expect(outputs.unanswered?.map(({ reason }) => reason)).toEqual([
      expect.stringContaining("slower"),
      expect.stringContaining("No answer within 1500 milliseconds"),
      expect.stringContaining("oops"),
      expect.any(String),
      expect.stringContaining("not of this"),
      expect.any(String),
      expect.stringContaining('one of ash, birch, got "oak"'),
    ]);
    expect([0, 1, 4, 8, 9].map((row) => outputAt(outputs, row))).toEqual([
      { ash: 1, birch: 0 },
      null,
      { ash: 0, birch: 1 },
      null,
      { ash: 1, birch: 0 },
    ]);
    const tries = (note: string) => server.received.filter((request) => noteOf(request) === note).length;
    expect([tries("busy"), tries("broken"), tries("indecent"), tries("oak")]).toEqual([2, 2, 1, 1]);
    for (const [row, one] of asked.entries()) {
      const alone = await decoded.predict([one]);
      expect(outputAt(alone, 0)).toEqual(outputAt(outputs, row));
      expect(alone.unanswered?.[0]?.kind).toBe(outputs.unanswered?.find((other) => other.row === row)?.kind);
    }
  });

  it("may be all of them", async () => {
    const { decoded } = await speciesOf(byNote);
    const outputs = await decoded.predict(notes(...Array.from({ length: 12 }, () => "indecent")));
    expect([outputs.rows, outputs.unanswered?.length]).toEqual([12, 12]);
    expect(Array.from({ length: 12 }, (_, row) => outputAt(outputs, row))).toEqual(new Array(12).fill(null));
  });

  it("leave no trace where there are none: the outputs are what they were before", async () => {
    const { decoded } = await speciesOf(byNote);
    expect(await decoded.predict(notes("ash", "birch"))).toStrictEqual({
      task: "classes",
      rows: 2,
      width: 2,
      values: Float64Array.of(1, 0, 0, 1),
      labels: ["ash", "birch"],
    });
  });

  it("say that the reply was cut off or withheld, where the provider says so", async () => {
    const { decoded } = await speciesOf((request, response) =>
      sendJson(response, 200, {
        choices: [{ message: { role: "assistant", content: "o" }, finish_reason: noteOf(request) }],
      }),
    );
    const { unanswered = [] } = await decoded.predict(notes("length", "content_filter"));
    expect(unanswered).toEqual([
      { row: 0, kind: "unreadable", reason: "the reply was cut off at `maximumTokens`" },
      { row: 1, kind: "refused", reason: "the provider's filter withheld the reply" },
    ]);
  });

  it("are forgotten by the next one that is answered: only eight in a row that find nobody end the others", async () => {
    const { decoded } = await speciesOf(byNote, { concurrency: 1, attempts: 1 });
    const seven = Array.from({ length: 7 }, () => "broken");
    const outputs = await decoded.predict(notes(...seven, "ash", ...seven, "busy", "indecent"));
    expect([outputs.unanswered?.length, outputAt(outputs, 7)]).toEqual([16, { ash: 1, birch: 0 }]);
    const ended = decoded.predict(notes("ash", ...seven, "busy", "broken", "ash"));
    await expect(ended).rejects.toThrow(/8 rows in a row got no answer.*oops.*1 of 11 rows had one/s);
    await expect(ended).rejects.toMatchObject({ kind: "server", status: 500 });
  });
});

describe("what fails every row ends them all", () => {
  it("access that is refused in the middle, as it was thrown", async () => {
    const { server, decoded } = await speciesOf(byNote, { concurrency: 1 });
    const ended = decoded.predict(notes("ash", "indecent", "locked", ...Array.from({ length: 30 }, () => "birch")));
    await expect(ended).rejects.toSatisfy((error) => ChatError.isInstance(error) && error.kind === "access");
    expect(server.received.length).toBeLessThan(12);
  });

  it("a budget that is used up", async () => {
    const { decoded } = await speciesOf(byNote, { concurrency: 1, budget: { calls: 2 } });
    await expect(decoded.predict(notes("ash", "ash", "ash"))).rejects.toSatisfy(BudgetError.isInstance);
  });

  it("a caller who gives up, with his own reason", async () => {
    const { decoded } = await speciesOf(byNote);
    const controller = new AbortController();
    const waiting = decoded.predict(notes("ash", "slow", "slow", "slow"), controller.signal);
    setTimeout(() => controller.abort(new Error("enough")), 30);
    await expect(waiting).rejects.toThrow("enough");
  });

  it("a bug in how rows are asked about", async () => {
    const kind = promptModel(trees, {
      kind: "species@1",
      parameters: z.object({}),
      chat: () => openAiCompatible({ baseUrl: "http://127.0.0.1:9/v1", model: "small" }),
      ask: () => {
        throw new TypeError("no note");
      },
    });
    const name = model("species", trees, { target: (tree) => tree.species, labels: ["ash", "birch"], kinds: [kind] });
    await expect(kind.decode(kind.encode({}, name)).predict(notes("ash"))).rejects.toThrow("no note");
  });

  it("a server that dies in the middle: with a cache in a store, asking again asks for the rest only", async () => {
    const store = createMemoryStore();
    const cache = () => createStoreChatCache({ store, log: "species" });
    const asked = notes(...Array.from({ length: 40 }, (_, row) => `${row % 2 ? "ash" : "birch"} ${row}`));
    const first = (request: ReceivedRequest) => noteOf(request).split(" ")[0] ?? "";
    const dying = await speciesOf(
      (request, response, call) => (call > 20 ? void response.destroy() : sendCompletion(response, first(request))),
      { cache: cache(), attempts: 1, concurrency: 1 },
    );
    await expect(dying.decoded.predict(asked)).rejects.toMatchObject({
      kind: "network",
      message: expect.stringContaining("20 of 40 rows had one"),
    });
    const healthy = await speciesOf((request, response) => sendCompletion(response, first(request)), {
      cache: cache(),
    });
    const outputs = await healthy.decoded.predict(asked);
    expect(healthy.server.received.length).toBe(20);
    expect(outputs.unanswered).toBeUndefined();
    expect(outputAt(outputs, 39)).toEqual({ ash: 1, birch: 0 });
  });

  it("but a reply that cannot be read is never kept", async () => {
    const store = createMemoryStore();
    const cache = createStoreChatCache({ store });
    const { server, decoded } = await speciesOf(byNote, { cache });
    await decoded.predict(notes("oak", "ash"));
    await decoded.predict(notes("oak", "ash"));
    expect(server.received.map(noteOf).sort()).toEqual(["ash", "oak", "oak"]);
  });
});
