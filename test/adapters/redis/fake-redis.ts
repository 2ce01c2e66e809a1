import type { RedisClient } from "golden-pipeline/adapters/redis";
import Redis from "ioredis-mock";

/** Redis as ioredis-mock plays it in this process, scripts included. All that are opened here share one set of data. */
export function openFakeRedis(): RedisClient & { readonly redis: InstanceType<typeof Redis> } {
  const redis = new Redis();
  return {
    redis,
    async call(command, ...words) {
      const method: unknown = Reflect.get(redis, command.toLowerCase());
      if (typeof method !== "function") throw new Error(`ERR unknown command '${command}'`);
      return Reflect.apply(method, redis, words);
    },
  };
}
