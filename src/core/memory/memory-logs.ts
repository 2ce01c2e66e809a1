import type { Logs } from "../ports/logs.js";

interface MemoryLog {
  readonly lines: string[];
  /** The number of the first line. */
  first: number;
}

/** Logs in this process's memory. */
export function memoryLogs(): Logs {
  const logs = new Map<string, MemoryLog>();
  const newest = (log: MemoryLog | undefined): number => (log === undefined ? 0 : log.first + log.lines.length - 1);
  return {
    specificationVersion: "v1",
    async append(name, after, lines) {
      const log = logs.get(name) ?? { lines: [], first: 1 };
      if (newest(log) !== after) return false;
      for (const line of lines) log.lines.push(line);
      logs.set(name, log);
      return true;
    },
    async *read(name, { from, to }) {
      const log = logs.get(name);
      if (log === undefined) return;
      for (let sequence = Math.max(from, log.first); sequence <= Math.min(to, newest(log)); sequence++) {
        const line = log.lines[sequence - log.first];
        // Trimmed while it was being read.
        if (line !== undefined) yield { sequence, line };
      }
    },
    async head(name) {
      const log = logs.get(name);
      const line = log?.lines.at(-1);
      return line === undefined ? undefined : { sequence: newest(log), line };
    },
    list: async (prefix) => [...logs.keys()].filter((name) => name.startsWith(prefix)),
    async trim(name, before) {
      const log = logs.get(name);
      if (log === undefined || before <= log.first) return;
      log.lines.splice(0, before - log.first);
      log.first = before;
    },
  };
}
