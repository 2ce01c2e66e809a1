import { describe, expect, it } from "vitest";
import type { JudgedItem } from "../../../src/judge/house.js";
import { createMemoryChatCache } from "../../../src/judge/house.js";
import { createJudge, rubric } from "../../../src/judge/index.js";
import { ChatError } from "../../../src/ports/index.js";
import { fakeModel, fenced } from "../fake-model.js";

const quality = rubric("quality", {
  instructions: "The answers are to a physics exam.",
  criteria: {
    accuracy: { question: "Are the facts right?", weight: 3, levels: { 1: "wrong", 3: "partly", 5: "right" } },
    tone: { question: "Is it kind?", levels: { 0: "no", 1: "yes" } },
  },
});
const reply = (accuracy: number, tone = 1): string =>
  JSON.stringify({ accuracy: { reason: "because", level: accuracy }, tone: { reason: "because", level: tone } });
const items = (count: number): JudgedItem[] =>
  Array.from({ length: count }, (_, index) => ({ id: `i${index}`, answer: `answer ${index}` }));

describe("createJudge", () => {
  it("scores an answer by the weights, from the lowest level to the highest", async () => {
    const judge = createJudge({ model: fakeModel(() => reply(3, 1)), rubric: quality });
    const judgement = await judge.score({ id: "a", answer: "42" });
    expect(judgement).toMatchObject({ id: "a", status: "scored" });
    expect(judgement.score).toBeCloseTo((3 * 0.5 + 1 * 1) / 4, 12);
    expect(judgement.criteria?.accuracy).toEqual({ score: 0.5, levels: [3], agreement: undefined });
    const [vote] = judgement.votes;
    expect(vote?.status === "valid" && vote.judgements.accuracy.reason).toBe("because");
  });

  it("shows the judge the rubric, the input and the reference", async () => {
    const model = fakeModel(() => reply(5));
    const judge = createJudge({ model, rubric: quality, temperature: 0 });
    await judge.score({ id: "secret id", answer: "42", input: "6 × 7?", reference: "forty-two" });
    const [request] = model.requests;
    if (request === undefined) throw new Error("no request");
    const system = request.messages[0]?.content ?? "";
    for (const text of ["physics exam", "accuracy: Are the facts right?", "3 = partly", "reason first"])
      expect(system).toContain(text);
    expect([fenced(request, "input"), fenced(request, "reference"), fenced(request, "answer")]).toEqual([
      "6 × 7?",
      "forty-two",
      "42",
    ]);
    expect(JSON.stringify(request)).not.toContain("secret id");
    expect(request).toMatchObject({ temperature: 0, maximumTokens: 2048, schema: { name: "judgement" } });
  });

  it("takes the mean of several votes and says how far they agree", async () => {
    const levels = [5, 3, 5];
    const judge = createJudge({
      model: fakeModel((_, call) => reply(levels[call - 1] ?? 1)),
      rubric: quality,
      votes: 3,
      concurrency: 1,
    });
    const { criteria, votes } = await judge.score({ id: "a", answer: "42" });
    expect(votes).toHaveLength(3);
    expect(criteria?.accuracy.score).toBeCloseTo((1 + 0.5 + 1) / 3, 12);
    expect(criteria?.accuracy.agreement).toBeCloseTo(1 / 3, 12);
    expect(criteria?.tone.agreement).toBe(1);
  });

  it("counts a reply that cannot be read as invalid, never as zero", async () => {
    const model = fakeModel((request) => (fenced(request, "answer")?.endsWith("3") ? "ten out of ten" : reply(5)));
    const { summary, judgements } = await createJudge({ model, rubric: quality }).scoreAll(items(5));
    expect(summary).toMatchObject({
      items: 5,
      scored: 4,
      invalid: 1,
      failed: 0,
      skipped: 0,
      votes: { valid: 4, invalid: 1 },
    });
    expect(summary.score.mean).toBe(1);
    expect(judgements[3]).toMatchObject({ status: "invalid", score: undefined, criteria: undefined });
    expect(judgements[3]?.votes).toEqual([{ status: "invalid", problem: "the reply is not JSON" }]);
  });

  it("needs more than half of the votes", async () => {
    const judge = (valid: number) =>
      createJudge({
        model: fakeModel((_, call) => (call <= valid ? reply(5) : "?")),
        rubric: quality,
        votes: 4,
        concurrency: 1,
      });
    expect((await judge(3).score({ id: "a", answer: "x" })).status).toBe("scored");
    expect((await judge(2).score({ id: "a", answer: "x" })).status).toBe("invalid");
  });

  it("goes on when a call fails for good, and when the budget is used up", async () => {
    const failing = fakeModel((request) => {
      if (fenced(request, "answer")?.endsWith("1"))
        throw new ChatError({ place: "fake", kind: "request", message: "filtered" });
      return reply(5);
    });
    expect((await createJudge({ model: failing, rubric: quality }).scoreAll(items(4))).summary).toMatchObject({
      scored: 3,
      failed: 1,
    });
    const model = fakeModel(() => reply(5));
    const { summary, usage } = await createJudge({ model, rubric: quality, budget: { calls: 3 } }).scoreAll(items(5));
    expect([summary.scored, summary.skipped, usage.calls]).toEqual([3, 2, 3]);
  });

  it("stops at once when every call would fail", async () => {
    const model = fakeModel(() => {
      throw new ChatError({ place: "fake", kind: "access", message: "wrong key" });
    });
    await expect(createJudge({ model, rubric: quality, concurrency: 2 }).scoreAll(items(100))).rejects.toThrow(
      "wrong key",
    );
    expect(model.requests.length).toBeLessThanOrEqual(4);
  });

  it("keeps what was judged when calls are refused in the middle, and stops asking", async () => {
    const model = fakeModel((_, call) => {
      if (call > 5) throw new ChatError({ place: "fake", kind: "access", message: "no quota left" });
      return reply(5);
    });
    const { summary, judgements } = await createJudge({ model, rubric: quality, concurrency: 1 }).scoreAll(items(20));
    expect([summary.scored, summary.failed, summary.skipped]).toEqual([5, 3, 12]);
    expect(judgements[12]?.votes[0]).toMatchObject({ problem: expect.stringContaining("no quota left") });
  });

  it("takes one refused item, as a moderation refuses it, for that item's outcome", async () => {
    const model = fakeModel((_, call) => {
      if (call === 1) throw new ChatError({ place: "fake", kind: "access", status: 403, message: "flagged" });
      return reply(5);
    });
    const { summary } = await createJudge({ model, rubric: quality, concurrency: 1 }).scoreAll(items(6));
    expect([summary.scored, summary.failed]).toEqual([5, 1]);
  });

  it("says when a reply was cut off or withheld, and asks for it again next time", async () => {
    const finishReasons = ["length", "content-filter", "stop"];
    const model = {
      ...fakeModel(() => ""),
      generate: async () => {
        const finishReason = finishReasons.shift();
        return { text: finishReason === "stop" ? reply(5) : reply(5).slice(0, 12), finishReason };
      },
    };
    const cache = createMemoryChatCache();
    const judge = createJudge({ model, rubric: quality, cache });
    const said = [];
    for (let time = 0; time < 3; time++) {
      const { status, votes } = await judge.score({ id: "a", answer: "x" });
      said.push([status, votes.map((vote) => ("problem" in vote ? vote.problem : "read"))]);
    }
    expect(said).toEqual([
      ["invalid", ["the reply was cut off at `maximumTokens`"]],
      ["invalid", ["the provider's filter withheld the reply"]],
      ["scored", ["read"]],
    ]);
  });

  it("summarises by clusters, with the votes' agreement by Krippendorff's alpha", async () => {
    const model = fakeModel((request) => reply(fenced(request, "answer")?.length === 8 ? 5 : 1));
    const judge = createJudge({ model, rubric: quality, votes: 2 });
    const clustered = items(12).map((item, index) => ({ ...item, cluster: `c${index % 3}` }));
    const { summary } = await judge.scoreAll(clustered);
    expect(summary.criteria.accuracy).toMatchObject({ mean: 10 / 12, agreement: 1 });
    const alone = await judge.scoreAll(items(12));
    expect(summary.score.interval).not.toEqual(alone.summary.score.interval);
    expect(summary.criteria.tone.agreement).toBeUndefined();
  });

  it("takes items as there is room, in any order of answers, and tells of its progress", async () => {
    let taken = 0;
    let most = 0;
    const model = fakeModel(async (request) => {
      for (let turn = Number(/\d+$/.exec(fenced(request, "answer") ?? "")) % 3; turn >= 0; turn--)
        await new Promise(setImmediate);
      return reply(5);
    });
    const progress: number[] = [];
    async function* source() {
      for (const item of items(30)) {
        taken++;
        most = Math.max(most, taken - progress.length);
        yield item;
      }
    }
    const judge = createJudge({ model, rubric: quality, concurrency: 2, votes: 2 });
    const { judgements } = await judge.scoreAll(source(), { onProgress: ({ done }) => progress.push(done) });
    expect(judgements.map(({ id }) => id)).toEqual(items(30).map(({ id }) => id));
    expect(progress).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
    expect(most).toBeLessThanOrEqual(5);
  });

  it("asks a second time for nothing that is in the cache, and gives the same", async () => {
    const model = fakeModel((_, call) => reply(call % 2 ? 5 : 3));
    const cache = createMemoryChatCache();
    const judged = () => createJudge({ model, rubric: quality, votes: 3, cache }).scoreAll(items(6));
    const first = await judged();
    const second = await judged();
    expect(model.requests).toHaveLength(18);
    expect(second.judgements).toEqual(first.judgements);
    expect(second.usage).toMatchObject({ calls: 0, cacheHits: 18 });
    const stricter = rubric("quality", {
      criteria: { accuracy: { question: "Exactly right?", levels: { 1: "no", 5: "yes" } } },
    });
    await createJudge({ model, rubric: stricter, cache }).score({ id: "i0", answer: "answer 0" });
    expect(model.requests).toHaveLength(19);
  });

  it("counts the cost by the model's prices", async () => {
    const model = fakeModel(() => reply(5), { prices: { inputPerMillion: 2, outputPerMillion: 10 } });
    const { usage } = await createJudge({ model, rubric: quality }).scoreAll(items(10));
    expect(usage).toMatchObject({ calls: 10, inputTokens: 10_000, outputTokens: 1000 });
    expect(usage.cost).toBeCloseTo((10_000 * 2 + 1000 * 10) / 1e6, 12);
  });

  it("ends with the signal's reason", async () => {
    const controller = new AbortController();
    const model = fakeModel((_, call) => {
      if (call === 5) controller.abort("enough");
      return reply(5);
    });
    const judge = createJudge({ model, rubric: quality, concurrency: 1 });
    await expect(judge.scoreAll(items(50), { signal: controller.signal })).rejects.toBe("enough");
    expect(model.requests).toHaveLength(5);
  });

  it("fails texts that are too long unasked, and refuses one id for two items", async () => {
    const model = fakeModel(() => reply(5));
    const judge = createJudge({ model, rubric: quality, maximumCharacters: 10 });
    expect(await judge.score({ id: "a", answer: "x".repeat(11) })).toMatchObject({
      status: "failed",
      score: undefined,
    });
    expect(model.requests).toHaveLength(0);
    await expect(
      judge.scoreAll([
        { id: "a", answer: "x" },
        { id: "a", answer: "y" },
      ]),
    ).rejects.toThrow(/an id of its own/);
  });

  it("is another judge with another model, rubric or number of votes", () => {
    const model = fakeModel(() => "");
    const id = (options: object) => createJudge({ model, rubric: quality, ...options }).id;
    const ids = [id({}), id({ votes: 3 }), id({ temperature: 1 }), id({ model: { ...model, id: "other" } })];
    expect(new Set(ids).size).toBe(4);
    expect(id({ concurrency: 9 })).toBe(ids[0]);
  });

  it("refuses options outside their range", () => {
    expect(() =>
      createJudge({ model: fakeModel(() => ""), rubric: quality, votes: 0 }),
    ).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [judge] Expected \`votes\` to be a whole number of at least 1, got 0 (number)]`,
    );
  });
});
