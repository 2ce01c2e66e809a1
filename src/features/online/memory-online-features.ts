import { checkOptions, fingerprint, option, systemClock } from "../../core/house.js";
import { type Clock, InvalidArgumentError, type Json } from "../../core/index.js";
import type { Entity, OnlineValue } from "../../ports/house.js";
import type { OnlineFeatures } from "../../ports/index.js";

export interface MemoryOnlineFeaturesOptions {
  /** The features there are, each with how long a value may be used, in milliseconds. @default for ever */
  readonly features: { readonly [feature: string]: { readonly maximumAgeMilliseconds?: number } };
  /** @default The system's clock */
  readonly clock?: Clock;
}

/**
 * Online features in this process's memory: for tests, and for services that materialise what they need themselves.
 * @throws {InvalidArgumentError} a maximum age is not above 0.
 */
export function createMemoryOnlineFeatures(options: MemoryOnlineFeaturesOptions): Required<OnlineFeatures> {
  checkOptions("online features", options, { features: option.required(option.noun), clock: option.noun });
  const { features, clock = systemClock } = options;
  for (const [name, feature] of Object.entries(features))
    checkOptions(`online feature ${name}`, feature, {
      maximumAgeMilliseconds: option.number({ above: 0, infinite: true }),
    });
  const newest = new Map<string, { readonly value: Json; readonly eventTime: number }>();
  const knownEntities = new Set<string>();

  function check(asked: readonly string[]): void {
    const unknown = asked.find((name) => !Object.hasOwn(features, name));
    if (unknown !== undefined)
      throw new InvalidArgumentError("online features", `a feature among ${Object.keys(features).join(", ")}`, unknown);
  }

  function currentValue(entity: string, feature: string): OnlineValue {
    const found = newest.get(`${entity} ${feature}`);
    if (found === undefined)
      return { value: null, status: knownEntities.has(entity) ? "missing" : "not-found", eventTime: undefined };
    const { value, eventTime } = found;
    if (value === null) return { value, status: "missing", eventTime };
    const age = features[feature]?.maximumAgeMilliseconds ?? Number.POSITIVE_INFINITY;
    return { value, status: clock.now() - eventTime > age ? "expired" : "present", eventTime };
  }

  return {
    specificationVersion: "v1",
    async get(entities, asked, { signal } = {}) {
      signal?.throwIfAborted();
      check(asked);
      return entities.map((entity) => {
        const key = keyOf(entity);
        return Object.fromEntries(asked.map((feature) => [feature, currentValue(key, feature)]));
      });
    },
    async write(rows) {
      for (const { values } of rows) check(Object.keys(values));
      for (const { entity, eventTime, values } of rows) {
        const key = keyOf(entity);
        knownEntities.add(key);
        for (const [feature, value] of Object.entries(values)) {
          const place = `${key} ${feature}`;
          if ((newest.get(place)?.eventTime ?? Number.NEGATIVE_INFINITY) <= eventTime)
            newest.set(place, { value, eventTime });
        }
      }
    },
  };
}

/** Equal for equal keys in any order, and different for 1 and "1" and for parts that join to the same text. */
function keyOf(entity: Entity): string {
  return fingerprint(entity);
}
