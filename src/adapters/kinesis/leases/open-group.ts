import { type Logs, SourceError } from "../../../core/index.js";

/** What holds for all readers of a group. */
export interface GroupFacts {
  readonly stream: string;
  /** When the stream was made, in milliseconds since 1970. */
  readonly created: number;
  /** When the group's first reader came, in milliseconds since 1970. */
  readonly begun: number;
  /** Whether records that arrived before are read, those that were kept then. */
  readonly start: "earliest" | "latest";
}

/**
 * The facts of a group: those of the reader that was the first.
 * @throws {SourceError} the group has read another stream.
 */
export async function openGroup(
  logs: Logs,
  { group, name, facts }: { readonly group: string; readonly name: string; readonly facts: GroupFacts },
): Promise<GroupFacts> {
  const log = `kinesis/${group}`;
  await logs.append(log, 0, [JSON.stringify(facts)]);
  const head = await logs.head(log);
  const first: Partial<GroupFacts> = Object(JSON.parse(head?.line ?? "null"));
  const { stream, created, begun = 0, start = "earliest" } = first;
  if (stream === facts.stream && created === facts.created) return { stream, created, begun, start };
  const found = stream === facts.stream ? "one of that name which was deleted since" : `the stream ${stream}`;
  const message = `Expected the group ${group} to read the stream ${facts.stream}, made at ${timeOf(facts.created)}, got one that has read ${found}: use another \`group\``;
  throw new SourceError({ place: `kinesis source ${name}`, message });
}

function timeOf(time: number): string {
  return new Date(time).toISOString();
}
