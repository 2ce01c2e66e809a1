import type { ApplicationFailure } from "@temporalio/activity";
import { arrivedError, carriedError } from "../../ports/house.js";

const longestMessage = 10_000;
const longestFact = 1000;

/** The details of an error that Temporal's history is to keep; histories are no place for large texts. */
export function carriedFailure(thrown: unknown): {
  readonly message: string;
  readonly type: string;
  readonly details: [{ readonly [fact: string]: unknown }];
  readonly stack: string;
} {
  const { message, name, stack = "", ...facts } = { ...errorParts(carriedError(thrown)) };
  const short = Object.entries(facts).filter(([, value]) => typeof value !== "string" || value.length <= longestFact);
  return {
    message: cut(message),
    type: name,
    details: [Object.fromEntries(short)],
    stack: cut(stack),
  };
}

/** The error that a worker threw: one of this library is again one for `isInstance`, others keep name and message. */
export function arrivedFailure(failure: unknown): Error {
  const { message, stack, type, details } = failure as ApplicationFailure;
  const facts: unknown = details?.[0];
  const error = Object.assign(new Error(message), typeof facts === "object" ? facts : undefined);
  error.name = type ?? "Error";
  if (stack !== undefined) error.stack = stack;
  return arrivedError(error);
}

const errorParts = (error: Error) => ({ ...error, name: error.name, message: error.message, stack: error.stack });

const cut = (text: string): string => (text.length > longestMessage ? `${text.slice(0, longestMessage)}…` : text);
