import { checkOptions, option } from "../../core/house.js";
import { InvalidArgumentError, type Json } from "../../core/index.js";
import { createServiceClient, type ServiceOptions, serviceRules } from "../../ports/house.js";

export interface FeastWriter {
  /**
   * Pushes rows to a push source: keys, features and the columns of its times. Some of Feast's stores, SQLite among them, let an older row take the place of a newer one.
   * @param to Where they go. @default "online"
   */
  push(
    source: string,
    rows: readonly { readonly [column: string]: Json | Date }[],
    to?: "online" | "offline" | "online_and_offline",
  ): Promise<void>;
  /** Brings what the offline store has of a time into the online store. It takes as long as it takes: give `timeoutMilliseconds`. */
  materialise(span: {
    /** @default where the last one ended */
    readonly from?: Date | number;
    readonly to: Date | number;
    /** @default all */
    readonly views?: readonly string[];
  }): Promise<void>;
}

/**
 * Writes to a Feast feature server. Doing the same again changes nothing, so what failed may be tried again.
 * @throws {InvalidArgumentError} an option is outside what is accepted. Calls reject with a `ServiceError` when Feast gives no answer or refuses.
 */
export function createFeastWriter(options: ServiceOptions): FeastWriter {
  checkOptions("feast", options, serviceRules);
  const service = createServiceClient("feast", options);
  return {
    async push(source, rows, to = "online") {
      const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
      const cells = (column: string): Json => rows.map((row) => toJson(row[column]));
      const df = Object.fromEntries(columns.map((column) => [column, cells(column)]));
      if (rows.length > 0) await service.call("POST", "/push", { push_source_name: source, df, to });
    },
    async materialise(span) {
      checkOptions("feast", span, {
        from: option.moment,
        to: option.required(option.moment),
        views: option.listOf(option.text),
      });
      const { from, to, views } = span;
      if (from !== undefined && Number(from) >= Number(to))
        throw new InvalidArgumentError("feast", "`to` to be after `from`", to);
      const body = { end_ts: timeOf(to), ...(views !== undefined && { feature_views: views }) };
      if (from === undefined) await service.call("POST", "/materialize-incremental", body);
      else await service.call("POST", "/materialize", { ...body, start_ts: timeOf(from) });
    },
  };
}

function toJson(value: Json | Date | undefined): Json {
  return value instanceof Date ? value.toISOString() : (value ?? null);
}

function timeOf(time: Date | number): string {
  return new Date(Number(time)).toISOString();
}
