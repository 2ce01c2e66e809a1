import { InvalidArgumentError } from "../../core/index.js";
import { asOfIndex, takeFound, timeCells } from "../../dataset/house.js";
import type { RawSource } from "../../ports/index.js";
import { columnFromValues, valueAt } from "../../schema/house.js";
import type { OfflineView } from "./offline-views.js";
import { readView, viewColumn } from "./read-view.js";

export interface FeastJoinOptions {
  /** The column of each row's moment: a date, or milliseconds since 1970. @default "event_timestamp" */
  readonly eventTime?: string;
  /**
   * Takes also what was created after the row's moment and speaks of earlier, which nobody could have known: Feast's own default. Otherwise it is as with its `filter_by_created_timestamp`.
   * Of a view without a created time nothing can be told. @default false
   */
  readonly includeLate?: boolean;
  readonly signal?: AbortSignal;
}

/** For each feature of a view, its value in each row as of the row's moment. */
export async function offlineCells(
  view: OfflineView,
  source: RawSource,
  features: readonly string[],
  rows: readonly { readonly [column: string]: unknown }[],
  { eventTime = "event_timestamp", includeLate = false, signal = new AbortController().signal }: FeastJoinOptions,
): Promise<readonly (readonly unknown[])[]> {
  const past = await readView(view, source, signal);
  const times = timeCells(viewColumn(view, past, view.eventTime, "time"));
  const created =
    view.createdTime === undefined ? undefined : timeCells(viewColumn(view, past, view.createdTime, "time"));
  const keys = view.keys.map((key) => ({ key, column: viewColumn(view, past, key) }));
  const find = asOfIndex(
    {
      keys: keys.map(({ column }) => column),
      times,
      ...(created && (includeLate ? { ties: created } : { knownTimes: created })),
    },
    view.ttlMilliseconds,
  );
  const found = find({
    keys: keys.map(({ key, column: { type } }) =>
      columnFromValues(
        type,
        rows.map((row) => row[key]),
        key,
      ),
    ),
    times: Float64Array.from(rows, (row) => momentOf(row[eventTime], eventTime)),
  });
  return features.map((feature) => {
    const column = takeFound(viewColumn(view, past, feature), found);
    return rows.map((_, row) => valueAt(column, row));
  });
}

function momentOf(value: unknown, column: string): number {
  const moment = value instanceof Date ? value.getTime() : value;
  if (typeof moment === "number" && Number.isFinite(moment)) return moment;
  throw new InvalidArgumentError("feast", `a date or milliseconds since 1970 in \`${column}\` of each row`, value);
}
