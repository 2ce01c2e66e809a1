import { join } from "node:path";
import { counted } from "../../core/house.js";
import { canonicalJson, DamagedError, type LogEntry } from "../../core/index.js";

/** A log's directory holds one file per commit, named by the number of its first entry. */
export function commitPath(directory: string, first: number): string {
  return join(directory, `${String(first).padStart(15, "0")}.jsonl`);
}

/** The number in a commit file's name; undefined for other files. */
export function firstSequenceOf(name: string): number | undefined {
  return /^\d{15}\.jsonl$/.test(name) ? Number(name.slice(0, 15)) : undefined;
}

/** A line that says what follows, so that a file cut between two lines is known for what it is, then one line per entry. */
export function encodeCommit(log: string, first: number, lines: readonly string[]): Uint8Array {
  const header = canonicalJson({ events: lines.length, first, format: commitFormat, log });
  return new TextEncoder().encode(`${header}\n${lines.join("\n")}\n`);
}

const commitFormat = "golden-pipeline/commit@1";

/** What a commit file holds, or what is wrong with it: `cut` when it is shorter than it was written, `edited` otherwise. */
export type CommitContent =
  | { readonly lines: readonly string[]; readonly damage?: never }
  | { readonly damage: "cut" | "edited"; readonly message: string };

/** Checks how many lines there are, not what they say: lines are checked by their hashes. */
export function inspectCommit(log: string, bytes: Uint8Array, first: number): CommitContent {
  const edited = (message: string): CommitContent => ({ damage: "edited", message });
  const [header = "", ...lines] = new TextDecoder().decode(bytes).split("\n");
  if (lines.length === 0) return { damage: "cut", message: "Expected a whole commit, got a part of one" };
  const count = /^\{"events":(\d+),"first":(\d+),"format":"([^"]*)","log":"([^"]*)"\}$/.exec(header);
  if (!count) return edited("Expected a commit's header in the first line, got something else");
  if (count[3] !== commitFormat || count[4] !== log || Number(count[2]) !== first)
    return edited(`Expected ${commitFormat} of log ${log} from event ${first}, got another header`);
  if (lines.length <= Number(count[1]))
    return {
      damage: "cut",
      message: `Expected ${counted(Number(count[1]), "event")}, got ${counted(lines.length - 1, "whole line")}`,
    };
  if (lines.length - 1 > Number(count[1]) || lines.pop() !== "")
    return edited(`Expected ${counted(Number(count[1]), "event")} and nothing else, got more`);
  return { lines };
}

/** The entries of a commit; undefined for one without any. @throws {DamagedError} cut, or not of the form. */
export function decodeCommit(log: string, path: string, bytes: Uint8Array, first: number): Commit | undefined {
  const content = inspectCommit(log, bytes, first);
  if (content.damage !== undefined)
    throw new DamagedError(`${log}@${first}`, { place: `log ${log}`, message: `${content.message} in ${path}` });
  const [entry, ...more] = content.lines.map((line, index) => ({ sequence: first + index, line }));
  return entry && [entry, ...more];
}

export type Commit = readonly [LogEntry, ...LogEntry[]];
