import { join } from "node:path";
import { InvalidArgumentError } from "golden-pipeline";
import { createFeastWriter, feastOnlineFeatures } from "golden-pipeline/adapters/feast";
import { onlineFeaturesChecks } from "golden-pipeline/testing";
import { describe, expect, it } from "vitest";
import { cacheFolder } from "../../../scripts/services/cache-folder.js";
import { freePort } from "../../../scripts/services/free-port.js";
import { onRedis, startFeast } from "../../../scripts/services/systems/feast.js";
import { startRedis } from "../../../scripts/services/systems/redis.js";
import { checkedFeast, features } from "../../adapters/feast/checked-feast.js";
import { factsOf } from "../facts-of.js";

const facts = factsOf("feast");

describe.each([
  { store: "SQLite", url: facts.text("url"), older: 1, parts: 0 },
  { store: "Redis", url: facts.text("urlOnRedis"), older: 2, parts: 900 },
])("Feast itself on $store", ({ url, older, parts }) => {
  const online = feastOnlineFeatures({ url, features, timeoutMilliseconds: 60_000 });
  const writer = createFeastWriter({ url, timeoutMilliseconds: 120_000 });

  for (const { name, run } of onlineFeaturesChecks(checkedFeast(() => url))) it(name, run, 120_000);

  it("brings what is offline online, up to a moment and from where the last time ended", async () => {
    const value = async (user: string) => (await online.get([{ user }], ["by_user:country"]))[0]?.["by_user:country"];
    expect((await value("offline-a"))?.status).toBe("not-found");
    const [from, day] = [Date.UTC(2025, 11, 31), 86_400_000];
    await writer.materialise({ from, to: from + 1.5 * day, views: ["by_user"] });
    expect(await value("offline-a")).toMatchObject({ value: "AT", eventTime: Date.UTC(2026, 0, 1) });
    await writer.materialise({ to: Date.UTC(2026, 0, 10) });
    expect(await value("offline-a")).toMatchObject({ value: "BE", eventTime: Date.UTC(2026, 0, 2) });
    // Its server does not hold the view's ttl of an hour to what it serves: the adapter's own age does.
    expect((await value("offline-b"))?.status).toBe("expired");
  }, 240_000);

  it("answers for several entities of several keys in one call, each with its own status", async () => {
    const route = (from: string, to: string, visits: number) => ({ from, to, visits, event_timestamp: new Date() });
    await writer.push("by_route", [route("several-a", "b", 1), route("several-a", "c", 2)]);
    const asked = ["b", "c", "d"].map((to) => ({ from: "several-a", to }));
    const rows = await online.get(asked, ["by_route:visits"]);
    expect(rows.map((row) => row["by_route:visits"])).toMatchObject([
      { value: 1, status: "present" },
      { value: 2, status: "present" },
      { value: null, status: "not-found" },
    ]);
  }, 60_000);

  it("passes over a push of nothing but nulls; parts of seconds and older rows are as its store does them", async () => {
    const push = (user: string, visits: number | null, time: string) =>
      writer.push("by_user", [{ user, visits, country: null, written: null, event_timestamp: time }]);
    const visits = async (user: string) => (await online.get([{ user }], ["by_user:visits"]))[0]?.["by_user:visits"];
    await push("null", null, "2026-11-28T10:00:00Z");
    expect((await visits("null"))?.status).toBe("not-found");
    await push("older", 2, "2026-11-28T10:00:00.900Z");
    expect(await visits("older")).toMatchObject({ value: 2, eventTime: Date.UTC(2026, 10, 28, 10) + parts });
    await push("older", 1, "2026-11-27T10:00:00Z");
    expect((await visits("older"))?.value).toBe(older);
  }, 60_000);

  it("refuses views, features and sources that it has not, and says so", async () => {
    for (const name of ["nowhere:a", "by_user:nothing"]) {
      const asked = feastOnlineFeatures({ url, features: { [name]: {} } }).get([{ user: "a" }], [name]);
      await expect(asked).rejects.toSatisfy((error) => InvalidArgumentError.isInstance(error));
    }
    await expect(writer.push("nowhere", [{ user: "a", event_timestamp: new Date() }])).rejects.toMatchObject({
      status: 422,
      retryable: false,
    });
  }, 60_000);
});

describe("Feast", () => {
  it("that is killed fails calls with a clear error, and knows what was pushed when it is back", async () => {
    const place = { cache: cacheFolder(), folder: join(facts.text("folder"), "faults") };
    const signal = new AbortController().signal;
    const port = await freePort();
    let server = await startFeast({ ...place, signal }, port);
    try {
      const options = { url: `http://127.0.0.1:${port}`, timeoutMilliseconds: 60_000 };
      const again = feastOnlineFeatures({ ...options, features });
      await createFeastWriter(options).push("by_user", [
        { user: "ann", visits: 7, country: "AT", written: 1, event_timestamp: new Date() },
      ]);
      const visits = async () => (await again.get([{ user: "ann" }], ["by_user:visits"]))[0]?.["by_user:visits"];
      expect(await visits()).toMatchObject({ value: 7, status: "present" });
      await server.kill();
      await expect(visits()).rejects.toMatchObject({
        code: "service",
        retryable: true,
        message: expect.stringMatching(/\/get-online-features, got (ECONNREFUSED|ECONNRESET|UND_ERR_SOCKET)$/),
      });
      server = await startFeast({ ...place, signal }, port);
      expect(await visits()).toMatchObject({ value: 7, status: "present" });
    } finally {
      await server.stop();
    }
  }, 500_000);

  it("whose Redis is gone fails calls with a clear error, and answers again when it is back", async () => {
    const place = { cache: cacheFolder(), signal: new AbortController().signal };
    const [port, redisPort] = [await freePort(), await freePort()];
    const redisPlace = { ...place, folder: join(facts.text("folder"), "faults-of-redis") };
    let redis = await startRedis(redisPlace, redisPort);
    const feast = await startFeast(
      { ...place, folder: join(facts.text("folder"), "faults-on-redis") },
      port,
      onRedis(redisPort),
    );
    try {
      const options = { url: `http://127.0.0.1:${port}`, timeoutMilliseconds: 60_000 };
      const again = feastOnlineFeatures({ ...options, features });
      const visits = async () => (await again.get([{ user: "ann" }], ["by_user:visits"]))[0]?.["by_user:visits"];
      await createFeastWriter(options).push("by_user", [
        { user: "ann", visits: 7, country: "AT", written: 1, event_timestamp: new Date() },
      ]);
      expect(await visits()).toMatchObject({ value: 7, status: "present" });
      await redis.kill();
      await expect(visits()).rejects.toMatchObject({ code: "service", status: 500, retryable: true });
      redis = await startRedis(redisPlace, redisPort);
      expect(await visits()).toMatchObject({ value: 7, status: "present" });
    } finally {
      await feast.stop();
      await redis.stop();
    }
  }, 500_000);
});
