import type { TextColumnData } from "../../columns/column.js";
import { isMissing } from "../../columns/validity.js";
import type { ExpressionNode } from "../node.js";
import { matcher } from "../semantics/matcher.js";
import { booleanColumn, type ColumnFunction, numericColumn, textColumn, textOf } from "./column-access.js";
import { mapWords } from "./map-words.js";

/** Whether text matches a pattern, asked once for each word that occurs. */
export function matching(node: ExpressionNode & { readonly op: "matches" }, of: ColumnFunction): ColumnFunction {
  const matches = matcher(node.pattern, node.flags);
  return (batch) => {
    const column = textOf(of(batch));
    return booleanColumn(
      mapWords(column, (text) => (matches(text) ? 1 : 0)),
      column.validity,
    );
  };
}

/** Text to text or number by a table; words outside it are missing. */
export function lookup(node: ExpressionNode & { readonly op: "lookup" }, of: ColumnFunction): ColumnFunction {
  const answers = Object.values(node.entries);
  const answerOf = new Map(Object.keys(node.entries).map((from, index) => [from, index]));
  return (batch) => {
    const column = textOf(of(batch));
    const { codes, validity } = translate(column, answerOf);
    if (node.type === "text") return textColumn(codes, answers.map(String), validity);
    const values = new Float64Array(batch.length);
    for (let row = 0; row < values.length; row++) values[row] = Number(answers[codes[row] as number] ?? 0);
    return numericColumn("number", values, validity);
  };
}

function translate(
  column: TextColumnData,
  answerOf: ReadonlyMap<string, number>,
): { readonly codes: Int32Array; readonly validity: Uint8Array | undefined } {
  const { length, codes, dictionary } = column;
  const notAsked = -2;
  const outside = -1;
  const known = new Int32Array(dictionary.length).fill(notAsked);
  const result = new Int32Array(length);
  const present = new Uint8Array((length + 7) >> 3);
  let missing = false;
  for (let row = 0; row < length; row++) {
    const code = codes[row] as number;
    let answer = isMissing(column, row) ? outside : (known[code] ?? outside);
    if (answer === notAsked) {
      answer = answerOf.get(dictionary[code] as string) ?? outside;
      known[code] = answer;
    }
    if (answer === outside) missing = true;
    else {
      result[row] = answer;
      present[row >> 3] = (present[row >> 3] as number) | (1 << (row & 7));
    }
  }
  return { codes: result, validity: missing ? present : undefined };
}
