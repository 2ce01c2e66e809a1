import { InvalidArgumentError } from "../../core/index.js";

/**
 * Between two records of a shard: how many were read before, and the last of them. Sequence numbers have gaps, so only the count shows that a batch that is
 * read again is whole.
 */
export interface KinesisPosition {
  readonly count: number;
  /** Undefined before the first record. */
  readonly sequence: string | undefined;
}

export const beginning: KinesisPosition = { count: 0, sequence: undefined };

export function formatPosition({ count, sequence }: KinesisPosition): string {
  return sequence === undefined ? "0" : `${count}@${sequence}`;
}

/** @throws {InvalidArgumentError} the text is no position. */
export function parsePosition(place: string, text: string): KinesisPosition {
  if (text === "0") return beginning;
  const [, count, sequence] = /^([1-9][0-9]{0,14})@(0|[1-9][0-9]{0,127})$/.exec(text) ?? [];
  if (sequence === undefined)
    throw new InvalidArgumentError(place, "a position: a count, `@` and a sequence number, or `0`", text);
  return { count: Number(count), sequence };
}

export function samePosition(one: KinesisPosition, other: KinesisPosition): boolean {
  return one.sequence === other.sequence && one.count === other.count;
}
