import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { option } from "../../../src/core/house.js";
import { type Clock, createMemoryStore, createQueue } from "../../../src/core/index.js";
import { type ChatCaller, type ChatCallOptions, createChatCaller } from "../../../src/judge/calls/chat-caller.js";
import { ownSignal } from "../../../src/judge/calls/own-signal.js";
import { createMemoryChatCache, createStoreChatCache } from "../../../src/judge/house.js";
import { BudgetError, createJudge, rubric } from "../../../src/judge/index.js";
import type { ChatErrorKind } from "../../../src/ports/house.js";
import { ChatError, type ChatModel } from "../../../src/ports/index.js";
import { createFileStore } from "../../../src/store/index.js";
import { fakeModel } from "../fake-model.js";

const request = { messages: [{ role: "user", content: "hello" }], maximumTokens: 100 } as const;
const { signal } = ownSignal(undefined);
const prices = { inputPerMillion: 1000, outputPerMillion: 10_000 };

/** A clock that sleeps no time and notes how long it was asked to. */
function notingClock(): Clock & { readonly slept: number[] } {
  const slept: number[] = [];
  return {
    slept,
    now: () => 0,
    async sleep(milliseconds, stop) {
      stop?.throwIfAborted();
      slept.push(milliseconds);
    },
  };
}

const failing = (kind: ChatErrorKind, retryAfterMilliseconds?: number) =>
  new ChatError({ place: "fake", kind, message: "no", retryAfterMilliseconds });

function callerOf(options: ChatCallOptions): ChatCaller {
  return createChatCaller("judge", options, {});
}

describe("createChatCaller", () => {
  it("checks its options, those beside them and their names, whoever takes them", () => {
    const model = { specificationVersion: "v1", id: "m", generate: () => Promise.reject(new Error("away")) } as const;
    const rules = { votes: option.count };
    const wrong = [
      { concurrency: 0 },
      { attempts: Number.NaN },
      { budget: { calls: -1 } },
      { votes: 0 },
      { atempts: 2 },
    ];
    for (const options of wrong)
      expect(() => createChatCaller("essays", { model, votes: 1, ...options } as never, rules as never)).toThrow(
        new RegExp(`\\[essays\\].*${Object.keys(options)[0]}`),
      );
  });

  it("tries again what may succeed later, with growing waits, and counts it", async () => {
    const clock = notingClock();
    const model = fakeModel((_, call) => {
      if (call < 4) throw failing("server");
      return "fine";
    });
    const caller = callerOf({ model, clock, delay: { initialMilliseconds: 100 } });
    expect((await caller.call(request, 0, signal)).text).toBe("fine");
    expect(clock.slept).toHaveLength(3);
    for (const [attempt, slept] of clock.slept.entries()) {
      expect(slept).toBeGreaterThanOrEqual(50 * 2 ** attempt);
      expect(slept).toBeLessThanOrEqual(100 * 2 ** attempt);
    }
    expect(caller.totals()).toMatchObject({
      calls: 4,
      retries: 3,
      inputTokens: 1000,
      outputTokens: 100,
      cost: undefined,
    });
  });

  it("waits as long as the provider asks for, but not longer than it may", async () => {
    const clock = notingClock();
    const model = fakeModel((_, call) => {
      if (call === 1) throw failing("rate-limit", 7000);
      if (call === 3) throw failing("rate-limit", 3_600_000);
      return "fine";
    });
    const caller = callerOf({ model, clock });
    await caller.call(request, 0, signal);
    expect(clock.slept).toEqual([7000]);
    await expect(caller.call(request, 1, signal)).rejects.toMatchObject({ kind: "rate-limit" });
    expect(clock.slept).toEqual([7000]);
  });

  it("does not try again what cannot succeed, nor errors that are not a model's", async () => {
    const bug = new TypeError("mine");
    const model = fakeModel((_, call) => {
      throw call === 1 ? failing("request") : bug;
    });
    const caller = callerOf({ model, clock: notingClock() });
    await expect(caller.call(request, 0, signal)).rejects.toMatchObject({ kind: "request" });
    await expect(caller.call(request, 0, signal)).rejects.toBe(bug);
    expect(model.requests).toHaveLength(2);
  });

  it("throws the last error when its attempts are used up", async () => {
    const model = fakeModel((_, call) => {
      throw failing("server", call);
    });
    const caller = callerOf({ model, attempts: 3, clock: notingClock() });
    await expect(caller.call(request, 0, signal)).rejects.toMatchObject({ retryAfterMilliseconds: 3 });
  });

  it("ends at once with the signal's reason, also while it waits to try again", async () => {
    const controller = new AbortController();
    const model = fakeModel(() => {
      controller.abort("enough");
      throw failing("server");
    });
    await expect(callerOf({ model }).call(request, 0, controller.signal)).rejects.toBe("enough");
    await expect(callerOf({ model }).call(request, 0, controller.signal)).rejects.toBe("enough");
    expect(model.requests).toHaveLength(1);
  });

  it("never has more calls under way than the queue allows, and refuses more than may wait", async () => {
    let running = 0;
    let most = 0;
    const model = fakeModel(async () => {
      most = Math.max(most, ++running);
      await new Promise(setImmediate);
      running--;
      return "fine";
    });
    const queue = createQueue({ concurrency: 3 });
    const [one, other] = [callerOf({ model, queue }), callerOf({ model, queue })];
    await Promise.all(Array.from({ length: 20 }, (_, vote) => (vote % 2 ? one : other).call(request, vote, signal)));
    expect(most).toBe(3);
    const small = callerOf({ model, concurrency: 1, maximumWaiting: 2 });
    const results = await Promise.allSettled([0, 1, 2, 3, 4].map((vote) => small.call(request, vote, signal)));
    expect(results.map(({ status }) => status)).toEqual([
      "fulfilled",
      "fulfilled",
      "fulfilled",
      "rejected",
      "rejected",
    ]);
  });

  it("never spends more calls than the budget has, retries included", async () => {
    const model = fakeModel((_, call) => {
      if (call === 1) throw failing("server");
      return "fine";
    });
    const caller = callerOf({ model, budget: { calls: 3 }, clock: notingClock() });
    await caller.call(request, 0, signal);
    await caller.call(request, 1, signal);
    const error = await caller.call(request, 2, signal).catch((reason: unknown) => reason);
    expect(BudgetError.isInstance(error) && error.message).toMatchInlineSnapshot(
      `"[golden-pipeline] [judge] The budget of 3 calls is used up"`,
    );
    expect(model.requests).toHaveLength(3);
  });

  it("never spends more money than the budget has, even with many calls at once", async () => {
    const usage = { inputTokens: 20, outputTokens: 100 };
    const model: ChatModel = {
      specificationVersion: "v1",
      id: "fake",
      prices,
      generate: async () => ({ text: "fine", usage }),
    };
    const caller = callerOf({ model, budget: { cost: 10 }, concurrency: 8 });
    const results = await Promise.allSettled(
      Array.from({ length: 30 }, (_, vote) => caller.call(request, vote, signal)),
    );
    const { cost = 0, calls } = caller.totals();
    expect(cost).toBeCloseTo(calls * 1.02, 10);
    expect(cost).toBeLessThanOrEqual(10);
    expect(cost).toBeGreaterThan(5);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(calls);
    expect(() => callerOf({ model: fakeModel(() => ""), budget: { cost: 1 } })).toThrow(/`prices`/);
  });

  it("charges what could have been used when the provider does not count, and nothing for failed calls", async () => {
    const model = fakeModel(
      (_, call) => {
        if (call === 1) throw failing("server");
        return "fine";
      },
      { prices, usage: false },
    );
    const caller = callerOf({ model, clock: notingClock() });
    await caller.call(request, 0, signal);
    const { cost = 0, uncounted } = caller.totals();
    expect(uncounted).toBe(1);
    expect(cost).toBeGreaterThanOrEqual(1);
    expect(cost).toBeLessThan(1.1);
  });

  it("charges calls that were cut off: by a time limit, in the middle of a stream, by the caller", async () => {
    for (const kind of ["timeout", "protocol"] as const) {
      const model = fakeModel(() => Promise.reject(failing(kind)), { prices });
      const caller = callerOf({ model, clock: notingClock(), budget: { cost: 3 } });
      await expect(caller.call(request, 0, signal)).rejects.toThrow();
      // Each may cost a little more than 1.
      expect([kind, caller.totals().calls]).toEqual([kind, 2]);
      expect(caller.totals().cost).toBeGreaterThan(2);
    }
    const counted = fakeModel(
      () => {
        const usage = { inputTokens: 1000, outputTokens: 0 };
        throw new ChatError({ place: "fake", kind: "protocol", message: "no choice", usage });
      },
      { prices },
    );
    const caller = callerOf({ model: counted, attempts: 1 });
    await expect(caller.call(request, 0, signal)).rejects.toThrow("no choice");
    expect(caller.totals()).toMatchObject({ cost: 1, inputTokens: 1000, uncounted: 0 });
    const controller = new AbortController();
    const hanging = fakeModel(() => new Promise((_, reject) => setTimeout(reject, 1, "gone")), { prices });
    const aborted = callerOf({ model: hanging });
    const call = aborted.call(request, 0, controller.signal);
    await Promise.resolve().then(() => controller.abort("enough"));
    await expect(call).rejects.toBe("enough");
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(aborted.totals().cost).toBeGreaterThan(1);
  });

  it("keeps only sound answers, and asks again for what was kept but is none", async () => {
    const model = fakeModel((_, call) => (call === 2 ? "sound" : "cut of"));
    const cache = createMemoryChatCache();
    const ask = async () =>
      (await callerOf({ model, cache }).call(request, 0, signal, ({ text }) => text === "sound")).text;
    expect([await ask(), await ask(), await ask()]).toEqual(["cut of", "sound", "sound"]);
    expect(model.requests).toHaveLength(2);
    const strict = callerOf({ model, cache });
    expect((await strict.call(request, 0, signal, ({ text }) => text === "cut of")).text).toBe("cut of");
  });

  it("makes one call of calls that are alike and under way at once, each with an end of its own", async () => {
    const model = fakeModel(async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return "fine";
    });
    const caller = callerOf({ model, cache: createMemoryChatCache() });
    const controller = new AbortController();
    const first = caller.call(request, 0, controller.signal);
    const others = [1, 2, 3].map(() => caller.call(request, 0, signal));
    expect((await first).text).toBe("fine");
    expect((await Promise.all(others)).map(({ text }) => text)).toEqual(["fine", "fine", "fine"]);
    expect([model.requests.length, caller.totals().cacheHits]).toEqual([1, 3]);
    const abandoned = caller.call(request, 1, controller.signal);
    const kept = caller.call(request, 1, signal);
    await Promise.resolve().then(() => controller.abort("enough"));
    await expect(abandoned).rejects.toBe("enough");
    expect((await kept).text).toBe("fine");
  });

  it("keeps answers by model, request and vote, so that votes are not one answer", async () => {
    const model = fakeModel((_, call) => `answer ${call}`);
    const cache = createMemoryChatCache();
    const caller = callerOf({ model, cache });
    const ask = async (vote: number, content = "hello") =>
      (await caller.call({ messages: [{ role: "user", content }] }, vote, signal)).text;
    expect([await ask(0), await ask(1), await ask(0), await ask(1), await ask(0, "other")]).toEqual([
      "answer 1",
      "answer 2",
      "answer 1",
      "answer 2",
      "answer 3",
    ]);
    const other = callerOf({ model: { ...model, id: "other" }, cache });
    expect((await other.call({ messages: [{ role: "user", content: "hello" }] }, 0, signal)).text).toBe("answer 4");
    expect(caller.totals()).toMatchObject({ calls: 3, cacheHits: 2 });
  });

  it("keeps answers in a store, for the next process too, and does not keep failures", async () => {
    const folder = await mkdtemp(join(tmpdir(), "judge-"));
    try {
      const model = fakeModel((_, call) => {
        if (call === 1) throw failing("request");
        return "fine";
      });
      const ask = async () => {
        const cache = createStoreChatCache({ store: await createFileStore(folder) });
        return callerOf({ model, cache }).call(request, 0, signal);
      };
      await expect(ask()).rejects.toMatchObject({ kind: "request" });
      const first = await ask();
      expect(await ask()).toEqual(first);
      expect(model.requests).toHaveLength(2);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("asks again when stored answers were erased", async () => {
    const store = createMemoryStore();
    const model = fakeModel((_, call) => `answer ${call}`, { usage: false });
    const caller = callerOf({ model, cache: createStoreChatCache({ store, subject: "tenant-1" }) });
    expect((await caller.call(request, 0, signal)).text).toBe("answer 1");
    expect((await caller.call(request, 0, signal)).text).toBe("answer 1");
    await store.erase("tenant-1");
    expect((await caller.call(request, 0, signal)).text).toBe("answer 2");
  });

  it("refuses options outside their range", () => {
    const model = fakeModel(() => "");
    const helpful = rubric("helpful", { criteria: { fit: { question: "Fit?", levels: { 0: "no", 1: "yes" } } } });
    expect(() => createJudge({ model, rubric: helpful, attempts: 0 })).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [judge] Expected \`attempts\` to be a whole number of at least 1, got 0 (number)]`,
    );
    expect(() => createJudge({ model, rubric: helpful, concurrency: 0 })).toThrow(/`concurrency`/);
    expect(() => createJudge({ model, rubric: helpful, budget: { calls: -1 } })).toThrow(/`budget.calls`/);
  });
});
