import { join } from "node:path";
import { redisHistory, redisOnlineFeatures } from "golden-pipeline/adapters/redis";
import { ServiceError } from "golden-pipeline/ports";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cacheFolder } from "../../../scripts/services/cache-folder.js";
import { freePort } from "../../../scripts/services/free-port.js";
import type { Server } from "../../../scripts/services/start-server.js";
import { startRedis } from "../../../scripts/services/systems/redis.js";
import { factsOf } from "../facts-of.js";
import { openRedis, password } from "./connect.js";

async function failure(work: unknown): Promise<ServiceError> {
  const error = await Promise.resolve(work).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!ServiceError.isInstance(error)) throw new Error(`Expected a ServiceError, got ${error}`);
  return error;
}

const entry = (id: number) => ({ series: "delay", key: "ATL", id: String(id), knownAt: id, value: id });
const valuesOf = async (history: ReturnType<typeof redisHistory>) =>
  Array.from((await history.read("delay", "ATL", 1e9, 1e9)).values);

describe("a wrong password, and none", () => {
  it("are told without the password", async () => {
    for (const wrong of ["not-the-password", undefined]) {
      const client = openRedis({ password: wrong });
      const error = await failure(redisHistory(client).record([entry(1)]));
      expect([error.retryable, error.cause]).toEqual([false, undefined]);
      expect(error.message).toMatch(/Redis refused EVAL of golden-pipeline:history:.*: (WRONGPASS|NOAUTH) /);
      for (const text of [error.message, String(error.stack), JSON.stringify(error)])
        expect(text).not.toMatch(/not-the-password|a-password-of-tests/);
      client.disconnect();
    }
  });
});

describe("a server that hangs", () => {
  it("is waited for no longer than the limit, and what was sent may still be done", async () => {
    const [client, other] = [openRedis(), openRedis()];
    const prefix = "hangs:";
    await redisHistory(client, { prefix }).record([entry(1)]);
    await other.call("CLIENT", "PAUSE", "700", "ALL");
    const limited = redisHistory(client, { prefix, timeoutMilliseconds: 50 });
    const error = await failure(limited.record([entry(2)]));
    expect(error.message).toContain("got none within 50 ms");
    expect(error.retryable).toBe(true);
    expect(await valuesOf(redisHistory(client, { prefix }))).toEqual([1, 2]);
    client.disconnect();
    other.disconnect();
  });
});

describe("a server that is killed in the middle of writing", () => {
  const place = { cache: cacheFolder(), folder: join(factsOf("redis").text("folder"), "faults") };
  const signal = new AbortController().signal;
  let port: number;
  let server: Server;
  beforeAll(async () => {
    port = await freePort();
    server = await startRedis({ ...place, signal }, port);
  });
  afterAll(() => server.stop());

  it("fails the calls with a clear error, and when it is back nothing that was acknowledged is lost", async () => {
    const client = openRedis({ port, maxRetriesPerRequest: 1 });
    const history = redisHistory(client);
    const online = redisOnlineFeatures(client, { features: { visits: {} } });
    let acknowledged = 0;
    for (let round = 0; round < 3; round++) {
      const limit = acknowledged + 20;
      let gone: Promise<void> | undefined;
      const error = await failure(
        (async () => {
          for (;;) {
            const next = acknowledged + 1;
            await history.record([entry(next)]);
            await online.write([{ entity: { user: "a" }, eventTime: next, values: { visits: next } }]);
            acknowledged = next;
            if (acknowledged === limit) gone = server.kill();
          }
        })(),
      );
      expect(error.retryable).toBe(true);
      expect(error.message).toMatch(/Expected an answer to \w+ of golden-pipeline:.*, got \S/);
      expect(error.message).not.toContain(password);
      await gone;
      expect((await failure(online.get([{ user: "a" }], ["visits"]))).retryable).toBe(true);
      server = await startRedis({ ...place, signal }, port);
      // The same again takes the place of what may have been done: trying again is safe.
      await expect.poll(() => history.record([entry(acknowledged + 1)]), { timeout: 10_000 }).toBeUndefined();
      expect(await valuesOf(history)).toEqual(Array.from({ length: acknowledged + 1 }, (_, index) => index + 1));
      const [row] = await online.get([{ user: "a" }], ["visits"]);
      expect([acknowledged, acknowledged + 1]).toContain(row?.visits?.value);
    }
    client.disconnect();
  });
});
