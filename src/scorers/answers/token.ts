import type { CalendarDate } from "./dates.js";
import type { Numeral } from "./numeral.js";

/** A piece of a plain text. */
export interface Token {
  /** `identifier` is whatever mixes digits with other things: versions, codes, times of day, runs too long to be numbers. */
  readonly kind: "number" | "word" | "symbol" | "identifier" | "date";
  /** As written. */
  readonly raw: string;
  /** In lower case. */
  readonly text: string;
  /** No space stands between this and the token before. */
  readonly glued: boolean;
  /** A line begins here. */
  readonly newLine: boolean;
  /** A sentence begins here. */
  readonly newSentence: boolean;
  readonly numeral?: Numeral | undefined;
  readonly date?: CalendarDate | undefined;
}
