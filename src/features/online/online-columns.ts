import { checkOptions, checkPort, option } from "../../core/house.js";
import { InvalidArgumentError, type Json } from "../../core/index.js";
import type { Entity, OnlineStatus } from "../../ports/house.js";
import type { OnlineFeatures } from "../../ports/index.js";

export interface OnlineColumnsOptions<Row> {
  /** Whose features are looked up. */
  readonly entity: (row: Row) => Entity;
  /** Which feature each column comes from, e.g. `{ recentVisits: "visits:last_7_days" }`. */
  readonly columns: { readonly [column: string]: string };
}

export interface OnlineRow<Row> {
  /** The row with the looked-up columns; null where there is no value that may be used. */
  readonly row: Row & { readonly [column: string]: Json };
  /** The columns that have none, and why. */
  readonly unavailable: { readonly [column: string]: Exclude<OnlineStatus, "present"> };
}

/**
 * Completes requests with columns that an online feature store knows, in one call for all of them, before they are scored: the model sees
 * a plain row of its contract, wherever the values come from. An expired value counts as missing, and is said.
 * @example const complete = onlineColumns<Request>(store, { entity: ({ user }) => ({ user }), columns: { visits: "visits:week" } });
 * const [{ row }] = await complete([request]);
 * @throws {InvalidArgumentError} no column is named.
 */
export function onlineColumns<Row extends object>(
  online: OnlineFeatures,
  options: OnlineColumnsOptions<Row>,
): (rows: readonly Row[], call?: { readonly signal?: AbortSignal }) => Promise<readonly OnlineRow<Row>[]> {
  checkOptions<OnlineColumnsOptions<Row>>("online columns", options, {
    entity: option.required(option.callback),
    columns: option.required(option.noun),
  });
  const { entity, columns } = options;
  checkPort("online columns", "online", online, ["get"]);
  const named = Object.entries(columns);
  if (named.length === 0) throw new InvalidArgumentError("online columns", "at least one of `columns`", columns);
  const features = [...new Set(Object.values(columns))];
  return async function completeRows(rows, call) {
    const found = await online.get(rows.map(entity), features, call);
    return rows.map((row, index) => {
      const values: Record<string, Json> = {};
      const unavailable: Record<string, Exclude<OnlineStatus, "present">> = {};
      for (const [column, feature] of named) {
        const { value, status } = found[index]?.[feature] ?? { value: null, status: "not-found" as const };
        values[column] = status === "present" ? value : null;
        if (status !== "present") unavailable[column] = status;
      }
      return { row: { ...row, ...values }, unavailable };
    });
  };
}
