import { checkArguments, checkOptions, type OptionRules, option } from "../../core/house.js";
import type { Contract } from "../../schema/index.js";
import type { Dataset } from "../dataset.js";
import type { Profile } from "./profile.js";
import { type ProfiledColumn, type ProfileLayout, profileReducer } from "./profile-reducer.js";

export interface ProfileOptions {
  /** Counts into its bins and words, so that the two can be compared. @default the rows' own */
  readonly reference?: Profile;
  /** The columns to look at. @default all */
  readonly columns?: readonly string[];
  /** Bins of about equal share for numbers and times, besides those of frequent values. @default 10 */
  readonly bins?: number;
  /** Words listed for text, the most frequent first. @default 100 */
  readonly categories?: number;
}

/**
 * What the columns of a dataset look like, without its rows; read batch by batch.
 * @throws {InvalidArgumentError} the options are out of range.
 */
export async function profileDataset<Row, Label extends string>(
  dataset: Dataset<Row, Label>,
  options: ProfileOptions = {},
): Promise<Profile> {
  checkArguments("profile", { dataset }, { dataset: option.dataset });
  const state = profileReducer(layoutFor(dataset.contract, options)).create();
  for await (const batch of dataset.batches()) state.addBatch(batch);
  return state.value();
}

/**
 * What plain rows look like, column by column; nothing else of the house is needed.
 * @param columns A contract, or the columns' types.
 * @example profileRows({ amount: "number", country: "text" }, rows)
 * @throws {InvalidArgumentError} the options are out of range.
 */
export function profileRows<Row, Label extends string>(
  columns: Contract<Row, Label> | { readonly [column: string]: ProfiledColumn["type"] },
  rows: Iterable<object>,
  options: ProfileOptions = {},
): Profile {
  checkArguments("profile", { columns, rows }, { columns: option.noun, rows: option.rows });
  const state = profileReducer(layoutFor(columns, options)).create();
  for (const row of rows) state.add(row);
  return state.value();
}

const rules: OptionRules<ProfileOptions> = {
  reference: option.noun,
  columns: option.listOf(option.text),
  bins: option.wholeNumber({ minimum: 2 }),
  categories: option.count,
};

interface StatedColumns {
  readonly kind: "contract";
  readonly columns: readonly ProfiledColumn[];
  readonly eventTime: string | undefined;
}

function layoutFor(
  from: StatedColumns | { readonly [column: string]: ProfiledColumn["type"] },
  given: ProfileOptions,
): ProfileLayout {
  checkOptions("profile", given, rules);
  const { reference, columns: wanted, ...options } = given;
  if (reference !== undefined) return { reference };
  const stated = isContract(from)
    ? { columns: from.columns, eventTime: from.eventTime }
    : { columns: Object.entries(from).map(([name, type]) => ({ name, type })) };
  return { ...stated, ...options, columns: stated.columns.filter(({ name }) => wanted?.includes(name) ?? true) };
}

function isContract(from: object): from is StatedColumns {
  return "kind" in from && from.kind === "contract";
}
