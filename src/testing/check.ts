/** One named check of a suite, for any test runner: `for (const { name, run } of …Checks(…)) it(name, run)`. */
export interface Check {
  readonly name: string;
  /** @throws {AssertionError} what its name says does not hold. */
  readonly run: () => Promise<void>;
}

/** Checks that each get something new of their own, which is closed afterwards whatever happened. */
export function* checksOf<Checked extends { close(): Promise<void> }>(
  create: () => Promise<Checked>,
  bodies: Readonly<Record<string, (checked: Checked) => Promise<void>>>,
): Generator<Check> {
  for (const [name, body] of Object.entries(bodies))
    yield {
      name,
      async run() {
        const checked = await create();
        try {
          await body(checked);
        } finally {
          await checked.close();
        }
      },
    };
}
