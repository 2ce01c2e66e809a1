import type { Call } from "./command.js";

/** Answers with a list: as JSON where it was asked for, else as a table with a column for each entry of `columns`. */
export async function listAll<Item>(
  { has, json, table }: Call,
  items: readonly Item[],
  columns: { readonly [header: string]: (item: Item) => string | number },
): Promise<void> {
  if (has("json")) await json(items);
  else
    await table(
      Object.keys(columns),
      items.map((item) => Object.values(columns).map((cellOf) => cellOf(item))),
    );
}
