import { checkOptions, type OptionRules, option, orAborted, systemClock } from "../../core/house.js";
import { type Clock, InvalidArgumentError, type Json } from "../../core/index.js";
import {
  createServiceClient,
  type Entity,
  type OnlineValue,
  type ServiceOptions,
  serviceRules,
} from "../../ports/house.js";
import { type OnlineFeatures, ServiceError } from "../../ports/index.js";
import type { FeastStatus } from "./online-response.js";

export interface FeastOnlineFeaturesOptions extends ServiceOptions {
  /**
   * The features that are asked for, as `view:feature` or `view@v2:feature`, each with how long a value may be used, in milliseconds: Feast's own Python server
   * holds no view's `ttl` to what it serves. @default for ever
   */
  readonly features: { readonly [feature: string]: { readonly maximumAgeMilliseconds?: number } };
  /** @default The system's clock */
  readonly clock?: Clock;
}

const rules: OptionRules<FeastOnlineFeaturesOptions> = {
  ...serviceRules,
  features: option.required(option.noun),
  clock: option.noun,
};

/**
 * What a Feast feature server knows, by `POST /get-online-features`: all entities and features in one call.
 * @example feastOnlineFeatures({ url: "http://127.0.0.1:6566", features: { "driver_stats:trips": { maximumAgeMilliseconds: day } } })
 * @throws {InvalidArgumentError} an option is outside what is accepted, a feature is not among `features` or not in Feast, or the entities of a call
 * have different keys. Calls reject with a `ServiceError` when Feast gives no answer or refuses, and with the reason of an aborted signal.
 */
export function feastOnlineFeatures(options: FeastOnlineFeaturesOptions): OnlineFeatures {
  checkOptions("feast", options, rules);
  const { features, clock = systemClock } = options;
  for (const [name, feature] of Object.entries(features)) {
    if (!/^[^:]+:[^:]+$/.test(name))
      throw new InvalidArgumentError("feast", "`features` of the form view:feature", name);
    checkOptions(`online feature ${name}`, feature, {
      maximumAgeMilliseconds: option.number({ above: 0, infinite: true }),
    });
  }
  const service = createServiceClient("feast", options);

  function toValue(feature: string, value: Json, status: FeastStatus, timestamp: string): OnlineValue {
    const eventTime = Date.parse(timestamp);
    // Of an entity that Redis does not know, Feast says PRESENT with a null of 1970.
    const neverWritten = value === null && eventTime === 0;
    if (status === "NOT_FOUND" || status === "INVALID" || neverWritten)
      return { value: null, status: "not-found", eventTime: undefined };
    // Feast's stores say PRESENT of a null.
    if (value === null || status === "NULL_VALUE") return { value: null, status: "missing", eventTime };
    const age = features[feature]?.maximumAgeMilliseconds ?? Number.POSITIVE_INFINITY;
    const expired = status === "OUTSIDE_MAX_AGE" || clock.now() - eventTime > age;
    return { value, status: expired ? "expired" : "present", eventTime };
  }

  async function ask(entities: readonly Entity[], asked: readonly string[]) {
    const body = { features: asked, entities: columnsOf(entities), full_feature_names: true };
    const answer = await service.call("POST", "/get-online-features", body).catch((error) => {
      throw unknownFeature(error, asked) ?? error;
    });
    const { onlineResponse } = await import("./online-response.js"); // Loaded late, as zod is slow to load.
    const read = onlineResponse.safeParse(answer);
    if (!read.success) throw unreadable(read.error.issues[0]?.message ?? "");
    const { metadata, results } = read.data;
    // Feast answers in an order of its own, and beside the features with the keys.
    const found = asked.map((feature) => results[metadata.feature_names.indexOf(feature.replace(":", "__"))]);
    return entities.map((_, row) =>
      Object.fromEntries(
        asked.map((feature, at): [string, OnlineValue] => {
          const { values, statuses, event_timestamps } = found[at] ?? {};
          const [value, status, timestamp] = [values?.[row], statuses?.[row], event_timestamps?.[row]];
          if (value === undefined || status === undefined || timestamp === undefined)
            throw unreadable(`nothing of ${feature} for entity ${row + 1}`);
          return [feature, toValue(feature, value, status, timestamp)];
        }),
      ),
    );
  }

  return {
    specificationVersion: "v1",
    async get(entities, asked, { signal } = {}) {
      signal?.throwIfAborted();
      const unknown = asked.find((name) => !Object.hasOwn(features, name));
      if (unknown !== undefined)
        throw new InvalidArgumentError("feast", `a feature among ${Object.keys(features).join(", ")}`, unknown);
      if (entities.length === 0 || asked.length === 0) return entities.map(() => ({}));
      const answer = ask(entities, asked);
      return signal === undefined ? answer : orAborted(answer, signal);
    },
  };
}

/** Feast takes a list for each key. */
function columnsOf(entities: readonly Entity[]): { readonly [key: string]: readonly (string | number)[] } {
  const keys = Object.keys(entities[0] ?? {});
  for (const entity of entities)
    if (Object.keys(entity).length !== keys.length || !keys.every((key) => Object.hasOwn(entity, key)))
      throw new InvalidArgumentError("feast", `entities of the same keys, ${keys.join(", ")}`, entity);
  return Object.fromEntries(keys.map((key) => [key, entities.map((entity) => entity[key] ?? "")]));
}

/** A view that there is not is 404, a feature that its view has not is 500. */
function unknownFeature(error: unknown, asked: readonly string[]): InvalidArgumentError | undefined {
  if (!ServiceError.isInstance(error)) return undefined;
  const unknown = /FeatureViewNotFoundException|not found in projection/.exec(error.message);
  if (unknown === null) return undefined;
  return new InvalidArgumentError("feast", "features that Feast has", asked, `${asked.join(", ")} (${error.message})`);
}

function unreadable(why: string): ServiceError {
  const message = `Expected an answer of Feast's feature server, got something else: ${why}`;
  return new ServiceError({ place: "feast", message, retryable: false });
}
