import { checkArguments, checkOptions, option } from "../../core/house.js";
import { InvalidArgumentError, type Json } from "../../core/index.js";
import type { RawSource } from "../../ports/index.js";
import type { FeastJoinOptions } from "./offline-cells.js";
import { type OfflineView, offlineViews } from "./offline-views.js";

export interface FeastOfflineFeaturesOptions {
  /** What `feast registry-dump` prints: views, their keys, times and ttl, and where their files stand. */
  readonly registry: Json;
  /** Reads a view's file, e.g. `({ path }) => parquetSource(join(repository, path))`. */
  readonly source: (view: { readonly name: string; readonly path: string }) => RawSource;
}

type Joined<Row, Columns> = Row & { readonly [Column in keyof Columns]: unknown };

export interface FeastOfflineFeatures {
  /**
   * The rows with features as they were at each row's moment, in their order, none lost or doubled. Null where there was none, or none young enough for its view's `ttl`.
   * @param columns Which feature each column comes from, as for `onlineColumns`: `{ visits: "by_user:visits" }`.
   */
  join<Row extends object, const Columns extends { readonly [column: string]: string }>(
    rows: readonly Row[],
    columns: Columns,
    options?: FeastJoinOptions,
  ): Promise<readonly Joined<Row, Columns>[]>;
}

/**
 * Point-in-time joins of Feast's offline files, without Feast: what its `get_historical_features` gives. Values are as the files have them, for a contract to validate.
 * @throws {InvalidArgumentError} an option is outside what is accepted. Calls reject with one when a feature is not there or a row lacks its moment or is of other keys, and with a
 * `SourceError` when a file cannot be read or has not what its view says.
 */
export function feastOfflineFeatures(options: FeastOfflineFeaturesOptions): FeastOfflineFeatures {
  checkOptions<FeastOfflineFeaturesOptions>("feast", options, {
    registry: option.required(option.noun),
    source: option.required(option.callback),
  });
  const { registry, source } = options;

  return {
    async join<Row extends object, const Columns extends { readonly [column: string]: string }>(
      rows: readonly Row[],
      columns: Columns,
      call: FeastJoinOptions = {},
    ): Promise<readonly Joined<Row, Columns>[]> {
      checkArguments("feast", { rows, columns }, { rows: option.rows, columns: option.noun });
      checkOptions<FeastJoinOptions>("feast", call, {
        eventTime: option.text,
        includeLate: option.flag,
        signal: option.noun,
      });
      const views = await offlineViews(registry);
      const asked = Object.entries<string>(columns).map(([column, name]) => ({ column, ...featureOf(views, name) }));
      const entities = rows.map((row): { readonly [column: string]: unknown } =>
        Object.fromEntries(Object.entries(row)),
      );
      const taken = rows.map((): Record<string, unknown> => ({}));
      // Loaded late: whoever asks the online store does without.
      const { offlineCells } = await import("./offline-cells.js");
      for (const view of new Set(asked.map((one) => one.view))) {
        const own = asked.filter((one) => one.view === view);
        const features = own.map(({ feature }) => feature);
        const past = source({ name: view.name, path: view.path });
        const cells = await offlineCells(view, past, features, entities, call);
        for (const [place, { column }] of own.entries())
          for (const [row, values] of taken.entries()) values[column] = cells[place]?.[row] ?? null;
      }
      return rows.map((row, at) => ({ ...row, ...taken[at] }) as Joined<Row, Columns>);
    },
  };
}

function featureOf(
  views: readonly OfflineView[],
  name: string,
): { readonly view: OfflineView; readonly feature: string } {
  const [viewName, feature = ""] = name.split(":");
  const view = views.find((one) => one.name === viewName);
  if (view?.features.includes(feature)) return { view, feature };
  const known = views.flatMap((one) => one.features.map((other) => `${one.name}:${other}`));
  throw new InvalidArgumentError("feast", `a feature among ${known.join(", ")}`, name);
}
