import { AssertionError } from "node:assert";
import { checkArguments, type OptionRule, option } from "../core/house.js";
import { InvalidArgumentError } from "../core/index.js";
import { shown } from "./assertions.js";
import { watchCalls } from "./last-call.js";

/** One named check of a suite, for any test runner: `for (const { name, run } of …Checks(…)) it(name, run)`. */
export interface Check {
  readonly name: string;
  /** @throws {AssertionError} what its name says does not hold: with what was expected, what was got, and what was called last. */
  readonly run: () => Promise<void>;
}

/**
 * Checks that each get something new of their own, which is closed afterwards whatever happened.
 * @param needs What `create` has to give beside `close`.
 * @throws {InvalidArgumentError} `create` is no function; a check throws it when what it made lacks something.
 */
export function checksOf<Checked extends { close(): Promise<void> }>(
  create: () => Promise<Checked>,
  bodies: Readonly<Record<string, (checked: Checked) => Promise<void>>>,
  needs: readonly (keyof Checked & string)[] = [],
): Generator<Check> {
  checkArguments("checks", { create }, { create: makes("what is checked") });
  return generate();

  function* generate(): Generator<Check> {
    for (const [name, body] of Object.entries(bodies))
      yield {
        name,
        async run() {
          const checked = await create();
          checkMade(checked, [...needs, "close"]);
          const { watched, told } = watchCalls(checked);
          try {
            await body(watched);
          } catch (error) {
            throw unkept(name, error, told());
          } finally {
            await checked.close();
          }
        },
      };
  }
}

/** @param what Reads on from "a function that makes". */
export function makes(what: string): OptionRule {
  return { ...option.callback, expected: `a function that makes ${what}` };
}

/** The same checks, whose failures say what is asked. */
export function* saying(checks: Iterable<Check>): Generator<Check> {
  for (const { name, run } of checks)
    yield {
      name,
      run: () =>
        run().catch((error: unknown) => {
          throw unkept(name, error);
        }),
    };
}

function checkMade(checked: unknown, needs: readonly string[]): void {
  const lacking = typeof checked === "object" && checked !== null ? needs.filter((name) => !(name in checked)) : needs;
  if (lacking.length > 0)
    throw new InvalidArgumentError(
      "checks",
      `\`create\` to give an object with ${needs.map((name) => `\`${name}\``).join(", ")}`,
      checked,
      typeof checked === "object" && checked !== null ? `one without \`${lacking.join("`, `")}\`` : undefined,
    );
}

function unkept(name: string, error: unknown, call?: string): AssertionError {
  const isAssertion = error instanceof AssertionError;
  const said = isAssertion ? error.message : `it failed with ${shown(error)}`;
  const unkeptError = new AssertionError({
    message: `Asked is: ${name}. But ${said}${call === undefined ? "" : ` (the last call was ${call})`}`,
    ...(isAssertion && { actual: error.actual, expected: error.expected }),
  });
  unkeptError.cause = error;
  return unkeptError;
}
