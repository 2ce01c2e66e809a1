import { isMissing } from "../../schema/house.js";
import type { ColumnData } from "../../schema/index.js";

/** How often each category occurs in a text or boolean column, what is none of them counted last, and how many rows are missing. */
export function countCategories(
  column: ColumnData,
  categories: readonly string[],
): { readonly counts: number[]; readonly missing: number } {
  const counts = new Array<number>(categories.length + 1).fill(0);
  const indexOf = new Map(categories.map((category, index) => [category, index]));
  const translate = (word: string): number => indexOf.get(word) ?? categories.length;
  const byCode = column.type === "text" ? Int32Array.from(column.dictionary, translate) : undefined;
  const byValue = [translate("false"), translate("true")];
  let missing = 0;
  for (let row = 0; row < column.length; row++) {
    if (isMissing(column, row)) {
      missing++;
      continue;
    }
    const index =
      column.type === "text"
        ? (byCode?.[column.codes[row] as number] ?? categories.length)
        : (byValue[column.type === "boolean" && column.values[row] === 1 ? 1 : 0] as number);
    counts[index] = (counts[index] as number) + 1;
  }
  return { counts, missing };
}
