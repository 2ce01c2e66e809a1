import { createMemoryStore, createRunner, pipeline } from "golden-pipeline";
import { openAiCompatible } from "golden-pipeline/adapters/openai-compatible";
import { atLeast, evaluate, exactMatch, meanScore, numericTolerance } from "golden-pipeline/evaluation";
import { ingest, rowsSource } from "golden-pipeline/ingestion";
import { model, type Outputs, outputAt } from "golden-pipeline/model";
import { type ChatAnswer, ChatError, type ChatModel, type ChatRequest } from "golden-pipeline/ports";
import { createRegistry, register } from "golden-pipeline/registry";
import { contract } from "golden-pipeline/schema";
import { type PromptModel, promptModel, propose, splitByTime } from "golden-pipeline/training";
import { validate } from "golden-pipeline/validation";
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from "vitest";
import { z } from "zod";
import {
  type ChatServer,
  sendCompletion,
  sendJson,
  startChatServer,
} from "../../adapters/openai-compatible/chat-server.js";

const schema = z.object({ at: z.date(), filing: z.string(), question: z.string(), answer: z.string() });
const filings = contract("filings", schema, {
  eventTime: "at",
  labels: { answer: { knownAt: (filing) => filing.at.plusMinutes(60) } },
});
const rows = Array.from({ length: 60 }, (_, row) => ({
  at: new Date(Date.UTC(2001, 0, 1) + row * 3_600_000),
  filing: `filing ${row % 20}`,
  question: `What was the change of line ${row}?`,
  answer: `-${row + 10}%`,
}));
const parameters = z.object({ model: z.string(), temperature: z.number().default(0), prompt: z.string() });

let server: ChatServer;
beforeAll(async () => {
  server = await startChatServer(({ body }, response) => {
    const [system, user] = body.messages;
    const line = Number(/\d+/.exec(user?.content ?? "")?.[0]);
    sendCompletion(response, system?.content.includes("sign") ? `-${line + 10}.2%` : `${line + 10}%`);
  });
});
afterAll(() => server.close());

const answers = promptModel(filings, {
  kind: "filing-answers@1",
  parameters,
  chat: (asking) => openAiCompatible({ baseUrl: server.baseUrl, model: asking.model, apiKey: "secret-key" }),
  ask: ({ question }, { prompt, temperature }) => ({
    temperature,
    messages: [
      { role: "system", content: prompt },
      { role: "user", content: question },
    ],
  }),
});
const answered = model("filing-answers", filings, {
  target: (filing) => filing.answer,
  task: "text",
  kinds: [answers],
});
const releasing = (prompt: string) =>
  pipeline("filing-answers", ingest(filings))
    .pipe(validate())
    .pipe(splitByTime("at", { test: 0.5 }))
    .pipe(propose(answered, answers, { model: "small", prompt }))
    .pipe(
      evaluate({
        layers: [exactMatch(), numericTolerance()],
        gate: atLeast({ metric: meanScore(), value: 0.8 }),
        question: (filing) => filing.question,
        cluster: (filing) => filing.filing,
      }),
    )
    .pipe(register(answered, { withoutCommit: { reason: "a test" } }));

function runnerOn(store = createMemoryStore()) {
  const registry = createRegistry({ store });
  return { store, registry, runner: createRunner({ store, services: { registry, champions: registry } }) };
}

describe("a language model with its prompt", () => {
  it("goes from rows to a registered version, is read in a fresh registry and answers the same", async () => {
    const { store, registry, runner } = runnerOn();
    const source = () => rowsSource("filings", rows);
    const { output: first } = await runner.run(releasing("Answer."), source(), { runId: "first" });
    await expect(registry.promote(first)).rejects.toThrow("Expected a passed gate before promotion, got fail");
    await registry.promote(first, { override: { reason: "a start" } });
    const { output: second } = await runner.run(releasing("Keep the sign."), source(), { runId: "second" });
    expect(second.manifest).toMatchObject({
      task: "text",
      kind: "filing-answers@1",
      data: { contract: filings.fingerprint, train: expect.stringMatching(/^dataset-/) },
      trainer: { id: "propose", hyperparameters: { model: "small", temperature: 0, prompt: "Keep the sign." } },
      metrics: { "mean score": 1 },
    });
    expect(second.manifest.features).toBeUndefined();
    expect(second.manifest.candidate).not.toBe(first.manifest.candidate);
    const report = await registry.report(second.id);
    expect([report.champion, report.gate.decision, report.comparison?.clusters]).toEqual([first.id, "pass", 20]);
    await registry.promote(second);

    const fresh = createRegistry({ store });
    expect(await fresh.verify(second.id)).toEqual({ ok: true, findings: [] });
    const { model: bytes, fitted } = await fresh.resolve("filing-answers@champion");
    expect(fitted).toBeUndefined();
    const served = answers.decode(bytes);
    expect(served.parameters).toEqual({ model: "small", temperature: 0, prompt: "Keep the sign." });
    expectTypeOf(served.parameters.prompt).toEqualTypeOf<string>();
    const asked = rows.slice(30, 33).map(({ answer: _, ...row }) => row);
    expect(await served.predict(asked)).toEqual({ task: "text", rows: 3, values: ["-40.2%", "-41.2%", "-42.2%"] });
    expect(server.received.at(-1)?.body).toMatchObject({ model: "small", temperature: 0 });
    expect(JSON.stringify([second, new TextDecoder().decode(bytes)])).not.toContain("secret-key");
  });

  it("resumes without asking again", async () => {
    const { runner } = runnerOn();
    const source = () => rowsSource("filings", rows);
    const { output } = await runner.run(releasing("The sign."), source(), { runId: "one" });
    const asked = server.received.length;
    expect((await runner.run(releasing("The sign."), source(), { runId: "one" })).output).toEqual(output);
    expect(server.received.length).toBe(asked);
  });

  it("is judged with rows that it did not answer, and the report says how many and why", async () => {
    const failing = await startChatServer(({ body }, response) => {
      const line = Number(/\d+/.exec(body.messages[1]?.content ?? "")?.[0]);
      if (line === 31) return sendJson(response, 400, { error: { message: "not of this" } });
      sendCompletion(response, `-${line + 10}%`);
    });
    const kind = promptModel(filings, {
      kind: "filing-answers@1",
      parameters,
      chat: (asking) => openAiCompatible({ baseUrl: failing.baseUrl, model: asking.model }),
      ask: ({ question }, { prompt }) => ({
        messages: [
          { role: "system", content: prompt },
          { role: "user", content: question },
        ],
      }),
    });
    const name = model("filing-answers", filings, { target: (filing) => filing.answer, task: "text", kinds: [kind] });
    const { registry, runner } = runnerOn();
    const judging = pipeline("filing-answers", ingest(filings))
      .pipe(validate())
      .pipe(splitByTime("at", { test: 0.5 }))
      .pipe(propose(name, kind, { model: "small", prompt: "Answer." }))
      .pipe(evaluate({ layers: [exactMatch()], cluster: (filing) => filing.filing }))
      .pipe(register(name, { withoutCommit: { reason: "a test" } }));
    const { output } = await runner.run(judging, rowsSource("filings", rows), { runId: "failing" });
    await failing.close();
    const report = await registry.report(output.id);
    expect(report.metrics["mean score"]).toMatchObject({ value: 29 / 30, rows: 30 });
    expect(report.unanswered).toMatchObject({
      rows: 1,
      byReason: { refused: 1 },
      ids: [expect.stringMatching(/#1$/)],
      examples: [{ kind: "refused", reason: expect.stringContaining("not of this") }],
    });
  });

  it("is judged on a whole dataset too, and counts rows without an answer", async () => {
    const optional = contract("asked", schema.extend({ answer: z.string().nullable() }));
    const kind = promptModel(optional, { kind: "a@1", parameters: z.object({}), chat: () => scripted(), ask });
    const name = model("asked", optional, { target: (row) => row.answer, task: "text", kinds: [kind] });
    const { runner } = runnerOn();
    const proposing = pipeline("asked", ingest(optional))
      .pipe(validate())
      .pipe(propose(name, kind, {}));
    const source = rowsSource("asked", [...rows.slice(0, 3), { ...rows[3], answer: null }]);
    const { output } = await runner.run(proposing, source, { runId: "asked" });
    expect(output.data.train).toBeUndefined();
    expect(output.targets).toMatchObject({ targets: { task: "text", rows: 3 }, withoutTarget: 1 });
  });
});

const ask = (row: object): ChatRequest => ({ messages: [{ role: "user", content: JSON.stringify(row) }] });
const scripted = (
  answer: (content: string, signal: AbortSignal) => Promise<string> = async (text) => text,
): ChatModel => ({
  specificationVersion: "v1",
  id: "scripted",
  generate: async ({ messages: [message] }, { signal }): Promise<ChatAnswer> => ({
    text: await answer(message?.content ?? "", signal),
  }),
});

describe("a prompt's kind", () => {
  const trees = contract(
    "trees",
    z.object({ size: z.int(), species: z.string(), tags: z.array(z.string()), big: z.boolean() }),
  );
  const kinds = <K extends ReturnType<typeof make>>(kind: K) => ({ kinds: [kind] });
  const make = (chat: ChatModel, options: { readonly concurrency?: number; readonly attempts?: number } = {}) =>
    promptModel(trees, {
      kind: "trees@1",
      parameters: z.object({ prompt: z.string() }),
      chat: () => chat,
      ask,
      read: (text) => JSON.parse(text),
      calls: options,
    });
  const species = (kind: ReturnType<typeof make>) =>
    model("species", trees, { target: (tree) => tree.species, labels: ["ash", "birch"], ...kinds(kind) });
  const decoded = (
    kind: ReturnType<typeof make>,
    name: Parameters<typeof kind.encode>[1] = species(kind),
  ): PromptModel<{ prompt: string }> => kind.decode(kind.encode({ prompt: "?" }, name));
  const says = async (
    reply: unknown,
    name: (kind: ReturnType<typeof make>) => Parameters<ReturnType<typeof make>["encode"]>[1],
  ): Promise<Outputs> => {
    const kind = make(scripted(async () => JSON.stringify(reply)));
    return decoded(kind, name(kind)).predict([{ size: 1 }]);
  };
  const why = async (...said: Parameters<typeof says>): Promise<string | undefined> => {
    const { unanswered } = await says(...said);
    expect(unanswered?.[0]?.kind).toBe("unreadable");
    return unanswered?.[0]?.reason;
  };

  it("turns what is said into outputs of the model's task", async () => {
    expect(outputAt(await says("birch", species), 0)).toEqual({ ash: 0, birch: 1 });
    expect(outputAt(await says({ ash: 0.25, birch: 0.75 }, species), 0)).toEqual({ ash: 0.25, birch: 0.75 });
    const tags = (kind: ReturnType<typeof make>) =>
      model("tags", trees, {
        target: (tree) => tree.tags,
        task: "label-sets",
        labels: ["tall", "old"],
        ...kinds(kind),
      });
    expect(outputAt(await says(["old"], tags), 0)).toEqual({ tall: 0, old: 1 });
    const big = (kind: ReturnType<typeof make>) => model("big", trees, { target: (tree) => tree.big, ...kinds(kind) });
    expect([outputAt(await says(true, big), 0), outputAt(await says(0.3, big), 0)]).toEqual([1, 0.3]);
    const size = (kind: ReturnType<typeof make>) =>
      model("size", trees, { target: (tree) => tree.size, ...kinds(kind) });
    expect(await says(12, size)).toEqual({ task: "number", rows: 1, width: 1, values: Float64Array.of(12) });
    expect(await why("oak", species)).toContain('a reply that says one of ash, birch, got "oak"');
    expect(await why("many", size)).toContain('a reply that says a number, got "many"');
    expect(await why({ ash: 0.2 }, species)).toContain("sum to 1 in row 0");
  });

  it("asks at most so many at a time, of several callers together", async () => {
    let [running, most] = [0, 0];
    const chat = scripted(async () => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 2));
      running--;
      return '"ash"';
    });
    const asked = decoded(make(chat, { concurrency: 3 }));
    const many = Array.from({ length: 20 }, (_, size) => ({ size }));
    const both = await Promise.all([asked.predict(many), asked.predict(many)]);
    expect(both.map(({ rows }) => rows)).toEqual([20, 20]);
    expect(most).toBe(3);
  });

  it("gives refused access to the caller as it was thrown, and ends the other calls", async () => {
    let ended = 0;
    const refusal = new ChatError({ place: "there", kind: "access", message: "no quota" });
    const chat = scripted(async (content, signal) => {
      if (content.includes("2")) throw refusal;
      await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
      ended++;
      return "";
    });
    const asked = decoded(make(chat));
    await expect(asked.predict([{ size: 1 }, { size: 2 }, { size: 3 }])).rejects.toBe(refusal);
    const controller = new AbortController();
    const waiting = asked.predict([{ size: 1 }], controller.signal);
    controller.abort(new Error("too late"));
    await expect(waiting).rejects.toThrow("too late");
    expect(ended).toBe(0);
  });

  it("tries again what may succeed later, and no more often than told", async () => {
    let calls = 0;
    const chat = scripted(async () => {
      if (++calls === 1)
        throw new ChatError({ place: "there", kind: "rate-limit", message: "slower", retryAfterMilliseconds: 1 });
      return '"ash"';
    });
    const calmly = { concurrency: 1, delay: { initialMilliseconds: 1 } };
    expect((await decoded(make(chat, calmly)).predict([{ size: 1 }])).rows).toBe(1);
    calls = 0;
    const [failed] = (await decoded(make(chat, { ...calmly, attempts: 1 })).predict([{ size: 1 }])).unanswered ?? [];
    expect([failed?.kind, failed?.reason]).toEqual(["rate-limit", expect.stringContaining("slower")]);
  });

  it("refuses parameters that are not of its schema, unknown, or look like secrets, before anything is stored", () => {
    const name = species(make(scripted()));
    const given =
      (parameters: object, shape: z.ZodType<{ [name: string]: string }> = z.record(z.string(), z.string())) =>
      () =>
        promptModel(trees, { kind: "trees@1", parameters: shape, chat: () => scripted(), ask }).encode(
          parameters as never,
          name,
        );
    const strict: z.ZodType<{ [name: string]: string }> = z.object({ prompt: z.string() });
    expect(given({ prompt: 1 }, strict)).toThrow(/`prompt` as its schema has it: .*, got 1 \(number\)/);
    expect(given({ prompt: "?", promt: "!" }, strict)).toThrow('parameters among prompt, got "promt"');
    for (const secret of [
      { apiKey: "x" },
      { password: "x" },
      { access_token: "x" },
      { header: "Bearer x" },
      { key: "sk-abc" },
    ])
      expect(given(secret)).toThrow(`\`${Object.keys(secret)[0]}\` looks like one, got a secret`);
    expect(given({ maximumTokens: "10" })).not.toThrow();
  });

  it("refuses another contract, classes that are not stated, kinds without a number and bytes of another kind", () => {
    const kind = make(scripted());
    const learned = model("learned", trees, { target: (tree) => tree.species, ...kinds(kind) });
    expect(() => propose(learned, kind, { prompt: "" })).toThrow("model learned to state its `labels`");
    const other = model("other", filings, { target: (row) => row.answer, ...kinds(kind) });
    expect(() => propose(other, kind, { prompt: "" })).toThrow("a model of the contract trees");
    const unlisted = model("unlisted", trees, { target: (tree) => tree.species, labels: ["a", "b"], kinds: [] });
    expect(() => propose(unlisted, kind, { prompt: "" })).toThrow("model unlisted to list the kind trees@1");
    const untyped = promptModel as (contract: unknown, options: object) => unknown;
    expect(() => untyped(trees, { kind: "Trees" })).toThrow("lower-case words and a number");
    const bytes = (value: object) => new TextEncoder().encode(JSON.stringify(value));
    expect(() => kind.decode(bytes({ format: "nothing@0" }))).toThrow(
      "Expected bytes of format trees@1, got nothing@0",
    );
    for (const stored of [
      { task: "songs", parameters: {} },
      { task: "classes", labels: [1], parameters: {} },
      { task: "text" },
    ])
      expect(() => kind.decode(bytes({ format: "trees@1", ...stored }))).toThrow(
        "Expected a task, labels that are texts",
      );
    expect(() => kind.decode(bytes({ format: "trees@1", task: "text", parameters: {} }))).toThrow(
      "Expected parameters of its schema",
    );
    // @ts-expect-error the prompt is missing
    expect(() => propose(species(kind), kind, {})).toThrow("`prompt` as its schema has it");
  });

  it("gives the same bytes for the same parameters in any order, and others for any changed word", () => {
    const kind = promptModel(trees, {
      kind: "a@1",
      parameters: z.object({ a: z.string(), b: z.string() }),
      chat: () => scripted(),
      ask,
    });
    const name = species(make(scripted()));
    expect(kind.encode({ b: "2", a: "1" }, name)).toEqual(kind.encode({ a: "1", b: "2" }, name));
    expect(kind.encode({ a: "1", b: "3" }, name)).not.toEqual(kind.encode({ a: "1", b: "2" }, name));
  });
});
