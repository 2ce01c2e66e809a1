import fc from "fast-check";
import { createSimulatedClock } from "golden-pipeline";
import { redisHistory, redisOnlineFeatures } from "golden-pipeline/adapters/redis";
import { createMemoryHistory } from "golden-pipeline/features";
import { ServiceError } from "golden-pipeline/ports";
import { describe, expect, it } from "vitest";
import { openFakeRedis } from "./fake-redis.js";
import { freshPrefix, redisChecks } from "./redis-checks.js";

const fake = openFakeRedis();
for (const { name, checks } of redisChecks(() => fake))
  describe(`Redis, in process: ${name}`, () => {
    for (const { name, run } of checks) it(name, run);
  });

/** A client that counts how often it is called before the first answer is looked at. */
function counted(answer: unknown) {
  const calls: string[][] = [];
  return {
    calls,
    call: async (...words: string[]) => {
      calls.push(words);
      return answer;
    },
  };
}

async function failure(work: unknown): Promise<ServiceError> {
  const error = await Promise.resolve(work).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!ServiceError.isInstance(error)) throw new Error(`Expected a ServiceError, got ${error}`);
  return error;
}

const entry = (id: string, knownAt: number, value: number) => ({ series: "delay", key: "ATL", id, knownAt, value });

describe("history in Redis", () => {
  it("gives what the memory history gives, whatever is recorded and corrected in whatever portions", async () => {
    const entries = fc.array(
      fc.record({
        series: fc.constantFrom("delay", "late"),
        key: fc.constantFrom("ATL", "}", "\ud800", ""),
        id: fc.constantFrom("a", "a b", 'b"', "\udc00", "é", ""),
        knownAt: fc.constantFrom(0, 0.1, 59_999.5, 60_000, 1e12, -5),
        value: fc.double({ noNaN: true }),
      }),
      { maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(entries, { maxLength: 4 }), async (portions) => {
        const [redis, memory] = [redisHistory(fake, { prefix: freshPrefix() }), createMemoryHistory()];
        for (const portion of portions) for (const history of [redis, memory]) await history.record(portion);
        for (const { series, key } of portions.flat())
          for (const at of [0, 1, 60_000, 60_001, 2e12])
            for (const minutes of [1, 1000, Number.POSITIVE_INFINITY]) {
              const expected = [...Array.from((await memory.read(series, key, at, minutes)).values)];
              // 0 and -0 are equal: neither history orders them.
              expect(Array.from((await redis.read(series, key, at, minutes)).values, (value) => value + 0)).toEqual(
                expected.map((value) => value + 0),
              );
            }
      }),
      { numRuns: 15 },
    );
  });

  it("forgets what is older than its retention, ids and all, and not what is just as old", async () => {
    const prefix = freshPrefix();
    const history = redisHistory(fake, { prefix, retentionMinutes: 1 });
    await history.record([entry("old", 0, 1), entry("edge", 1, 2), entry("new", 60_001, 3)]);
    expect(Array.from((await history.read("delay", "ATL", 70_000, 60)).values)).toEqual([2, 3]);
    expect(await fake.redis.hkeys(`${prefix}history:{["delay","ATL"]}:ids`)).toEqual(['"edge"', '"new"']);
  });

  it("sends long records in portions, all at once", async () => {
    const client = counted(null);
    const many = Array.from({ length: 1100 }, (_, index) => entry(String(index), index, 1));
    await redisHistory(client).record([...many, { ...entry("x", 1, 1), key: "JFK" }]);
    expect(client.calls.map(([command]) => command)).toEqual(["EVAL", "EVAL", "EVAL", "EVAL"]);
    await redisHistory(client).record([]);
    expect(client.calls).toHaveLength(4);
  });

  it("refuses a known time that is none, and knows nothing at a moment that is none", async () => {
    await expect(redisHistory(fake).record([entry("a", Number.NaN, 1)])).rejects.toThrow(
      "`knownAt` to be milliseconds",
    );
    expect((await redisHistory(fake).read("delay", "ATL", Number.NaN, 1)).values).toHaveLength(0);
  });

  it("reads the pairs of the newer protocol, too", async () => {
    const client = counted([
      ['2 "b"', 5],
      ['-0 "a"', 5],
    ]);
    expect((await redisHistory(client).read("delay", "ATL", 6, 1)).values).toEqual(Float64Array.of(-0, 2));
  });

  it("says which key holds other data", async () => {
    const prefix = freshPrefix();
    const [key, history] = [`${prefix}history:{["delay","ATL"]}`, redisHistory(fake, { prefix })];
    await fake.redis.zadd(key, 1, "somebody's");
    const foreign = await failure(history.read("delay", "ATL", 2, 1));
    expect(foreign.message).toContain(`Expected data of golden-pipeline under ${key}, got "somebody's"`);
    expect(foreign.retryable).toBe(false);
    await fake.redis.set(key, "text");
    const wrong = await failure(history.read("delay", "ATL", 2, 1));
    expect(wrong.message).toContain(`Redis refused ZRANGEBYSCORE of ${key}: WRONGTYPE`);
    expect(wrong.retryable).toBe(false);
  });
});

describe("online features in Redis", () => {
  const features = { visits: {}, country: { maximumAgeMilliseconds: 1000 } };

  it("ask for all entities together, one command each, before the first answer", async () => {
    const client = counted(["1", "5 7"]);
    const rows = await redisOnlineFeatures(client, { features, prefix: "p:" }).get(
      [{ user: "a" }, { user: 1 }],
      ["visits"],
    );
    expect(client.calls).toEqual([
      ["HMGET", 'p:online:{"user":"a"}', "", "visits"],
      ["HMGET", 'p:online:{"user":1}', "", "visits"],
    ]);
    expect(rows).toEqual([0, 1].map(() => ({ visits: { value: 7, status: "present", eventTime: 5 } })));
  });

  it("keep any JSON as it is, and numbers that JSON has not", async () => {
    const online = redisOnlineFeatures(fake, { features, prefix: freshPrefix() });
    const values = [{ tags: ["a b", "é\n"], deep: { n: 1e-7 } }, "", false, 0, Number.POSITIVE_INFINITY, ["x"]];
    for (const [index, value] of values.entries()) {
      await online.write([{ entity: { n: index }, eventTime: index - 0.5, values: { visits: value } }]);
      const [row] = await online.get([{ n: index }], ["visits"]);
      expect(row?.visits).toEqual({ value, status: "present", eventTime: index - 0.5 });
    }
  });

  it("know an entity of which other features were written, and take a value of the same moment", async () => {
    const online = redisOnlineFeatures(fake, { features, prefix: freshPrefix(), clock: createSimulatedClock(5) });
    const entity = { user: "a" };
    await online.write([{ entity, eventTime: 5, values: { country: "AT" } }]);
    await online.write([{ entity, eventTime: 5, values: { country: "BE" } }]);
    const [row] = await online.get([entity], ["visits", "country"]);
    expect([row?.visits?.status, row?.country?.value]).toEqual(["missing", "BE"]);
    await online.write([{ entity: { user: "b" }, eventTime: 5, values: {} }]);
    expect((await online.get([{ user: "b" }], ["visits"]))[0]?.visits?.status).toBe("missing");
  });

  it("are forgotten when nobody writes them, if so wished", async () => {
    const prefix = freshPrefix();
    const write = { entity: { user: "a" }, eventTime: 5, values: { visits: 1 } };
    await redisOnlineFeatures(fake, { features, prefix }).write([write]);
    expect(await fake.redis.pttl(`${prefix}online:{"user":"a"}`)).toBe(-1);
    await redisOnlineFeatures(fake, { features, prefix, forgetAfterMilliseconds: 60_000 }).write([write]);
    expect(await fake.redis.pttl(`${prefix}online:{"user":"a"}`)).toBeGreaterThan(0);
  });

  it("refuse a write of which a part is wrong as a whole", async () => {
    const online = redisOnlineFeatures(fake, { features, prefix: freshPrefix() });
    const good = { entity: { user: "a" }, eventTime: 5, values: { visits: 1 } };
    await expect(online.write([good, { ...good, values: { vists: 1 } }])).rejects.toThrow(
      "a feature among visits, country",
    );
    await expect(online.write([good, { ...good, eventTime: Number.NaN }])).rejects.toThrow("`eventTime` to be");
    expect((await online.get([{ user: "a" }], ["visits"]))[0]?.visits?.status).toBe("not-found");
    expect(() => redisOnlineFeatures(fake, { features: { "": {} } })).toThrow("`features` with names");
    expect(() => redisOnlineFeatures(fake, { features: { a: { maximumAgeMilliseconds: 0 } } })).toThrow(
      "[online feature a]",
    );
  });

  it("say which key holds other data", async () => {
    for (const answer of ["text", ["1", "no time"], ["1", "5 {half"], ["1", "soon 5"]]) {
      const online = redisOnlineFeatures(counted(answer), { features, prefix: "p:" });
      const error = await failure(online.get([{ user: "a" }], ["visits"]));
      expect(error.message).toContain('Expected data of golden-pipeline under p:online:{"user":"a"}, got "');
      expect(error.retryable).toBe(false);
    }
  });
});

describe("a client that fails", () => {
  const failing = (error: unknown) =>
    failure(redisHistory({ call: () => Promise.reject(error) }, { prefix: "p:" }).read("a", "b", 1, 1));

  it("is told of without what it sent: a refused AUTH carries the password", async () => {
    const error = Object.assign(new Error("WRONGPASS invalid username-password pair"), {
      command: { name: "auth", args: ["the-password"] },
    });
    const told = await failing(error);
    expect(told.message).toBe(
      '[golden-pipeline] [redis] Redis refused ZRANGEBYSCORE of p:history:{["a","b"]}: WRONGPASS invalid username-password pair',
    );
    expect([told.retryable, told.cause]).toEqual([false, undefined]);
    expect((await failing(new Error("connect to redis://me:the-password@host"))).message).toContain(
      "//[redacted]@host",
    );
  });

  it("may be asked again where Redis was away or busy, and not where it refuses", async () => {
    for (const message of ["connect ECONNREFUSED 127.0.0.1:1", "Connection is closed.", "LOADING Redis is loading", ""])
      expect((await failing(new Error(message))).retryable, message).toBe(true);
    for (const message of [
      "NOAUTH Authentication required.",
      "WRONGTYPE Operation",
      "NOPERM this user has no permissions",
    ])
      expect((await failing(new Error(message))).retryable, message).toBe(false);
    expect((await failing("odd")).message).toContain("got another error");
  });

  it("that answers never is waited for no longer than the limit, or than the caller's signal", async () => {
    const silent = { call: () => new Promise<never>(() => undefined) };
    const limited = redisHistory(silent, { timeoutMilliseconds: 5 });
    expect(await failure(limited.read("a", "b", 1, 1))).toMatchObject({
      message: "[golden-pipeline] [redis] Expected an answer, got none within 5 ms",
      retryable: true,
    });
    const controller = new AbortController();
    const online = redisOnlineFeatures(silent, { features: { visits: {} } });
    const asked = online.get([{ user: "a" }], ["visits"], { signal: controller.signal });
    controller.abort(new Error("enough"));
    await expect(asked).rejects.toThrow("enough");
  });

  it("is refused when it is none", () => {
    const words = "`client` to be a client with `call`, e.g. a Redis of ioredis";
    expect(() => Reflect.apply(redisHistory, undefined, [{}])).toThrow(words);
    expect(() => Reflect.apply(redisOnlineFeatures, undefined, [undefined, { features: {} }])).toThrow(words);
  });
});
