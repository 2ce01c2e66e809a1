import { AssertionError } from "node:assert";
import { type Logs, memoryLogs } from "golden-pipeline";
import { createMemoryHistory } from "golden-pipeline/features";
import { inputDrift } from "golden-pipeline/monitoring";
import { detectorChecks, historyChecks, logsChecks } from "golden-pipeline/testing";
import { describe, expect, it } from "vitest";
import { type Check, checksOf } from "../../src/testing/check.js";

async function failureOf(checks: Iterable<Check>, name: string): Promise<AssertionError> {
  for (const check of checks)
    if (check.name === name)
      return check.run().then(
        () => expect.fail(`${name}: did not fail`),
        (error: AssertionError) => error,
      );
  return expect.fail(`there is no check ${name}`);
}

/** Logs with a fault, made anew for each check. */
function broken(
  change: (logs: Logs) => Partial<Logs>,
): () => Promise<{ logs: Logs; reopen(): Promise<Logs>; close(): Promise<void> }> {
  return async () => {
    const good = memoryLogs();
    const logs: Logs = Object.freeze({ ...bound(good), ...change(good) });
    return { logs, reopen: async () => logs, close: async () => undefined };
  };
}

function bound(logs: Logs): Logs {
  return {
    specificationVersion: "v1",
    append: (log, after, lines) => logs.append(log, after, lines),
    head: (log) => logs.head(log),
    read: (log, range) => logs.read(log, range),
    list: (prefix) => logs.list(prefix),
    trim: (log, before) => logs.trim(log, before),
  };
}

describe("a check that fails", () => {
  it("says what the port asks, what was expected, what was got, and which call it was", async () => {
    const logs = broken(() => ({ append: async () => true }));
    const name = "an append after another entry than the newest is refused and changes nothing";
    const error = await failureOf(logsChecks(logs), name);
    expect(error).toBeInstanceOf(AssertionError);
    expect(error.message).toBe(
      `Asked is: ${name}. But expected false, got true (the last call was append('log', 1, [ 'line 1' ]), which gave true)`,
    );
    expect([error.actual, error.expected]).toEqual([true, false]);
  });

  it("says so as well of what throws, and keeps the error as its cause", async () => {
    const fault = new TypeError("no such table");
    const logs = broken(() => ({ head: () => Promise.reject(fault) }));
    const error = await failureOf(logsChecks(logs), "an unknown log has no head, no entries and no name");
    expect(error.message).toContain(
      "But it failed with TypeError: no such table (the last call was head('nothing'), which threw TypeError",
    );
    expect(error.cause).toBe(fault);
  });

  it("says of every check, whatever is broken, more than a bare assertion", async () => {
    for (const change of [
      () => ({ append: async () => false }),
      () => ({ append: async () => undefined as never }),
      () => ({ head: async () => undefined }),
      () => ({ list: async () => [] }),
      () => ({ trim: async () => undefined }),
      () => ({ read: async function* () {} }),
      () => ({ specificationVersion: "v2" as never }),
    ])
      for (const { name, run } of logsChecks(broken(change)))
        await run().catch((error: AssertionError) => {
          expect(error.message).toContain(`Asked is: ${name}. But `);
          expect(error.message).toMatch(/expected .*, got |an append was refused though|it failed with /);
        });
  });

  it("is of detectors and histories as clear", async () => {
    const mute = { ...inputDrift(), check: () => [] };
    const quiet = await failureOf(
      detectorChecks(() => mute, { rows: 200, windows: 2 }),
      "finds a window in which everything is broken",
    );
    expect(quiet.message).toBe(
      "Asked is: finds a window in which everything is broken. But expected a drift of a broken window, got []",
    );
    const forgetful = () => ({
      ...createMemoryHistory(),
      specificationVersion: "v1" as const,
      record: async () => undefined,
    });
    const name = "equal values of different rows all count";
    expect((await failureOf(historyChecks(forgetful as never), name)).message).toContain(`Asked is: ${name}. But `);
  });
});

describe("a suite that is given something else", () => {
  it("says what it needs, before any check and in each", async () => {
    expect(() => logsChecks(undefined as never)).toThrow(
      "`create` to be a function that makes what is checked, got undefined",
    );
    expect(() => detectorChecks(inputDrift() as never)).toThrow("`create` to be a function that makes a detector");
    expect(() => historyChecks({} as never)).toThrow("`create` to be a function that makes a history store");
    const name = "an unknown log has no head, no entries and no name";
    const bare = await failureOf(logsChecks((async () => memoryLogs()) as never), name);
    expect(bare.message).toContain(
      "`create` to give an object with `logs`, `reopen`, `close`, got one without `logs`, `reopen`, `close`",
    );
    const nothing = await failureOf(logsChecks((async () => undefined) as never), name);
    expect(nothing.message).toContain("got undefined");
    const noDetector = await failureOf(
      detectorChecks(() => ({}) as never),
      "decides nothing on too little data, and says so",
    );
    expect(noDetector.message).toContain("`create` to have a method `check`");
  });

  it("closes what it made, also when the check fails, and a check may use what is no port as it is", async () => {
    let closed = 0;
    class Made {
      #count = 7;
      readonly list = Object.freeze([1, 2]);
      get count() {
        return this.#count;
      }
      add(): number {
        return ++this.#count;
      }
      async close() {
        closed++;
      }
    }
    const bodies = {
      holds: async (made: Made) => {
        expect([made.count, made.add(), made.count, [...made.list]]).toEqual([7, 8, 8, [1, 2]]);
        expect(made).toBeInstanceOf(Made);
        expect({ ...made }.list).toBe(made.list);
      },
      fails: async () => expect.fail("on purpose"),
    };
    const [holds, fails] = [...checksOf(async () => new Made(), bodies)];
    await holds?.run();
    await expect(fails?.run()).rejects.toThrow("on purpose");
    expect(closed).toBe(2);
  });
});
