import { checkTime } from "../core/house.js";
import { type Clock, InvalidArgumentError } from "../core/index.js";
import type { OutputFacts } from "../model/house.js";
import type { Observation } from "./observation.js";
import type { Outcome } from "./read-outcome.js";

type Facts = Pick<OutputFacts, "task" | "labels">;

const fields: readonly (keyof Observation)[] = [
  "row",
  "output",
  "decision",
  "latencyMilliseconds",
  "error",
  "fallback",
  "time",
];
const labelFields = ["row", "target", "output", "cluster", "time"] as const;

// Comparing one by one takes a fraction of looking a name up, and every request passes here.
function isField(name: string): boolean {
  return (
    name === "row" ||
    name === "output" ||
    name === "time" ||
    name === "decision" ||
    name === "latencyMilliseconds" ||
    name === "error" ||
    name === "fallback"
  );
}

function isLabelField(name: string): boolean {
  return name === "row" || name === "output" || name === "target" || name === "cluster" || name === "time";
}

/**
 * Checks what a caller says of a request before any of it is counted. What a model may do wrong (NaN, another kind of answer, a column that is
 * missing) is no fault of the caller: that is counted, and the report tells of it.
 * @throws {InvalidArgumentError} a field is unknown, of another kind or unit, naming it and what to do.
 */
export function checkObservation(given: Observation, facts: Facts | undefined, clock?: Clock): void {
  checkObject("an observation", given);
  for (const name in given) if (!isField(name)) throw strange("an observation", fields, name);
  const { row, output, latencyMilliseconds, error, fallback, time } = given;
  if (typeof row !== "object" || row === null || Array.isArray(row))
    throw new InvalidArgumentError("monitoring", "an observation with the request's `row`", row);
  checkTime("monitoring", "time", time, clock);
  if (latencyMilliseconds !== undefined && !(Number.isFinite(latencyMilliseconds) && latencyMilliseconds >= 0))
    throw refused("latencyMilliseconds", "a number of at least 0, or left out", latencyMilliseconds);
  if (error !== undefined && typeof error !== "boolean") throw refused("error", "true or false", error);
  if (fallback !== undefined && typeof fallback !== "boolean") throw refused("fallback", "true or false", fallback);
  checkProbabilities(output, facts);
}

/** As `checkObservation`, of what turned out. */
export function checkOutcome(given: Outcome, facts: Facts | undefined): void {
  checkObject("a label", given);
  for (const name in given) if (!isLabelField(name)) throw strange("a label", labelFields, name);
  if (!("output" in given)) throw refused("output", "what was answered", undefined);
  checkProbabilities(given.output, facts);
}

function checkObject(what: string, given: unknown): void {
  if (typeof given !== "object" || given === null)
    throw new InvalidArgumentError("monitoring", `${what} as an object`, given);
}

function strange(what: string, known: readonly string[], name: string): InvalidArgumentError {
  return new InvalidArgumentError("monitoring", `${what} with no fields but ${known.join(", ")}`, name, `\`${name}\``);
}

/** A finite number beyond 0 to 1 is of another unit than the model's; one that is none is the model's own fault. */
function checkProbabilities(output: unknown, facts: Facts | undefined): void {
  if (facts === undefined) return;
  if (facts.task === "binary") checkProbability("output", output);
  else if (facts.task === "classes" || facts.task === "label-sets") {
    if (typeof output !== "object" || output === null) return;
    for (const label in output)
      checkProbability(`output.${label}`, (output as Readonly<Record<string, unknown>>)[label]);
  }
}

function checkProbability(field: string, value: unknown): void {
  if (typeof value !== "number" || (value >= 0 && value <= 1) || !Number.isFinite(value)) return;
  const percent = value > 1 && value <= 100 ? " (percent? divide by 100)" : "";
  throw refused(field, `a probability from 0 to 1${percent}`, value);
}

function refused(field: string, expected: string, value: unknown): InvalidArgumentError {
  return new InvalidArgumentError("monitoring", `\`${field}\` to be ${expected}`, value);
}
