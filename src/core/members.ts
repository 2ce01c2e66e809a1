import { InvalidArgumentError } from "./errors/invalid-argument-error.js";

/** Members of an object that was written elsewhere, none of which is trusted. */
export type Members = Readonly<Record<string, unknown>>;

/** Whether a value is an object with members: no list, and no Date, which YAML has. */
export function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** @param expected Reads on from "Expected", e.g. "an object as columns". @throws {InvalidArgumentError} it is no object. */
export function membersOf(place: string, value: unknown, expected: string): Members {
  if (!isMembers(value)) throw new InvalidArgumentError(place, expected, value);
  return value;
}
