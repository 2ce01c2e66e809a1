import type { Json, JsonObject } from "../core/index.js";

/** One answered request as it stands in the prediction log. Fields may be added, never changed. */
export interface Prediction {
  /** Derived from model and key by `predictionId`, so that it is the same in any log. */
  readonly id: string;
  /** Where it stands in the log that it was read from, e.g. `predictions/late/main/000001@2#0` or `kafka:predictions/0@1042`: given by that log, never written. */
  readonly position?: string;
  /** The caller's idempotency key: the same key again is the same prediction. A shadow has that of the request it shadowed. Never personal: ids are made of it. */
  readonly key: string;
  /** The unit that assignment is sticky to, e.g. a user. */
  readonly unit: string;
  readonly model: string;
  /** The version that answered, `<name>@<number>`. */
  readonly version: string;
  readonly arm: "champion" | "canary" | "shadow" | (string & {});
  /** Counts the changes of the routing table; effects are computed within an epoch. */
  readonly epoch: number;
  /** The probability with which this unit got this arm. */
  readonly propensity: number;
  /** A number, probabilities by label, numbers, a text or JSON, by the model's task; undefined when nothing was answered. */
  readonly output: Json | undefined;
  /** What was decided, e.g. `yes`; null leaves it to a person. */
  readonly decision: Json | undefined;
  /** Why the declared default was given instead of the model's answer, e.g. `timeout`. */
  readonly fallback?: string;
  /** Features that were missing and got their default. */
  readonly missing?: readonly string[];
  /** When the thing happened, when it was known to the caller, when it was received: milliseconds since 1970. */
  readonly eventTime: number;
  readonly knownTime: number;
  readonly receivedTime: number;
  readonly latencyMilliseconds: number;
  readonly tenant?: string;
  readonly cluster?: string;
  /** The request's row; sealed with its subject when it is personal. */
  readonly row: JsonObject;
  /** sha256 of the feature vector, so that training can prove it computes the same. */
  readonly features?: string;
  /** For a shadow: the id of the prediction it shadowed. */
  readonly shadowOf?: string;
  readonly extra?: { readonly [fact: string]: Json };
}

/** What turned out, or what a person said. Labels supersede, they are never overwritten. */
export interface Label {
  /** Derived from the log's name and the key by `labelId`. */
  readonly id: string;
  /** Where it stands in the log that it was read from: given by that log, never written. */
  readonly position?: string;
  /** The caller's idempotency key: the same key again is the same label. Never personal: ids are made of it. */
  readonly key: string;
  /** Which prediction it is about: by its id, or by the key the caller gave it. */
  readonly prediction: { readonly id: string } | { readonly key: string };
  /** The label columns it states, e.g. {delay: 7}; null states nothing. */
  readonly values: JsonObject;
  readonly source: "outcome" | "expert" | "user" | "rule";
  /** Who said it, for people. */
  readonly actor?: string;
  /** The id of the label it takes the place of. */
  readonly supersedes?: string;
  readonly eventTime: number;
  readonly knownTime: number;
  readonly receivedTime: number;
  readonly tenant?: string;
  readonly reason?: string;
}
