import { type OptionRules, option, type SegmentWriterOptions, segmentRules } from "../core/house.js";
import type { Clock, Store } from "../core/index.js";

/** What prediction and label logs have in common. */
export interface LogOptions<Row> {
  readonly store: Store;
  /** Lower-case words joined by `-` or `/`. */
  readonly name: string;
  /** Which writer this is, without `/`; any number of processes may share one. It stands in the log's name, so nothing personal. @default "main" */
  readonly writer?: string;
  /** By one that stands before 2000, as a simulated one does, times of the first weeks of 1970 are not taken for seconds. @default The system's clock */
  readonly clock?: Clock;
  /** When rows go to the disk without being asked. @default { intervalMilliseconds: 1000 } */
  readonly durability?: NonNullable<SegmentWriterOptions["durability"]>;
  /** Rows per segment; Infinity leaves it to the bytes. @default 10000 */
  readonly maximumRows?: number;
  /** Bytes per segment. @default 4 MiB */
  readonly maximumBytes?: number;
  /**
   * Whose a row is, e.g. a user or a tenant: it is sealed with that subject's key, and after `store.erase(subject)` just those rows are
   * unreadable. A text for all rows, or a function; undefined for a row that is nobody's. @default nothing is sealed
   */
  readonly subject?: string | ((row: Row) => string | undefined);
}

export const logRules: OptionRules<LogOptions<never>> = {
  store: option.required(option.noun),
  name: option.required(option.text),
  writer: option.text,
  clock: option.noun,
  ...segmentRules,
  subject: option.either(option.text, option.callback),
};
