import { checkOptions, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import type { HistoryStore } from "../../model/house.js";
import type { HistoryEntry } from "../../model/index.js";
import type { RedisClient } from "./redis-client.js";
import { defaultPrefix, type RedisOptions, redisRules } from "./redis-options.js";
import { commandsOf, foreignData, type RedisCommand } from "./send-commands.js";

export interface RedisHistoryOptions extends RedisOptions {
  /** How far back values are kept, counted from a key's newest; the longest window is what features need. @default all */
  readonly retentionMinutes?: number;
}

/**
 * KEYS: a sorted set of "<value> <id>" by known time, and a hash that gives an id's member, so that a correction finds what it takes the place of.
 * ARGV: how far back values are kept in milliseconds or nothing, then known time, id and member of each entry.
 */
const record = `
for at = 2, #ARGV, 3 do
  local old = redis.call('HGET', KEYS[2], ARGV[at + 1])
  if old then redis.call('ZREM', KEYS[1], old) end
  redis.call('ZADD', KEYS[1], ARGV[at], ARGV[at + 2])
  redis.call('HSET', KEYS[2], ARGV[at + 1], ARGV[at + 2])
end
if ARGV[1] ~= '' then
  local newest = redis.call('ZREVRANGE', KEYS[1], 0, 0, 'WITHSCORES')[2]
  local before = '(' .. string.format('%.17g', tonumber(newest) - tonumber(ARGV[1]))
  for _, member in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', before)) do
    redis.call('HDEL', KEYS[2], string.sub(member, string.find(member, ' ', 1, true) + 1))
  end
  redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', before)
end`;

/** Redis does nothing else while a script runs. */
const entriesOfScript = 500;

/**
 * Histories in Redis, for services of several processes: whoever learns a label records it, and every router reads it with its next request.
 * A read is one ZRANGEBYSCORE; those of one row travel together.
 * @param client e.g. `new Redis(url)` of `ioredis`.
 * @example createRouter({ registry, model, history: redisHistory(new Redis(url), { retentionMinutes: 6 * 60 }) })
 * @throws {InvalidArgumentError} the client or an option is not what it has to be, or an entry is recorded whose `knownAt` is no time. Calls reject
 * with a `ServiceError` when Redis gives no answer in time, refuses, or has other data under the key.
 */
export function redisHistory(client: RedisClient, options: RedisHistoryOptions = {}): HistoryStore {
  checkOptions<RedisHistoryOptions>("redis", options, {
    ...redisRules,
    retentionMinutes: option.number({ above: 0, infinite: true }),
  });
  const { prefix = defaultPrefix, retentionMinutes = Number.POSITIVE_INFINITY } = options;
  const kept = Number.isFinite(retentionMinutes) ? String(retentionMinutes * 60_000) : "";
  const send = commandsOf(client, options);
  // What stands in braces says where a cluster keeps a key: both keys of a history begin alike.
  const keyOf = (series: string, key: string): string => `${prefix}history:{${JSON.stringify([series, key])}}`;

  function* commandsFor(entries: readonly HistoryEntry[]): Generator<RedisCommand> {
    const byKey = new Map<string, HistoryEntry[]>();
    for (const entry of entries) {
      if (Number.isNaN(entry.knownAt))
        throw new InvalidArgumentError("redis", "`knownAt` to be milliseconds since 1970", entry.knownAt);
      const key = keyOf(entry.series, entry.key);
      const own = byKey.get(key);
      if (own === undefined) byKey.set(key, [entry]);
      else own.push(entry);
    }
    for (const [key, own] of byKey)
      for (let from = 0; from < own.length; from += entriesOfScript) {
        const words = own.slice(from, from + entriesOfScript).flatMap(wordsOf);
        yield { key, words: ["EVAL", record, "2", key, `${key}:ids`, kept, ...words] };
      }
  }

  return {
    specificationVersion: "v1",
    async record(entries) {
      await send([...commandsFor(entries)]);
    },
    async read(series, name, at, windowMinutes) {
      if (Number.isNaN(at)) return { values: [] };
      const key = keyOf(series, name);
      const bounds = [String(at - windowMinutes * 60_000), `(${at}`];
      const [reply] = await send([{ key, words: ["ZRANGEBYSCORE", key, ...bounds, "WITHSCORES"] }]);
      if (!Array.isArray(reply)) throw foreignData(key, reply);
      return { values: valuesOf(key, reply.flat()) }; // The newer protocol gives pairs.
    },
  };
}

function wordsOf({ knownAt, id, value }: HistoryEntry): readonly string[] {
  const name = JSON.stringify(id); // Keeps every letter, also half of a surrogate pair.
  return [String(knownAt), name, `${Object.is(value, -0) ? "-0" : value} ${name}`];
}

/** Redis orders what became known together by its letters; here it stands by its value. */
function valuesOf(key: string, found: readonly unknown[]): Float64Array {
  const entries: { readonly time: number; readonly value: number }[] = [];
  for (let at = 0; at < found.length; at += 2) {
    const [, value] = /^(\S+) "/.exec(String(found[at])) ?? [];
    if (value === undefined || (value !== "NaN" && Number.isNaN(Number(value)))) throw foreignData(key, found[at]);
    entries.push({ time: Number(found[at + 1]), value: Number(value) });
  }
  entries.sort((left, right) => left.time - right.time || left.value - right.value);
  return Float64Array.from(entries, ({ value }) => value);
}
