import { join } from "node:path";
import { firstSequenceOf } from "./commit-file.js";
import type { FileSystem } from "./file-system.js";

/** A log's directory ends in a sign that no log's name has, so that the logs `a` and `a/b` do not meet. */
const suffix = "@";

export function logDirectory(directory: string, log: string): string {
  return join(directory, "logs", `${log}${suffix}`);
}

/** Names of the logs that begin with a prefix, sorted. Only directories that can hold such logs are listed. */
export async function listLogs(fileSystem: FileSystem, root: string, prefix: string): Promise<readonly string[]> {
  const found: string[] = [];
  async function walk(directory: string, path: string): Promise<void> {
    for (const name of await fileSystem.list(directory)) {
      const full = `${path}${name}`;
      if (name.endsWith(suffix)) {
        const log = full.slice(0, -suffix.length);
        // The directory is made before its first commit, and a crash may come in between.
        if (log.startsWith(prefix) && (await holdsCommits(fileSystem, join(directory, name)))) found.push(log);
      } else if (`${full}/`.startsWith(prefix) || prefix.startsWith(`${full}/`)) {
        await walk(join(directory, name), `${full}/`);
      }
    }
  }
  await walk(root, "");
  return found.sort();
}

async function holdsCommits(fileSystem: FileSystem, directory: string): Promise<boolean> {
  if (await fileSystem.exists(join(directory, "head.json"))) return true;
  return (await fileSystem.list(directory)).some((name) => firstSequenceOf(name) !== undefined);
}
