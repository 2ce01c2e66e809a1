import { Redis, type RedisOptions } from "ioredis";
import { factsOf } from "../facts-of.js";

const facts = factsOf("redis");
export const password = facts.text("password");
export const host = facts.text("host");

/** A client as a service would have it, that comes back soon after a lost connection. */
export function openRedis(changes: RedisOptions = {}): Redis {
  const redis = new Redis({
    host,
    port: facts.number("port"),
    password,
    retryStrategy: () => 50,
    ...changes,
  });
  redis.on("error", () => undefined); // It is told of by the commands, too.
  return redis;
}
