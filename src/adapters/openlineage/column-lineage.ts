import type { Json } from "../../core/index.js";

/** How a column goes into another one, in OpenLineage's words. */
interface Transformation {
  readonly type: "DIRECT" | "INDIRECT";
  readonly subtype: "IDENTITY" | "TRANSFORMATION" | "AGGREGATION" | "GROUP_BY" | "WINDOW" | "CONDITIONAL" | "FILTER";
}

/** A column that is read, and how. */
export interface ReadColumn {
  readonly column: string;
  readonly transformations: readonly Transformation[];
}

export const identity: Transformation = { type: "DIRECT", subtype: "IDENTITY" };
export const filter: Transformation = { type: "INDIRECT", subtype: "FILTER" };
const transformation: Transformation = { type: "DIRECT", subtype: "TRANSFORMATION" };
const aggregation: Transformation = { type: "DIRECT", subtype: "AGGREGATION" };
const grouping: Transformation = { type: "INDIRECT", subtype: "GROUP_BY" };
const window: Transformation = { type: "INDIRECT", subtype: "WINDOW" };
const condition: Transformation = { type: "INDIRECT", subtype: "CONDITIONAL" };

/**
 * The columns that a stored expression reads, in order of their names. A column alone is taken as it is; a history aggregates its value, groups by its key and looks back from the
 * row's event time to when earlier rows became known; a condition only chooses.
 */
export function columnsRead(expression: Json, eventTime: string | undefined): readonly ReadColumn[] {
  const found = new Map<string, Set<Transformation>>();
  const add = (column: string, how: Transformation): void => {
    found.set(column, (found.get(column) ?? new Set()).add(how));
  };
  const visit = (node: Json, how: Transformation): void => {
    if (typeof node !== "object" || node === null) return;
    const {
      op,
      name,
      condition: chooses,
      key,
      knownAt,
      value,
      entries: _,
      ...others
    } = node as {
      readonly [part: string]: Json;
    };
    if (op === "column" && typeof name === "string") {
      add(name, how);
      return;
    }
    if (op === "history") {
      visit(value ?? null, how === transformation || how === identity ? aggregation : how);
      visit(key ?? null, grouping);
      visit(knownAt ?? null, window);
      if (eventTime !== undefined) add(eventTime, window);
      return;
    }
    visit(chooses ?? null, how.type === "DIRECT" ? condition : how);
    for (const part of Object.values(others)) visit(part, how === identity ? transformation : how);
  };
  visit(expression, identity);
  return [...found]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([column, transformations]) => ({ column, transformations: [...transformations] }));
}

/** What a contract's definition makes a column of: itself, what its schema makes of it, or other columns. */
export function columnsOfDefinition(definition: Json): { readonly [column: string]: readonly ReadColumn[] } {
  const columns = partOf(definition, "columns");
  if (!Array.isArray(columns)) return {};
  return Object.fromEntries(
    columns.map((column: Json) => {
      const [name, derived] = [String(partOf(column, "name")), partOf(column, "derived")];
      if (derived !== null) return [name, columnsRead(derived, undefined)];
      const how = partOf(column, "residual") === true ? transformation : identity;
      return [name, [{ column: name, transformations: [how] }]];
    }),
  );
}

/** What each column of stored features is made of. */
export function columnsOfFeatures(
  definitions: Json,
  eventTime: string | undefined,
): { readonly [column: string]: readonly ReadColumn[] } {
  if (!Array.isArray(definitions)) return {};
  return Object.fromEntries(
    definitions.flatMap((definition: Json) => {
      const [name, node] = [String(partOf(definition, "name")), partOf(definition, "node")];
      const names = partOf(node, "op") === "cyclical" ? [`${name} sine`, `${name} cosine`] : [name];
      return names.map((column) => [column, columnsRead(node, eventTime)] as const);
    }),
  );
}

export function partOf(json: Json, key: string): Json {
  if (typeof json !== "object" || json === null || Array.isArray(json)) return null;
  return (json as { readonly [part: string]: Json })[key] ?? null;
}
