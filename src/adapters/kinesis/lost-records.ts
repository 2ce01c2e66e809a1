import { SourceError } from "../../core/index.js";

const advice = 'Give `missing: "kept"` to go on without them, and keep records longer';

/** A shard is gone that was not read to its end. */
export function lostParent(place: string, parent: string, child: string): SourceError {
  const message = `Expected the shard ${parent} to be read to its end before ${child}, which continues it, got a stream that has it no longer: its last records may have been deleted before they were read, how many cannot be said. ${advice}`;
  return new SourceError({ place, message });
}

/** Nothing of a shard was committed for longer than its records are kept. */
export function lostRecords(
  place: string,
  facts: {
    readonly shard: string;
    readonly position: string | null;
    readonly readTo: number;
    readonly oldest: number;
  },
): SourceError {
  const { shard, position, readTo, oldest } = facts;
  const [from, kept] = [timeOf(readTo), timeOf(oldest)];
  const message = `Expected the records of shard ${shard} after position ${position ?? "0"}, from ${from} on, got a stream that keeps those from ${kept} on: some may have been deleted before they were read, how many cannot be said, as sequence numbers have gaps. ${advice}`;
  return new SourceError({ place, message });
}

function timeOf(time: number): string {
  return new Date(time).toISOString();
}
