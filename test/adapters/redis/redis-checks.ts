import { createSimulatedClock } from "golden-pipeline";
import { type RedisClient, redisHistory, redisOnlineFeatures } from "golden-pipeline/adapters/redis";
import { type Check, historyChecks, onlineFeaturesChecks } from "golden-pipeline/testing";

let prefixes = 0;
/** A part of Redis that no other check has. */
export const freshPrefix = (): string => `check-${process.pid}-${++prefixes}:`;

const now = 10 * 3_600_000;

/** The contract suites of both parts, each check under a prefix of its own. */
export function redisChecks(client: () => RedisClient) {
  const suites: Readonly<Record<string, Iterable<Check>>> = {
    history: historyChecks(() => redisHistory(client(), { prefix: freshPrefix() })),
    "online features": onlineFeaturesChecks(async () => ({
      online: redisOnlineFeatures(client(), {
        features: { visits: {}, country: { maximumAgeMilliseconds: 3_600_000 } },
        clock: createSimulatedClock(now),
        prefix: freshPrefix(),
      }),
      now,
      close: async () => undefined,
    })),
  };
  return Object.entries(suites).map(([name, checks]) => ({ name, checks: [...checks] }));
}
