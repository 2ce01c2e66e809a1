import { parseCsv } from "./parse-csv.js";

/** The column names in the first record of a CSV input; undefined when it has none yet (blank lines only). */
export function readHeader(bytes: Uint8Array, delimiter: string, quote: string): readonly string[] | undefined {
  const text = new TextDecoder().decode(bytes);
  for (const { fields } of parseCsv(text, delimiter, quote))
    return fields.map((name, index) => (name === "" ? `column ${index + 1}` : name));
  return undefined;
}
