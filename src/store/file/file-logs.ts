import { join } from "node:path";
import type { Logs } from "../../core/index.js";
import { createFileLog, type FileLog } from "./file-log.js";
import { type FileStoreOptions, filesIn } from "./file-store-options.js";
import { listLogs, logDirectory } from "./log-directory.js";

/** Logs below `<directory>/logs`, one file per commit. Any number of processes may use them at once. */
export function fileLogs(directory: string, options: FileStoreOptions = {}): Logs {
  const files = filesIn(directory, options);
  const logs = new Map<string, FileLog>();
  const logOf = (name: string): FileLog => {
    const known = logs.get(name) ?? createFileLog(name, logDirectory(directory, name), files);
    logs.set(name, known);
    return known;
  };
  return {
    specificationVersion: "v1",
    append: (log, after, lines) => logOf(log).append(after, lines),
    read: (log, { from, to }) => logOf(log).read(from, to),
    head: (log) => logOf(log).head(),
    list: (prefix) => listLogs(files.fileSystem, join(directory, "logs"), prefix),
    trim: (log, before) => logOf(log).trim(before),
  };
}
