import { join } from "node:path";
import { decodeEvent } from "../../core/house.js";
import { canonicalJson, DamagedError, type Digest, type StoredEvent } from "../../core/index.js";

/** A log's directory holds one file per commit, named by the sequence of its first event. */
export function commitPath(directory: string, firstSequence: number): string {
  return join(directory, `${String(firstSequence).padStart(15, "0")}.jsonl`);
}

/** The sequence in a commit file's name; undefined for other files. */
export function firstSequenceOf(name: string): number | undefined {
  return /^\d{15}\.jsonl$/.test(name) ? Number(name.slice(0, 15)) : undefined;
}

/** A line that says what follows, so that a file cut between two lines is known for what it is, then one line per event. */
export function encodeCommit(log: string, first: number, lines: readonly string[]): Uint8Array {
  const header = canonicalJson({ events: lines.length, first, format: commitFormat, log });
  return new TextEncoder().encode(`${header}\n${lines.join("\n")}\n`);
}

const commitFormat = "golden-pipeline/commit@1";

/** What a commit file holds, or what is wrong with it: `cut` when it is shorter than it was written, `edited` otherwise. */
export type CommitContent =
  | { readonly events: readonly StoredEvent[]; readonly damage?: never }
  | { readonly damage: "cut" | "edited"; readonly message: string };

/** @param previous The hash of the event before it; undefined when that is not known. */
export function inspectCommit(
  log: string,
  bytes: Uint8Array,
  first: number,
  previous: Digest | null | undefined,
): CommitContent {
  const edited = (message: string): CommitContent => ({ damage: "edited", message });
  const [header = "", ...lines] = new TextDecoder().decode(bytes).split("\n");
  if (lines.length === 0) return { damage: "cut", message: "Expected a whole commit, got a part of one" };
  const count = /^\{"events":(\d+),"first":(\d+),"format":"([^"]*)","log":"([^"]*)"\}$/.exec(header);
  if (!count) return edited("Expected a commit's header in the first line, got something else");
  if (count[3] !== commitFormat || count[4] !== log || Number(count[2]) !== first)
    return edited(`Expected ${commitFormat} of log ${log} from event ${first}, got another header`);
  if (lines.length <= Number(count[1]))
    return { damage: "cut", message: `Expected ${count[1]} events, got ${lines.length - 1} whole lines` };
  if (lines.length - 1 > Number(count[1]) || lines.pop() !== "")
    return edited(`Expected ${count[1]} events and nothing else, got more`);
  const events: StoredEvent[] = [];
  let expected = previous;
  for (const [index, line] of lines.entries()) {
    const sequence = first + index;
    const event = decodeEvent(log, line);
    if (event === undefined) return edited(`Expected event ${sequence} to fit its hash, it was edited`);
    if (event.sequence !== sequence) return edited(`Expected event ${sequence}, got event ${event.sequence}`);
    if (expected !== undefined && event.previous !== expected)
      return edited(
        `Expected event ${sequence} to follow ${expected ?? "nothing"}, got one that follows ${event.previous ?? "nothing"}`,
      );
    expected = event.hash;
    events.push(event);
  }
  return { events };
}

/** @throws {DamagedError} cut or edited. */
export function decodeCommit(
  log: string,
  path: string,
  bytes: Uint8Array,
  first: number,
  previous: Digest | null | undefined,
): readonly StoredEvent[] {
  const content = inspectCommit(log, bytes, first, previous);
  if (content.damage !== undefined)
    throw new DamagedError(`${log}@${first}`, { place: `log ${log}`, message: `${content.message} in ${path}` });
  return content.events;
}
