import { redisHistory, redisOnlineFeatures } from "golden-pipeline/adapters/redis";
import { afterAll, describe, expect, it } from "vitest";
import { freshPrefix, redisChecks } from "../../adapters/redis/redis-checks.js";
import { openRedis } from "./connect.js";

const [client, other] = [openRedis(), openRedis()];
afterAll(() => Promise.all([client.quit(), other.quit()]));

for (const { name, checks } of redisChecks(() => client))
  describe(`Redis itself: ${name}`, () => {
    for (const { name, run } of checks) it(name, run);
  });

const kept = async (prefix: string) =>
  Array.from((await redisHistory(other, { prefix }).read("delay", "ATL", 1e6, 1e6)).values);

describe("two processes on one Redis", () => {
  it("that correct the same rows at once leave one value of each", async () => {
    const prefix = freshPrefix();
    const entries = (value: number) =>
      Array.from({ length: 700 }, (_, index) => ({
        series: "delay",
        key: "ATL",
        id: String(index),
        knownAt: index,
        value: value + (index % 2),
      }));
    const recorded = [client, other].flatMap((redis, side) =>
      Array.from({ length: 5 }, (_, round) => redisHistory(redis, { prefix }).record(entries(10 * side + round))),
    );
    await Promise.all(recorded);
    await redisHistory(client, { prefix }).record(entries(100));
    expect(await kept(prefix)).toEqual(entries(100).map(({ value }) => value));
  });

  it("that write one entity at once leave the newest value of each feature", async () => {
    const options = { features: { visits: {}, country: {} }, prefix: freshPrefix() };
    const entity = { user: "a" };
    const written = Array.from({ length: 200 }, (_, index) =>
      redisOnlineFeatures(index % 2 === 0 ? client : other, options).write([
        { entity, eventTime: (index * 37) % 200, values: { visits: (index * 37) % 200 } },
        { entity, eventTime: (index * 53) % 200, values: { country: `c${(index * 53) % 200}` } },
      ]),
    );
    await Promise.all(written);
    const [row] = await redisOnlineFeatures(other, options).get([entity], ["visits", "country"]);
    expect([row?.visits?.value, row?.country?.value]).toEqual([199, "c199"]);
  });
});

describe("what Redis keeps", () => {
  it("is forgotten after the retention", async () => {
    const prefix = freshPrefix();
    const history = redisHistory(client, { prefix, retentionMinutes: 1 });
    const entry = (id: string, knownAt: number, value: number) => ({ series: "delay", key: "ATL", id, knownAt, value });
    await history.record([entry("old", 0, 1), entry("edge", 1, 2), entry("new", 60_001, 3)]);
    expect(await kept(prefix)).toEqual([2, 3]);
    expect(await client.hkeys(`${prefix}history:{["delay","ATL"]}:ids`)).toEqual(['"edge"', '"new"']);
  });

  it("is told apart from other data under the key", async () => {
    const prefix = freshPrefix();
    await client.set(`${prefix}history:{["delay","ATL"]}`, "text");
    await client.set(`${prefix}online:{"user":"a"}`, "text");
    const entity = { user: "a" };
    const online = redisOnlineFeatures(client, { prefix, features: { visits: {} } });
    for (const work of [
      () => kept(prefix),
      async () =>
        redisHistory(client, { prefix }).record([{ series: "delay", key: "ATL", id: "a", knownAt: 1, value: 1 }]),
      () => online.get([entity], ["visits"]),
      () => online.write([{ entity, eventTime: 1, values: { visits: 1 } }]),
    ])
      await expect(work()).rejects.toMatchObject({
        code: "service",
        retryable: false,
        message: expect.stringMatching(/Redis refused \w+ of check-.*: WRONGTYPE/),
      });
  });
});
