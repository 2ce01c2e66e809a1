// As those of node:assert/strict, but each failure says in words what was expected and what was got.
import assert, { AssertionError } from "node:assert";
import { inspect } from "node:util";

const longest = 240;

/** A value in one line; long ones are cut. */
export function shown(value: unknown, most = longest): string {
  const text =
    value instanceof Error
      ? `${value.name}: ${value.message}`
      : inspect(value, { depth: 3, breakLength: Number.POSITIVE_INFINITY, maxArrayLength: 12, maxStringLength: 80 });
  const line = text.replaceAll(/\s+/g, " ");
  return line.length > most ? `${line.slice(0, most)}…` : line;
}

/** @param message What has to be, or what is wrong. */
export function ok(value: unknown, message: string): asserts value {
  if (!value) fail(message);
}

export function fail(message: string): never {
  throw new AssertionError({ message });
}

export function strictEqual<T>(actual: unknown, expected: T, what?: string): asserts actual is T {
  if (!Object.is(actual, expected)) throw different(actual, expected, what);
}

export function notStrictEqual(actual: unknown, other: unknown, what?: string): void {
  if (Object.is(actual, other)) fail(`${words(what)}expected something else than ${shown(other)}, got the same`);
}

export function deepStrictEqual<T>(actual: unknown, expected: T, what?: string): asserts actual is T {
  try {
    assert.deepStrictEqual(actual, expected);
  } catch {
    throw different(actual, expected, what);
  }
}

/** What says which refusal is meant: words in it, a judgement of it, or the very error. */
export type Refusal = RegExp | ((error: unknown) => boolean) | Error;

/** That work is refused, as a promise. */
export async function rejects(
  work: Promise<unknown> | (() => Promise<unknown>),
  refusal?: Refusal,
  what?: string,
): Promise<void> {
  let value: unknown;
  try {
    value = await (typeof work === "function" ? work() : work);
  } catch (error) {
    checkRefusal(error, refusal, what);
    return;
  }
  fail(`${words(what)}expected a refusal${described(refusal)}, got ${shown(value)}`);
}

/** That work is refused at once. */
export function throws(work: () => unknown, refusal?: Refusal, what?: string): void {
  let value: unknown;
  try {
    value = work();
  } catch (error) {
    checkRefusal(error, refusal, what);
    return;
  }
  fail(`${words(what)}expected a refusal${described(refusal)}, got ${shown(value)}`);
}

function checkRefusal(error: unknown, refusal: Refusal | undefined, what: string | undefined): void {
  if (refusal === undefined || isMeant(error, refusal)) return;
  throw new AssertionError({
    message: `${words(what)}expected a refusal${described(refusal)}, got ${shown(error)}`,
    actual: error,
    expected: refusal,
  });
}

function isMeant(error: unknown, refusal: Refusal): boolean {
  if (refusal instanceof RegExp) return refusal.test(String(error));
  if (typeof refusal === "function") return refusal(error);
  return (
    error === refusal || (error instanceof Error && error.name === refusal.name && error.message === refusal.message)
  );
}

function described(refusal: Refusal | undefined): string {
  if (refusal instanceof RegExp) return ` that says ${refusal.source}`;
  if (refusal instanceof Error) return `, ${shown(refusal)}`;
  return refusal === undefined ? "" : " of the kind that the port names";
}

function different(actual: unknown, expected: unknown, what: string | undefined): AssertionError {
  return new AssertionError({
    message: `${words(what)}expected ${shown(expected)}, got ${shown(actual)}`,
    actual,
    expected,
  });
}

const words = (what: string | undefined): string => (what === undefined ? "" : `${what}: `);
