import { DamagedError, InvalidArgumentError } from "../core/index.js";
import type { Label, Prediction } from "../model/index.js";

type Facts = Readonly<Record<string, unknown>>;
interface Rule {
  readonly field: string;
  readonly expected: string;
  readonly holds: (value: unknown) => boolean;
}

function rulesOf(
  rules: readonly (readonly [field: string, expected: string, holds: (value: unknown) => boolean])[],
): readonly Rule[] {
  return rules.map(([field, expected, holds]) => ({ field, expected, holds }));
}

const isText = (value: unknown): boolean => typeof value === "string";
const isName = (value: unknown): boolean => typeof value === "string" && value !== "";
const isTime = (value: unknown): boolean => Number.isFinite(value);
const isFacts = (value: unknown): value is Facts =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const optional =
  (holds: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    value === undefined || holds(value);

const timeRules = (["eventTime", "knownTime", "receivedTime"] as const).map(
  (field) => [field, "milliseconds since 1970", isTime] as const,
);

const predictionRules = rulesOf([
  ["id", "a text", isName],
  ["key", "a text", isName],
  ["unit", "a text", isText],
  ["model", "a model's name", isName],
  ["version", "a version like `late-flights@3`", isName],
  ["arm", "`champion`, `canary` or `shadow`", isName],
  ["epoch", "a number", Number.isFinite],
  ["propensity", "a probability above 0", (value) => typeof value === "number" && value > 0 && value <= 1],
  ...timeRules,
  ["latencyMilliseconds", "a number", Number.isFinite],
  ["row", "the request's row", isFacts],
  ["shadowOf", "the id of a prediction", optional(isName)],
]);

const sources = ["outcome", "expert", "user", "rule"];

const labelRules = rulesOf([
  ["id", "a text", isName],
  ["key", "a text", isName],
  [
    "prediction",
    "`{ id }` or `{ key }` of a prediction",
    (value) => isFacts(value) && (isName(value.id) || isName(value.key)),
  ],
  ["values", "label columns and their values", isFacts],
  ["source", `one of ${sources.join(", ")}`, (value) => sources.includes(value as string)],
  ...timeRules,
  ["supersedes", "the id of a label", optional(isName)],
]);

// Every row of every log passes here: a loop without a closure takes half the time.
function keeps(row: Facts, rules: readonly Rule[]): boolean {
  for (const { field, holds } of rules) if (!holds(row[field])) return false;
  return true;
}

function isPrediction(row: unknown): row is Prediction {
  return isFacts(row) && keeps(row, predictionRules);
}

function isLabel(row: unknown): row is Label {
  return isFacts(row) && keeps(row, labelRules);
}

/** A row of a prediction log. @throws {DamagedError} it is none. */
export function asPrediction(row: unknown, position: string): Prediction {
  if (isPrediction(row)) return row;
  throw notOne("prediction", predictionRules, row, position);
}

/** A row of a label log. @throws {DamagedError} it is none. */
export function asLabel(row: unknown, position: string): Label {
  if (isLabel(row)) return row;
  throw notOne("label", labelRules, row, position);
}

/** @throws {InvalidArgumentError} a field is missing or of another type, e.g. in plain JavaScript. */
export function checkPrediction(place: string, prediction: unknown): void {
  if (!isPrediction(prediction)) throw refused(place, predictionRules, prediction);
}

/** @throws {InvalidArgumentError} a field is missing or of another type, e.g. in plain JavaScript. */
export function checkLabel(place: string, label: unknown): void {
  if (!isLabel(label)) throw refused(place, labelRules, label);
}

function refused(place: string, rules: readonly Rule[], row: unknown): InvalidArgumentError {
  if (!isFacts(row)) return new InvalidArgumentError(place, "an object", row);
  const { field, expected } = brokenRule(rules, row);
  return new InvalidArgumentError(place, `\`${field}\` to be ${expected}`, row[field]);
}

function notOne(what: string, rules: readonly Rule[], row: unknown, position: string): DamagedError {
  const broken = isFacts(row) ? `one whose \`${brokenRule(rules, row).field}\` is none` : typeof row;
  return new DamagedError(position, {
    place: `log of ${what}s`,
    message: `Expected every row to be a ${what}, got ${broken}: only a ${what} log may write there`,
  });
}

function brokenRule(rules: readonly Rule[], row: Facts): Rule {
  return rules.find(({ field, holds }) => !holds(row[field])) as Rule;
}
