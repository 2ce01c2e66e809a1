import { describeValue } from "../../core/house.js";
import { canonicalJson, InvalidArgumentError } from "../../core/index.js";

/** What a stand-in for a column, or for something made of columns, has been made by. */
const outlines = new WeakMap<object, string>();

/**
 * What a callback builds of a row's columns, in words that depend on nothing but that: `departedAt.day()`. It needs no contract, so that a
 * stage can be told apart by its callbacks before it has seen one; names of parameters, spaces and minifiers leave no trace.
 *
 * @throws {InvalidArgumentError} the callback does more than to build expressions of columns.
 */
export function outlineCallback(place: string, callback: (row: never) => unknown): string {
  try {
    return outline(callback(standInForRow() as never));
  } catch (cause) {
    const error = new InvalidArgumentError(
      place,
      "a function that does nothing but build expressions of the row's columns",
      cause instanceof Error ? cause.message : cause,
    );
    throw Object.assign(error, { cause });
  }
}

function outline(value: unknown): string {
  if (typeof value === "object" && value !== null) return outlines.get(value) ?? outlineObject(value);
  if (typeof value !== "function") return value === undefined ? "undefined" : canonicalJson(value);
  const known = outlines.get(value);
  // A callback of an expression, as histories take, gets a row of its own.
  return known ?? `row => ${outline(value(standInForRow()))}`;
}

function outlineObject(value: object): string {
  if (value instanceof RegExp) return String(value);
  if (Array.isArray(value)) return `[${value.map(outline).join(", ")}]`;
  if (value instanceof Date) return canonicalJson(value);
  // Built elsewhere, of a contract's own columns.
  if ("node" in value) return `expression ${canonicalJson(value.node)}`;
  // A promise, a map and the like hold what cannot be seen here: two of them would look the same.
  if (![Object.prototype, null].includes(Object.getPrototypeOf(value)))
    throw new TypeError(`${describeValue(value)} is not built of columns`);
  const members = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}: ${outline(member)}`).join(", ")}}`;
}

function standInForRow(): object {
  return new Proxy({}, { get: (_, name) => (typeof name === "string" ? standIn(nameOf(name), undefined) : undefined) });
}

/** Stands for a column or an expression; its members are methods until they are called. */
function standIn(own: string, method: string | undefined): object {
  const made = new Proxy(function expression() {}, {
    get: (_, name) => {
      // No expression has a method `then`; with one, whatever awaits an expression would call it for ever.
      if (name === "then") return undefined;
      if (typeof name === "string") return standIn(own, name);
      throw new TypeError(`${own} is an expression, which has no value to compute with here`);
    },
    apply(_, __, given: readonly unknown[]) {
      if (method === undefined) throw new TypeError(`${own} is an expression, which is no function`);
      return standIn(`${own}.${method}(${given.map(outline).join(", ")})`, undefined);
    },
  });
  outlines.set(made, method === undefined ? own : `${own}.${method}`);
  return made;
}

function nameOf(column: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(column) ? column : `[${JSON.stringify(column)}]`;
}
