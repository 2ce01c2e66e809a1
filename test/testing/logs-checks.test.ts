import { describe, expect, it } from "vitest";
import { type Logs, memoryLogs } from "../../src/core/index.js";
import { fileLogs } from "../../src/store/index.js";
import type { CheckedLogs } from "../../src/testing/house.js";
import { logsChecks } from "../../src/testing/index.js";
import { failedChecks } from "./failed-checks.js";
import { temporaryDirectory } from "./temporary-directory.js";
import { withoutLinks } from "./without-links.js";

async function inMemory(logs: Logs = memoryLogs()): Promise<CheckedLogs> {
  return { logs, reopen: async () => logs, close: async () => undefined };
}

function inFiles(create: (directory: string) => Logs): () => Promise<CheckedLogs> {
  return async () => {
    const { directory, close } = await temporaryDirectory();
    return { logs: create(directory), reopen: async () => create(directory), close };
  };
}

describe("memory logs", () => {
  for (const { name, run } of logsChecks(() => inMemory())) it(name, run);
});

describe("file logs", () => {
  const create = inFiles((directory) => fileLogs(directory, { durability: "process" }));
  for (const { name, run } of logsChecks(create)) it(name, run);
});

describe("file logs on a file system without hard links", () => {
  const create = inFiles((directory) => fileLogs(directory, { durability: "process", fileSystem: withoutLinks }));
  for (const { name, run } of logsChecks(create)) it(name, run);
});

/** What adapters get wrong, each with a check that must see it. */
const faults: Readonly<Record<string, { readonly seenBy: string; readonly broken: (logs: Logs) => Logs }>> = {
  "appends whatever the newest entry is": {
    seenBy: "an append after another entry than the newest is refused and changes nothing",
    broken: (logs) => ({
      ...logs,
      append: async (log, _after, lines) => logs.append(log, (await logs.head(log))?.sequence ?? 0, lines),
    }),
  },
  "looks at the newest entry and appends later": {
    seenBy: "of appends that race after the same entry exactly one wins, and all of its lines stand",
    broken: (logs) => ({
      ...logs,
      async append(log, after, lines) {
        if (((await logs.head(log))?.sequence ?? 0) !== after) return false;
        await new Promise((resolve) => setImmediate(resolve));
        return logs.append(log, (await logs.head(log))?.sequence ?? 0, lines);
      },
    }),
  },
  "lets commits of several writers mix": {
    seenBy: "commits of writers that try until they win all stand, and never mix",
    broken(logs) {
      let calls = 0;
      return {
        ...logs,
        async append(log, after, lines) {
          for (const [index, line] of lines.entries()) {
            for (let turn = 0; turn < calls % 5; turn++) await new Promise((resolve) => setImmediate(resolve));
            calls++;
            if (!(await logs.append(log, after + index, [line]))) return false;
          }
          return true;
        },
      };
    },
  },
  "gives a stale head": {
    seenBy: "the head is the newest entry",
    broken(logs) {
      const heads = new Map<string, ReturnType<Logs["head"]>>();
      return {
        ...logs,
        head(log) {
          const head = heads.get(log) ?? logs.head(log);
          heads.set(log, head);
          return head;
        },
      };
    },
  },
  "ends a range before its last entry": {
    seenBy: "a range is inclusive, may begin inside of a commit and end beyond the newest entry",
    broken: (logs) => ({ ...logs, read: (log, { from, to }) => logs.read(log, { from, to: to - 1 }) }),
  },
  "reads one page of a long log": {
    seenBy: "a long log is read whole and in order, however its commits were cut",
    broken: (logs) => ({
      ...logs,
      read: (log, { from, to }) => logs.read(log, { from, to: Math.min(to, from + 999) }),
    }),
  },
  "trims one entry too many": {
    seenBy: "trimming forgets what stands before an entry, and no more",
    broken: (logs) => ({ ...logs, trim: (log, before) => logs.trim(log, before + 1) }),
  },
  "never trims": {
    seenBy: "trimming forgets what stands before an entry, and no more",
    broken: (logs) => ({ ...logs, trim: async () => undefined }),
  },
  "numbers from 1 again after a trim": {
    seenBy: "a log that was trimmed to its newest entry keeps its numbers",
    broken(logs) {
      const trimmed = new Map<string, number>();
      const less = (log: string): number => trimmed.get(log) ?? 0;
      return {
        ...logs,
        async trim(log, before) {
          trimmed.set(log, Math.max(less(log), before - 1));
          await logs.trim(log, before);
        },
        async head(log) {
          const head = await logs.head(log);
          return head && { ...head, sequence: head.sequence - less(log) };
        },
      };
    },
  },
  "lists logs whose names hold the prefix anywhere": {
    seenBy: "logs are listed by prefix and do not meet when one's name begins another's",
    broken: (logs) => ({
      ...logs,
      list: async (prefix) => (await logs.list("")).filter((name) => name.includes(prefix.replace(".", ""))),
    }),
  },
  "keeps logs apart by their last word": {
    seenBy: "logs are listed by prefix and do not meet when one's name begins another's",
    broken: (logs) => {
      const short = (log: string): string => log.split("/").at(-1) ?? log;
      return {
        ...logs,
        append: (log, after, lines) => logs.append(short(log), after, lines),
        read: (log, range) => logs.read(short(log), range),
      };
    },
  },
  "keeps lines in a narrow character set": {
    seenBy: "lines come back character by character, numbered from 1",
    broken: (logs) => ({
      ...logs,
      append: (log, after, lines) =>
        logs.append(
          log,
          after,
          lines.map((line) => Buffer.from(line, "latin1").toString("latin1")),
        ),
    }),
  },
};

describe("logsChecks", () => {
  for (const [fault, { seenBy, broken }] of Object.entries(faults))
    it(`fails an adapter that ${fault}`, async () => {
      expect(await failedChecks(logsChecks(() => inMemory(broken(memoryLogs()))))).toContain(seenBy);
    });
});
