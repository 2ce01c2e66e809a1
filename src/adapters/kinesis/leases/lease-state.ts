/** What a lease's newest entry says. */
export interface LeaseState {
  readonly shard: string;
  /** Who has it, among the readers; null: nobody. */
  readonly reader: string | null;
  /** Another one each time that it is taken: a reader that had it before does not take another's writes for its own. */
  readonly holder: string | null;
  /** What was committed; null: nothing. */
  readonly position: string | null;
  /** The shard was committed to its end. */
  readonly ended: boolean;
  /** All that had arrived until then was committed, or is not asked for, in milliseconds since 1970; 0: nothing is known. */
  readonly readTo: number;
}

export function writeLease(state: LeaseState): string {
  const { shard, reader, holder, position, ended, readTo } = state;
  return JSON.stringify({ shard, reader, holder, position, ended, readTo });
}

/** @throws {TypeError} the line is no lease. */
export function readLease(line: string): LeaseState {
  const read: Partial<LeaseState> = Object(JSON.parse(line));
  const { shard, reader = null, holder = null, position = null, ended = false, readTo = 0 } = read;
  const texts = [reader, holder, position].every((text) => text === null || typeof text === "string");
  if (typeof shard !== "string" || !texts || typeof ended !== "boolean" || typeof readTo !== "number")
    throw new TypeError(`Expected a lease of a shard, got ${line.slice(0, 200)}`);
  return { shard, reader, holder, position, ended, readTo };
}
