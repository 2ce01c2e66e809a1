import { InvalidArgumentError, type Json } from "../../core/index.js";

/** Where a feature view's rows stand, and how they are looked up. */
export interface OfflineView {
  readonly name: string;
  /** The path or address of its file, as the repository says it. */
  readonly path: string;
  readonly keys: readonly string[];
  readonly features: readonly string[];
  readonly eventTime: string;
  readonly createdTime: string | undefined;
  /** How old a value may be; undefined for ever, which Feast writes as 0. */
  readonly ttlMilliseconds: number | undefined;
  /** Columns of the file that have other names in the view. */
  readonly renamed: { readonly [column: string]: string };
}

/** @throws {InvalidArgumentError} it is not what `feast registry-dump` prints. */
export async function offlineViews(registry: Json): Promise<readonly OfflineView[]> {
  const { registryDump } = await import("./registry-dump.js"); // Loaded late, as zod is slow to load.
  const read = registryDump.safeParse(registry);
  if (!read.success) {
    const { path = [], message = "" } = read.error.issues[0] ?? {};
    const got = `${path.join(".") || "the whole"}: ${message}`;
    throw new InvalidArgumentError("feast", "`registry` to be what `feast registry-dump` prints", undefined, got);
  }
  return read.data.featureViews.flatMap(({ spec }) => {
    const { name, entityColumns, features, batchSource, ttl } = spec;
    const { fileOptions, timestampField, createdTimestampColumn, fieldMapping } = batchSource;
    // What stands in a warehouse has no file to read.
    if (fileOptions === undefined) return [];
    const milliseconds = Number(ttl.slice(0, -1)) * 1000;
    return {
      name,
      path: fileOptions.uri,
      keys: entityColumns.map((column) => column.name),
      features: features.map((feature) => feature.name),
      eventTime: timestampField,
      createdTime: createdTimestampColumn,
      ttlMilliseconds: milliseconds === 0 ? undefined : milliseconds,
      renamed: fieldMapping,
    };
  });
}
