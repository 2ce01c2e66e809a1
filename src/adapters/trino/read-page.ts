import { ServiceError } from "../../ports/index.js";

/** A part of the answer to a statement. */
export interface Page {
  readonly rows: readonly (readonly unknown[])[];
  /** Where the next part is; undefined of the last. */
  readonly next: string | undefined;
  readonly error: PageError | undefined;
}

interface PageError {
  /** e.g. `TABLE_NOT_FOUND`. */
  readonly name: string;
  readonly type: string;
  readonly message: string;
}

/** @throws {ServiceError} it is no answer of Trino. */
export function readPage(place: string, answer: unknown): Page {
  const { id, nextUri, data, error } = fieldsOf(answer);
  if (typeof id !== "string" || !isMaybe(nextUri, "string") || !(data === undefined || isRows(data)))
    throw new ServiceError({
      place,
      message: "Expected an answer of Trino to a statement, got something else: is it Trino that is at this address?",
      retryable: false,
    });
  return { rows: data ?? [], next: nextUri, error: error === undefined ? undefined : readError(fieldsOf(error)) };
}

function readError({ errorName, errorType, message }: Readonly<Record<string, unknown>>): PageError {
  return { name: String(errorName), type: String(errorType), message: String(message) };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function isMaybe(value: unknown, type: "string"): value is string | undefined {
  return value === undefined || typeof value === type;
}

function isRows(value: unknown): value is readonly (readonly unknown[])[] {
  return Array.isArray(value) && value.every((row) => Array.isArray(row));
}
