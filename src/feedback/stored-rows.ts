import { checkTime } from "../core/house.js";
import { type Clock, DamagedError, InvalidArgumentError } from "../core/index.js";
import type { Label, Prediction } from "../model/index.js";

type Facts = Readonly<Record<string, unknown>>;
interface Rule {
  readonly field: string;
  readonly expected: string;
  readonly holds: (row: Facts) => boolean;
}

const isText = (value: unknown): boolean => typeof value === "string";
const isName = (value: unknown): boolean => typeof value === "string" && value !== "";
const isNumber = (value: unknown): boolean => Number.isFinite(value);
const isFacts = (value: unknown): value is Facts =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isNone = (value: unknown): boolean => value === undefined;

const time = "milliseconds since 1970";

// Each rule reads its own field: one loop that reads them by name takes two to six times as long, and every row of every log passes here.
const predictionRules: readonly Rule[] = [
  { field: "key", expected: "a text", holds: ({ key }) => isName(key) },
  { field: "unit", expected: "a text", holds: ({ unit }) => isText(unit) },
  { field: "model", expected: "a model's name", holds: ({ model }) => isName(model) },
  { field: "version", expected: "a version like `late-flights@3`", holds: ({ version }) => isName(version) },
  { field: "arm", expected: "`champion`, `canary` or `shadow`", holds: ({ arm }) => isName(arm) },
  { field: "epoch", expected: "a number", holds: ({ epoch }) => isNumber(epoch) },
  { field: "propensity", expected: "a probability above 0", holds: ({ propensity }) => isShare(propensity) },
  { field: "eventTime", expected: time, holds: ({ eventTime }) => isNumber(eventTime) },
  { field: "knownTime", expected: time, holds: ({ knownTime }) => isNumber(knownTime) },
  { field: "receivedTime", expected: time, holds: ({ receivedTime }) => isNumber(receivedTime) },
  {
    field: "latencyMilliseconds",
    expected: "a number",
    holds: ({ latencyMilliseconds }) => isNumber(latencyMilliseconds),
  },
  { field: "row", expected: "the request's row", holds: ({ row }) => isFacts(row) },
  {
    field: "shadowOf",
    expected: "the id of a prediction",
    holds: ({ shadowOf }) => isNone(shadowOf) || isName(shadowOf),
  },
  // Last, as it is made of others: whoever forgets the key wants to hear of the key.
  { field: "id", expected: "a text", holds: ({ id }) => isName(id) },
];

const sources: readonly unknown[] = ["outcome", "expert", "user", "rule"];

const labelRules: readonly Rule[] = [
  { field: "id", expected: "a text", holds: ({ id }) => isName(id) },
  { field: "key", expected: "a text", holds: ({ key }) => isName(key) },
  {
    field: "prediction",
    expected: "`{ id }` or `{ key }` of a prediction",
    holds: ({ prediction }) => isFacts(prediction) && (isName(prediction.id) || isName(prediction.key)),
  },
  { field: "values", expected: "label columns and their values", holds: ({ values }) => isFacts(values) },
  { field: "source", expected: `one of ${sources.join(", ")}`, holds: ({ source }) => sources.includes(source) },
  { field: "eventTime", expected: time, holds: ({ eventTime }) => isNumber(eventTime) },
  { field: "knownTime", expected: time, holds: ({ knownTime }) => isNumber(knownTime) },
  { field: "receivedTime", expected: time, holds: ({ receivedTime }) => isNumber(receivedTime) },
  {
    field: "supersedes",
    expected: "the id of a label",
    holds: ({ supersedes }) => isNone(supersedes) || isName(supersedes),
  },
];

function isShare(value: unknown): boolean {
  return typeof value === "number" && value > 0 && value <= 1;
}

function keeps(row: Facts, rules: readonly Rule[]): boolean {
  for (const { holds } of rules) if (!holds(row)) return false;
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

/** @throws {InvalidArgumentError} a field is missing or of another type, e.g. in plain JavaScript, or a time is in another unit. */
export function checkPrediction(place: string, prediction: unknown, clock?: Clock): void {
  if (!isPrediction(prediction)) throw refused(place, predictionRules, prediction);
  checkTimes(place, prediction, clock);
}

/** @throws {InvalidArgumentError} a field is missing or of another type, e.g. in plain JavaScript, or a time is in another unit. */
export function checkLabel(place: string, label: unknown, clock?: Clock): void {
  if (!isLabel(label)) throw refused(place, labelRules, label);
  checkTimes(place, label, clock);
}

type Times = Pick<Label, "eventTime" | "knownTime" | "receivedTime">;

/** Of what is written: what already stands in a log is read as it is. */
function checkTimes(place: string, { eventTime, knownTime, receivedTime }: Times, clock: Clock | undefined): void {
  checkTime(place, "eventTime", eventTime, clock);
  checkTime(place, "knownTime", knownTime, clock);
  checkTime(place, "receivedTime", receivedTime, clock);
}

function refused(place: string, rules: readonly Rule[], row: unknown): InvalidArgumentError {
  if (!isFacts(row)) return new InvalidArgumentError(place, "an object", row);
  const { field, expected } = brokenRule(rules, row);
  if (expected === time) checkTime(place, field, row[field]);
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
  return rules.find(({ holds }) => !holds(row)) as Rule;
}
