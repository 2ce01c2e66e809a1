import { InvalidArgumentError } from "../core/index.js";

/**
 * Why a row has no answer: `rate-limit` too many calls; `timeout` none in time; `unavailable` nobody was there; `refused` this one row was
 * refused; `unreadable` the answer is none of the task's.
 */
export type UnansweredKind = (typeof unansweredKinds)[number];

const unansweredKinds = ["rate-limit", "timeout", "unavailable", "refused", "unreadable"] as const;

/** A row that a model could not answer, though it answered others. */
export interface UnansweredRow {
  readonly row: number;
  readonly kind: UnansweredKind;
  /** For people. */
  readonly reason: string;
}

interface Answered {
  readonly unanswered?: readonly UnansweredRow[];
}

/** Why a row of outputs has no answer; undefined when it has one. */
export function unansweredAt({ unanswered }: Answered, row: number): UnansweredRow | undefined {
  if (unanswered === undefined) return undefined;
  let [low, high] = [0, unanswered.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((unanswered[middle] as UnansweredRow).row < row) low = middle + 1;
    else high = middle;
  }
  return unanswered[low]?.row === row ? unanswered[low] : undefined;
}

/** Those of the rows that were kept, by their new places. */
export function takeUnanswered({ unanswered }: Answered, kept: ArrayLike<number>): Answered {
  if (unanswered === undefined) return {};
  const taken = Array.from(kept).flatMap((from, row) => {
    const found = unansweredAt({ unanswered }, from);
    return found === undefined ? [] : [{ ...found, row }];
  });
  return taken.length === 0 ? {} : { unanswered: taken };
}

/** @throws {InvalidArgumentError} there are none, they do not rise, one is no row, or it does not say why. */
export function checkUnanswered(place: string, { unanswered }: Answered, rows: number): void {
  if (unanswered === undefined) return;
  if (!Array.isArray(unanswered) || unanswered.length === 0)
    throw new InvalidArgumentError(
      place,
      "`unanswered` to list rows, or to be left out where there are none",
      unanswered,
    );
  let last = -1;
  for (const one of unanswered as readonly UnansweredRow[]) {
    if (!Number.isInteger(one?.row) || one.row <= last || one.row >= rows)
      throw new InvalidArgumentError(place, `rising rows below ${rows} in \`unanswered\``, one?.row);
    if (!unansweredKinds.includes(one.kind) || typeof one.reason !== "string")
      throw new InvalidArgumentError(
        place,
        `a \`kind\` (${unansweredKinds.join(", ")}) and a \`reason\` of the unanswered row ${one.row}`,
        one,
      );
    last = one.row;
  }
}
