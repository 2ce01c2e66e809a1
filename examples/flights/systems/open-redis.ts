import { redisHistory } from "golden-pipeline/adapters/redis";
import type { HistoryStore } from "golden-pipeline/features";
import { slugOf } from "./addresses.js";
import type { Closers } from "./closers.js";
import { reach } from "./reach.js";

/** Gives an empty history in Redis each time: what an attempt that was cut off has left there is removed. */
export async function openRedis(
  directory: string,
  closers: Closers,
): Promise<(options: { readonly retentionMinutes: number }) => Promise<HistoryStore>> {
  const { Redis } = await import("ioredis");
  const client = await reach("Redis", "REDIS_URL", async (url) => {
    const fresh = new Redis(url, { lazyConnect: true, connectTimeout: 10_000, retryStrategy: () => null });
    let problem: Error | undefined;
    fresh.on("error", (error) => {
      problem = error; // Says more than that the connection was closed.
    });
    try {
      await fresh.connect();
      await fresh.ping();
    } catch (error) {
      fresh.disconnect();
      throw problem ?? error;
    }
    fresh.options.retryStrategy = (times) => Math.min(50 * times, 2_000);
    return fresh;
  });
  client.removeAllListeners("error").on("error", (error) => console.error(`Redis: ${error.message}`));
  closers.push(() => client.quit());
  const prefix = `golden-pipeline:${slugOf(directory)}:`;

  return async ({ retentionMinutes }) => {
    for (let cursor = "0", begun = false; !begun || cursor !== "0"; begun = true) {
      const [next, keys] = await client.scan(cursor, "MATCH", `${prefix}*`, "COUNT", 1000);
      if (keys.length > 0) await client.unlink(...keys);
      cursor = next;
    }
    return redisHistory(client, { prefix, retentionMinutes });
  };
}
