import { checkOptions, type OptionRules, option, parseCanonicalJson, systemClock } from "../../core/house.js";
import { type Clock, canonicalJson, InvalidArgumentError, type Json } from "../../core/index.js";
import type { Entity, OnlineValue } from "../../ports/house.js";
import type { OnlineFeatures } from "../../ports/index.js";
import type { RedisClient } from "./redis-client.js";
import { defaultPrefix, type RedisOptions, redisRules } from "./redis-options.js";
import { commandsOf, foreignData } from "./send-commands.js";

export interface RedisOnlineFeaturesOptions extends RedisOptions {
  /** The features there are, each with how long a value may be used, in milliseconds. @default for ever */
  readonly features: { readonly [feature: string]: { readonly maximumAgeMilliseconds?: number } };
  /** Redis forgets an entity that nobody has written for this long. @default never */
  readonly forgetAfterMilliseconds?: number;
  /** @default The system's clock */
  readonly clock?: Clock;
}

const rules: OptionRules<RedisOnlineFeaturesOptions> = {
  ...redisRules,
  features: option.required(option.noun),
  forgetAfterMilliseconds: option.wholeNumber({ minimum: 1 }),
  clock: option.noun,
};

/** A field says that the entity is known; the others are features, each "<event time> <value as JSON>". */
const known = "";

const write = `
local time = tonumber(ARGV[1])
redis.call('HSET', KEYS[1], '', '1')
for at = 3, #ARGV, 2 do
  local old = redis.call('HGET', KEYS[1], ARGV[at])
  if not old or tonumber(string.match(old, '^%S+')) <= time then
    redis.call('HSET', KEYS[1], ARGV[at], ARGV[1] .. ' ' .. ARGV[at + 1])
  end
end
if ARGV[2] ~= '' then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end`;

/**
 * Online features in Redis, a hash for each entity: `get` is one HMGET an entity, sent together, and so one round trip.
 * @param client e.g. `new Redis(url)` of `ioredis`.
 * @example redisOnlineFeatures(new Redis(url), { features: { "visits:last_7_days": { maximumAgeMilliseconds: week } } })
 * @throws {InvalidArgumentError} the client or an option is not what it has to be. Calls reject with a `ServiceError` when Redis gives no answer in
 * time, refuses, or has other data under the entity's key.
 */
export function redisOnlineFeatures(
  client: RedisClient,
  options: RedisOnlineFeaturesOptions,
): Required<OnlineFeatures> {
  checkOptions("redis", options, rules);
  const { features, forgetAfterMilliseconds = "", clock = systemClock, prefix = defaultPrefix } = options;
  const send = commandsOf(client, options);
  for (const [name, feature] of Object.entries(features)) {
    if (name === known) throw new InvalidArgumentError("redis", "`features` with names", name);
    checkOptions(`online feature ${name}`, feature, {
      maximumAgeMilliseconds: option.number({ above: 0, infinite: true }),
    });
  }
  const keyOf = (entity: Entity): string => `${prefix}online:${canonicalJson(entity)}`;

  function check(asked: readonly string[]): void {
    const unknown = asked.find((name) => !Object.hasOwn(features, name));
    if (unknown !== undefined)
      throw new InvalidArgumentError("redis", `a feature among ${Object.keys(features).join(", ")}`, unknown);
  }

  function valueAt(key: string, feature: string, found: unknown, isKnown: boolean): OnlineValue {
    if (found === null || found === undefined)
      return { value: null, status: isKnown ? "missing" : "not-found", eventTime: undefined };
    const { value, eventTime } = readValue(key, found);
    if (value === null) return { value, status: "missing", eventTime };
    const age = features[feature]?.maximumAgeMilliseconds ?? Number.POSITIVE_INFINITY;
    return { value, status: clock.now() - eventTime > age ? "expired" : "present", eventTime };
  }

  return {
    specificationVersion: "v1",
    async get(entities, asked, { signal } = {}) {
      check(asked);
      const keys = entities.map(keyOf);
      const replies = await send(
        keys.map((key) => ({ key, words: ["HMGET", key, known, ...asked] })),
        signal,
      );
      return keys.map((key, row) => {
        const reply = replies[row];
        if (!Array.isArray(reply)) throw foreignData(key, reply);
        const [mark, ...found] = reply as readonly unknown[];
        const isKnown = [mark, ...found].some((field) => typeof field === "string");
        return Object.fromEntries(asked.map((feature, at) => [feature, valueAt(key, feature, found[at], isKnown)]));
      });
    },
    async write(rows) {
      const commands = rows.map(({ entity, eventTime, values }) => {
        check(Object.keys(values));
        if (!Number.isFinite(eventTime))
          throw new InvalidArgumentError("redis", "`eventTime` to be milliseconds since 1970", eventTime);
        const key = keyOf(entity);
        const fields = Object.entries(values).flatMap(([feature, value]) => [feature, canonicalJson(value)]);
        const words = [write, "1", key, String(eventTime), String(forgetAfterMilliseconds), ...fields];
        return { key, words: ["EVAL", ...words] as const };
      });
      await send(commands);
    },
  };
}

function readValue(key: string, found: unknown): { readonly value: Json; readonly eventTime: number } {
  const [, time = "", json = ""] = /^(\S+) (.*)$/s.exec(String(found)) ?? [];
  try {
    if (Number.isFinite(Number(time || Number.NaN)))
      return { value: parseCanonicalJson(json) as Json, eventTime: Number(time) };
  } catch {
    // Told below.
  }
  throw foreignData(key, found);
}
