import { checkArguments, checkOptions, fingerprint, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import type { ValueType } from "../../schema/house.js";
import { valueAt } from "../../schema/house.js";
import type { Batch } from "../../schema/index.js";
import { ColumnState, type ColumnStateJson, timeOf } from "./column-state.js";
import type { Profile } from "./profile.js";

/** A column to look at. */
export interface ProfiledColumn {
  readonly name: string;
  readonly type: ValueType;
}

/** What is counted: columns whose bins and words are found, or a reference, whose bins and words are taken. */
export type ProfileLayout =
  | {
      readonly columns: readonly ProfiledColumn[];
      /** The column that says when a row happened; other times are counted before it. @default none */
      readonly eventTime?: string | undefined;
      /** Bins of about equal share for numbers and times, besides those of frequent values. @default 10 */
      readonly bins?: number;
      /** Words listed for text, the most frequent first; a word must stand at least twice. @default 100 */
      readonly categories?: number;
    }
  | { readonly reference: Profile };

/** Counts as plain JSON, from which a state goes on. */
export interface ProfileStateJson {
  readonly format: "profile-state@1";
  /** Fingerprint of what it was counted into. */
  readonly layout: string;
  readonly rows: number;
  readonly columns: readonly ColumnStateJson[];
}

/** A profile in the making. */
export interface ProfileState {
  /** Counts a row; values it lacks are missing. */
  add(row: object): void;
  addBatch(batch: Batch): void;
  /** @throws {InvalidArgumentError} the other was counted into other bins and words. */
  merge(other: ProfileState | ProfileStateJson): void;
  value(): Profile;
  toJSON(): ProfileStateJson;
}

export interface ProfileReducer {
  create(): ProfileState;
  /** @throws {InvalidArgumentError} it was counted into other bins and words. */
  fromJSON(json: ProfileStateJson): ProfileState;
}

/**
 * Profiles rows as they come, in bounded memory: any order, batching, merging and restart gives the same profile, whether rows come one by
 * one, as in a service, or column by column.
 * @throws {InvalidArgumentError} an option is out of range, or a column is named twice.
 */
export function profileReducer(layout: ProfileLayout): ProfileReducer {
  checkArguments("profile", { layout }, { layout: option.noun });
  const { columns, eventTime, learn } = readLayout(layout);
  const id = layoutOf(layout);
  const create = (): ProfileState => {
    let rows = 0;
    const states = columns.map(
      (column) => [column.name, new ColumnState(column, learn, column.name === eventTime)] as const,
    );
    const state: ProfileState = {
      add(row) {
        rows++;
        const values = row as Readonly<Record<string, unknown>>;
        const at = eventTime === undefined ? undefined : (timeOf(values[eventTime]) ?? Number.NaN);
        for (const [name, column] of states) column.add(values[name], at);
      },
      addBatch(batch) {
        rows += batch.length;
        const at = eventTime === undefined ? undefined : timesOf(batch, eventTime);
        for (const [name, column] of states) {
          const data = batch.columns[name];
          if (data === undefined) column.addMissing(batch.length);
          else column.addColumn(data, at);
        }
      },
      merge(other) {
        const json = "add" in other ? other.toJSON() : other;
        if (json?.format !== "profile-state@1" || json.layout !== id)
          throw new InvalidArgumentError(
            "profile",
            "counts into the bins and words of the same reference",
            json,
            json?.format === "profile-state@1" ? "counts of another one" : undefined,
          );
        rows += json.rows;
        states.forEach(([, column], index) => void column.merge(json.columns[index] as ColumnStateJson));
      },
      value: () => ({
        format: "profile@1",
        rows,
        ...(eventTime !== undefined && { eventTime }),
        columns: states.map(([, column]) => column.value()),
      }),
      toJSON: () => ({
        format: "profile-state@1",
        layout: id,
        rows,
        columns: states.map(([, column]) => column.toJSON()),
      }),
    };
    return state;
  };
  return {
    create,
    fromJSON(json) {
      const state = create();
      state.merge(json);
      return state;
    },
  };
}

/** Names what rows are counted into: profiles of one layout can be compared and merged. */
export function layoutOf(layout: ProfileLayout): string {
  if (!("reference" in layout)) return fingerprint({ ...readLayout(layout) });
  const { columns, eventTime } = layout.reference;
  return fingerprint({
    eventTime,
    columns: columns.map(({ name, type, numbers, categories }) => ({
      name,
      type,
      edges: numbers?.edges,
      words: categories?.words,
    })),
  });
}

function readLayout(layout: ProfileLayout) {
  if ("reference" in layout) {
    const { format, columns, eventTime } = layout.reference;
    if (format !== "profile@1") throw new InvalidArgumentError("profile", "a `reference` of format profile@1", format);
    return { columns, eventTime, learn: undefined };
  }
  checkOptions<Exclude<ProfileLayout, { readonly reference: unknown }>>("profile", layout, {
    columns: option.required(option.listOf(option.noun)),
    eventTime: option.text,
    bins: option.wholeNumber({ minimum: 2 }),
    categories: option.count,
  });
  const { columns, eventTime, bins = 10, categories = 100 } = layout;
  const names = columns.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new InvalidArgumentError("profile", "each column once", twice);
  return { columns: columns.map(({ name, type }) => ({ name, type })), eventTime, learn: { bins, categories } };
}

function timesOf(batch: Batch, eventTime: string): (row: number) => number {
  const column = batch.columns[eventTime];
  return (row) => {
    const value = column === undefined ? null : valueAt(column, row);
    return timeOf(value) ?? Number.NaN;
  };
}
