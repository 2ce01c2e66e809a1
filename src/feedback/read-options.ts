import { type OptionRules, option } from "../core/house.js";
import { InvalidArgumentError } from "../core/index.js";

/** Which rows of a prediction or label log are read. */
export interface ReadOptions {
  /** Only what happened then or later, by event time; milliseconds since 1970. @default all */
  readonly from?: number;
  /** Only what happened before, by event time; milliseconds since 1970. @default all */
  readonly to?: number;
  /** Only what this writer wrote. @default all writers */
  readonly writer?: string;
  /** Called with the position of each row whose subject was erased; it is passed over. */
  readonly onErased?: (position: string) => void;
}

export const readRules: OptionRules<ReadOptions> = {
  from: option.number({ infinite: true }),
  to: option.number({ infinite: true }),
  writer: option.text,
  onErased: option.callback,
};

/** @throws {InvalidArgumentError} a bound is no time, or `to` is before `from`. */
export function inRange(place: string, range: ReadOptions): (row: { readonly eventTime: number }) => boolean {
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = range;
  if (!(from <= to)) throw new InvalidArgumentError(place, "`from` at or before `to`, in milliseconds", { from, to });
  return ({ eventTime }) => eventTime >= from && eventTime < to;
}
