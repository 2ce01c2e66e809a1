import { listed } from "../core/house.js";
import { mayBeMissing } from "../schema/house.js";
import type { Contract } from "../schema/index.js";

const most = 12;

/**
 * What is wrong with a source's columns as a whole, undefined when nothing is: it has none that the contract asks for, as with another
 * delimiter, or one by a name that is only spelt otherwise, as `Age` for `age`. Without this such a file is a million rows that miss values.
 * Of a source
 * without rows, this is all that can tell a wrong header: it must have every column that no row may lack.
 * A strict schema takes no other columns, so that one in a header refuses the source, and is listed.
 * @param found Names of the columns that rows of the source have.
 * @param headed Those that stand in a header, whatever the rows have.
 * @param rows How many rows the source has.
 */
export function mistakenColumns<Row, Label extends string>(
  contract: Contract<Row, Label>,
  found: ReadonlySet<string>,
  headed: ReadonlySet<string>,
  rows: number,
): string | undefined {
  const wanted = contract.columns.filter(({ derived }) => derived === undefined).map(({ name }) => name);
  const absent = wanted.filter((name) => !found.has(name));
  const unknown = contract.strict ? [...headed].filter((name) => !wanted.includes(name)) : [];
  if (unknown.length > 0)
    return `Expected the source to have no columns but the contract's, ${listed(wanted.map(cut), most)}, as its schema is strict, got also ${listed(unknown.map(cut), most)}: name them in the contract, or take z.object(), which leaves them out`;
  if (found.size === 0 || absent.length === 0) return undefined;
  const lacking =
    rows === 0 && contract.columns.some((column) => absent.includes(column.name) && !mayBeMissing(contract, column));
  const spellings = new Set([...found].filter((name) => !wanted.includes(name)).map(letters));
  if (!lacking && absent.length < wanted.length && !absent.some((name) => spellings.has(letters(name))))
    return undefined;
  return `Expected the source to have the contract's columns ${listed(wanted.map(cut), most)}, got ${listed([...found].map(cut), most)}: name them alike in the contract or in the source's header, and look at its delimiter`;
}

function letters(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/** A whole line of a file can be taken for one name. */
function cut(name: string): string {
  return name.slice(0, 40);
}
