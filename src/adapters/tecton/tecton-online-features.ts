import { checkOptions, type OptionRules, option, orAborted, systemClock } from "../../core/house.js";
import { type Clock, createQueue, InvalidArgumentError, type Json } from "../../core/index.js";
import {
  createServiceClient,
  type Entity,
  type OnlineValue,
  type ServiceOptions,
  serviceRules,
} from "../../ports/house.js";
import { type OnlineFeatures, ServiceError } from "../../ports/index.js";
import type { TectonStatus } from "./features-response.js";
import { readValue } from "./read-value.js";

export interface TectonOnlineFeaturesOptions extends ServiceOptions {
  readonly workspace: string;
  /** The feature service that is asked, e.g. `fraud_detection`. */
  readonly service: string;
  /**
   * The features that may be asked for, as `view.feature`, each with how long a value may be used, in milliseconds, from what Tecton calls its effective time.
   * @default for ever
   */
  readonly features: { readonly [feature: string]: { readonly maximumAgeMilliseconds?: number } };
  /**
   * How many entities one call asks for, 1 to 10. From 2 on it is `get-features-batch`, which tells one effective time for all of a call's entities. @default 1
   */
  readonly entitiesPerCall?: number;
  /** How many calls are under way at once. @default 10 */
  readonly concurrency?: number;
  /** @default The system's clock */
  readonly clock?: Clock;
}

const rules: OptionRules<TectonOnlineFeaturesOptions> = {
  ...serviceRules,
  workspace: option.required(option.text),
  service: option.required(option.text),
  features: option.required(option.noun),
  entitiesPerCall: option.wholeNumber({ minimum: 1, maximum: 10 }),
  concurrency: option.count,
  clock: option.noun,
};

const path = "/api/v1/feature-service";

type JoinKeys = { readonly [key: string]: string };
type Row = { readonly [feature: string]: OnlineValue };

/**
 * What Tecton's online store knows, by its HTTP interface: `get-features` for each entity, or `get-features-batch` for several.
 * @example tectonOnlineFeatures({ url: "https://acme.tecton.ai", headers: { authorization: `Tecton-key ${key}` }, workspace: "prod", service: "fraud", features: { "user_stats.visits": {} } })
 * @throws {InvalidArgumentError} an option is outside what is accepted, a feature is not among `features` or not in the service, or a key is neither text nor
 * a whole number. Calls reject with a `ServiceError` when Tecton gives no answer, refuses, or could not look a feature up, and with the reason of an aborted signal.
 */
export function tectonOnlineFeatures(options: TectonOnlineFeaturesOptions): OnlineFeatures {
  checkOptions("tecton", options, rules);
  const { workspace, service, features, entitiesPerCall = 1, concurrency = 10, clock = systemClock } = options;
  for (const [name, feature] of Object.entries(features)) {
    if (!/^[^.]+\.[^.]+$/.test(name))
      throw new InvalidArgumentError("tecton", "`features` of the form view.feature", name);
    checkOptions(`online feature ${name}`, feature, {
      maximumAgeMilliseconds: option.number({ above: 0, infinite: true }),
    });
  }
  const client = createServiceClient("tecton", options);

  function toValue(feature: string, value: Json, status: TectonStatus, time: string | null | undefined): OnlineValue {
    if (status === "UNKNOWN" || status === "TIME_OUT") {
      const message = `Expected a value of ${feature}, Tecton could not look it up (${status})`;
      throw new ServiceError({ place: "tecton", message, retryable: true });
    }
    if (status === "MISSING_DATA") return { value: null, status: "not-found", eventTime: undefined };
    const eventTime = time == null ? undefined : Date.parse(time);
    if (value === null) return { value, status: "missing", eventTime };
    const age = features[feature]?.maximumAgeMilliseconds ?? Number.POSITIVE_INFINITY;
    const expired = eventTime !== undefined && clock.now() - eventTime > age;
    return { value, status: expired ? "expired" : "present", eventTime };
  }

  function call(entities: readonly JoinKeys[]): Promise<unknown> {
    const metadataOptions = {
      includeNames: true,
      includeDataTypes: true,
      includeEffectiveTimes: true,
      includeServingStatus: true,
    };
    const params = { workspaceName: workspace, featureServiceName: service, metadataOptions };
    if (entitiesPerCall === 1)
      return client.call("POST", `${path}/get-features`, { params: { ...params, joinKeyMap: entities[0] ?? {} } });
    const requestData = entities.map((joinKeyMap) => ({ joinKeyMap }));
    return client.call("POST", `${path}/get-features-batch`, { params: { ...params, requestData } });
  }

  async function ask(entities: readonly JoinKeys[], asked: readonly string[]): Promise<readonly Row[]> {
    const answer = await call(entities);
    const { featuresResponse } = await import("./features-response.js"); // Loaded late, as zod is slow to load.
    const read = featuresResponse.safeParse(answer);
    if (!read.success) throw unreadable(read.error.issues[0]?.message ?? "");
    const known = read.data.metadata.features;
    const places = asked.map((feature) => {
      const place = known.findIndex(({ name }) => name === feature);
      if (place >= 0) return place;
      const names = known.map(({ name }) => name).join(", ");
      throw new InvalidArgumentError("tecton", `a feature that the service ${service} has (${names})`, feature);
    });
    return entities.map((_, row) =>
      Object.fromEntries(
        asked.map((feature, at): [string, OnlineValue] => {
          const place = places[at] ?? 0;
          const facts = known[place];
          const value = read.data.result[row]?.features[place];
          const status = Array.isArray(facts?.status) ? facts.status[row] : facts?.status;
          if (value === undefined || status === undefined)
            throw unreadable(`nothing of ${feature} for entity ${row + 1}`);
          return [feature, toValue(feature, readValue(value, facts?.dataType), status, facts?.effectiveTime)];
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
        throw new InvalidArgumentError("tecton", `a feature among ${Object.keys(features).join(", ")}`, unknown);
      if (asked.length === 0) return entities.map(() => ({}));
      const keys = entities.map(toJoinKeys);
      const queue = createQueue({ concurrency });
      const parts: Promise<readonly Row[]>[] = [];
      for (let at = 0; at < keys.length; at += entitiesPerCall)
        parts.push(queue.add(() => ask(keys.slice(at, at + entitiesPerCall), asked), signal));
      const rows = Promise.all(parts).then((found) => found.flat());
      return signal === undefined ? rows : orAborted(rows, signal);
    },
  };
}

/** Tecton takes whole numbers as decimal text. */
function toJoinKeys(entity: Entity): JoinKeys {
  return Object.fromEntries(
    Object.entries(entity).map(([key, value]) => {
      if (typeof value === "number" && !Number.isSafeInteger(value))
        throw new InvalidArgumentError("tecton", `key ${key} to be text or a whole number`, value);
      return [key, String(value)];
    }),
  );
}

function unreadable(why: string): ServiceError {
  const message = `Expected an answer of Tecton's feature server, got something else: ${why}`;
  return new ServiceError({ place: "tecton", message, retryable: false });
}
