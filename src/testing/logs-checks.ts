import type { LogEntry, Logs } from "../core/index.js";
import { deepStrictEqual, ok, strictEqual } from "./assertions.js";
import { type Check, checksOf } from "./check.js";

/** Logs under check, and how to open them again as another process would. */
export interface CheckedLogs {
  readonly logs: Logs;
  /** The same stored state through a new instance; logs that live in memory alone return themselves. */
  reopen(): Promise<Logs>;
  close(): Promise<void>;
}

/**
 * What every `Logs` must do, for any test runner: `for (const { name, run } of logsChecks(create)) it(name, run)`.
 * Each check gets new, empty logs from `createLogs`.
 */
export function logsChecks(createLogs: () => Promise<CheckedLogs>): Generator<Check> {
  return checksOf(createLogs, checks, ["logs", "reopen"]);
}

const all = { from: 1, to: Number.MAX_SAFE_INTEGER };
const lines = (count: number, from = 1): readonly string[] =>
  Array.from({ length: count }, (_, index) => `line ${from + index}`);
const entries = (count: number, from = 1): readonly LogEntry[] =>
  lines(count, from).map((line, index) => ({ sequence: from + index, line }));

async function collect(entries: AsyncIterable<LogEntry>): Promise<readonly LogEntry[]> {
  const collected: LogEntry[] = [];
  // Adapters may give rows with more columns.
  for await (const { sequence, line } of entries) collected.push({ sequence, line });
  return collected;
}

const headOf = async (logs: Logs, log: string): Promise<number | undefined> => (await logs.head(log))?.sequence;

const checks: Readonly<Record<string, (checked: CheckedLogs) => Promise<void>>> = {
  async "says which version of the port it is of"({ logs }) {
    strictEqual(logs.specificationVersion, "v1");
  },
  async "an unknown log has no head, no entries and no name"({ logs }) {
    strictEqual(await logs.head("nothing"), undefined);
    deepStrictEqual(await collect(logs.read("nothing", all)), []);
    deepStrictEqual([...(await logs.list(""))], []);
    await logs.trim("nothing", 1);
    strictEqual(await logs.head("nothing"), undefined);
  },
  async "lines come back character by character, numbered from 1"({ logs, reopen }) {
    const odd = [
      "",
      " ",
      '{"a":"\\u0000\\n"}',
      "é 東京 🙂",
      "\u2028\u2029\u0001\t",
      'it\'s "quoted" \\ %_?$1',
      "x".repeat(1_000_000),
    ];
    strictEqual(await logs.append("log", 0, odd.slice(0, 3)), true);
    strictEqual(await logs.append("log", 3, odd.slice(3)), true);
    deepStrictEqual(
      await collect((await reopen()).read("log", all)),
      odd.map((line, index) => ({ sequence: index + 1, line })),
    );
  },
  async "the head is the newest entry"({ logs, reopen }) {
    for (let after = 0; after < 12; after += 3) {
      await logs.append("log", after, lines(3, after + 1));
      for (const each of [logs, await reopen()]) {
        const head = await each.head("log");
        deepStrictEqual([head?.sequence, head?.line], [after + 3, `line ${after + 3}`]);
      }
    }
  },
  async "an append after another entry than the newest is refused and changes nothing"({ logs, reopen }) {
    strictEqual(await logs.append("log", 1, lines(1)), false);
    strictEqual(await logs.head("log"), undefined);
    await logs.append("log", 0, lines(3));
    for (const each of [logs, await reopen()])
      for (const after of [0, 1, 2, 4, 5]) strictEqual(await each.append("log", after, ["other", "other"]), false);
    deepStrictEqual(await collect((await reopen()).read("log", all)), entries(3));
  },
  async "of appends that race after the same entry exactly one wins, and all of its lines stand"({ logs, reopen }) {
    const other = await reopen();
    for (let round = 0; round < 5; round++) {
      const after = round * 3;
      const won = await Promise.all(
        [logs, other, logs, other].map((each, writer) =>
          each.append(
            "log",
            after,
            [1, 2, 3].map((line) => `${writer}.${line}`),
          ),
        ),
      );
      strictEqual(won.filter(Boolean).length, 1, "appends that won of four that raced");
      const winner = won.indexOf(true);
      deepStrictEqual(
        await collect((await reopen()).read("log", { from: after + 1, to: Number.MAX_SAFE_INTEGER })),
        [1, 2, 3].map((line) => ({ sequence: after + line, line: `${winner}.${line}` })),
      );
    }
  },
  async "commits of writers that try until they win all stand, and never mix"({ logs, reopen }) {
    const other = await reopen();
    const [writers, commits, size] = [4, 5, 3];
    async function write(each: Logs, writer: number): Promise<void> {
      let tries = 0;
      for (let commit = 0; commit < commits; ) {
        // Each refusal means that somebody else has won.
        ok(tries++ < writers * commits, "an append was refused though nobody else had written");
        // Out of step, so that one may try in the middle of another's commit.
        for (let turn = 0; turn < writer; turn++) await new Promise((resolve) => setImmediate(resolve));
        const after = (await headOf(each, "log")) ?? 0;
        const wanted = Array.from({ length: size }, (_, line) => `${writer}.${commit}.${line}`);
        if (await each.append("log", after, wanted)) commit++;
      }
    }
    await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer % 2 ? logs : other, writer)));
    const found = (await collect(logs.read("log", all))).map(({ line }) => line);
    strictEqual(found.length, writers * commits * size);
    const begun = Array.from({ length: writers }, () => 0);
    for (let first = 0; first < found.length; first += size) {
      const writer = Number(found[first]?.split(".")[0]);
      const commit = begun[writer] ?? 0;
      deepStrictEqual(
        found.slice(first, first + size),
        [0, 1, 2].map((line) => `${writer}.${commit}.${line}`),
      );
      begun[writer] = commit + 1;
    }
  },
  async "two instances see each other's appends at once"({ logs, reopen }) {
    const other = await reopen();
    for (let after = 0; after < 6; after += 2) {
      strictEqual(await logs.append("log", after, lines(1, after + 1)), true);
      strictEqual(await headOf(other, "log"), after + 1);
      strictEqual(await other.append("log", after + 1, lines(1, after + 2)), true);
      deepStrictEqual(await collect(logs.read("log", all)), entries(after + 2));
    }
  },
  async "a range is inclusive, may begin inside of a commit and end beyond the newest entry"({ logs, reopen }) {
    await logs.append("log", 0, lines(5));
    await logs.append("log", 5, lines(5, 6));
    const again = await reopen();
    deepStrictEqual(await collect(again.read("log", { from: 4, to: 7 })), entries(4, 4));
    deepStrictEqual(await collect(again.read("log", { from: 1, to: 2 })), entries(2));
    deepStrictEqual(await collect(again.read("log", { from: 10, to: 10 })), entries(1, 10));
    deepStrictEqual(await collect(again.read("log", { from: 9, to: 99 })), entries(2, 9));
    deepStrictEqual(await collect(again.read("log", { from: 11, to: 99 })), []);
  },
  async "a long log is read whole and in order, however its commits were cut"({ logs, reopen }) {
    let written = 0;
    for (const count of [1000, 1, 1, 250, 1000, 999]) {
      await logs.append("log", written, lines(count, written + 1));
      written += count;
    }
    for (let index = 0; index < 40; index++) await logs.append("log", written++, lines(1, written));
    deepStrictEqual(await collect((await reopen()).read("log", all)), entries(written));
  },
  async "a reader may stop early, and read another log meanwhile"({ logs }) {
    await logs.append("a", 0, lines(50));
    await logs.append("b", 0, lines(3));
    const seen: number[] = [];
    for await (const { sequence } of logs.read("a", all)) {
      seen.push((await collect(logs.read("b", all))).length);
      if (sequence === 3) break;
    }
    deepStrictEqual(seen, [3, 3, 3]);
    strictEqual(await logs.append("a", 50, lines(1, 51)), true);
  },
  async "logs are listed by prefix and do not meet when one's name begins another's"({ logs, reopen }) {
    const names = ["a", "a-b/c", "a.log", "a.log/b", "a/b", "b"];
    for (const [index, name] of names.entries()) await logs.append(name, 0, [`of ${index}`]);
    const again = await reopen();
    const listed = async (prefix: string): Promise<readonly string[]> => [...(await again.list(prefix))].sort();
    deepStrictEqual(await listed(""), names);
    deepStrictEqual(await listed("a/"), ["a/b"]);
    deepStrictEqual(await listed("a."), ["a.log", "a.log/b"]);
    deepStrictEqual(await listed("a.log"), ["a.log", "a.log/b"]);
    deepStrictEqual(await listed("c"), []);
    for (const [index, name] of names.entries())
      deepStrictEqual(await collect(again.read(name, all)), [{ sequence: 1, line: `of ${index}` }]);
  },
  async "trimming forgets what stands before an entry, and no more"({ logs, reopen }) {
    for (let after = 0; after < 12; after += 3) await logs.append("log", after, lines(3, after + 1));
    await logs.append("log/other", 0, lines(12));
    await logs.trim("log", 5);
    for (const each of [logs, await reopen()]) {
      deepStrictEqual(await collect(each.read("log", all)), entries(8, 5));
      deepStrictEqual(await collect(each.read("log", { from: 2, to: 6 })), entries(2, 5));
      await each.trim("log", 3);
      deepStrictEqual(await collect(each.read("log", { from: 3, to: 5 })), entries(1, 5));
    }
    deepStrictEqual(await collect(logs.read("log/other", all)), entries(12));
  },
  async "a log that was trimmed to its newest entry keeps its numbers"({ logs, reopen }) {
    await logs.append("log", 0, lines(4));
    await logs.trim("log", 4);
    const again = await reopen();
    deepStrictEqual(await collect(again.read("log", all)), entries(1, 4));
    strictEqual(await headOf(again, "log"), 4);
    deepStrictEqual([...(await again.list(""))], ["log"]);
    strictEqual(await again.append("log", 0, lines(1)), false);
    strictEqual(await again.append("log", 4, lines(2, 5)), true);
    deepStrictEqual(await collect(logs.read("log", all)), entries(3, 4));
  },
};
