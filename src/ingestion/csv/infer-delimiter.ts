import { SourceError } from "../../core/index.js";
import type { Dialect } from "./dialect.js";
import { parseCsv } from "./parse-csv.js";

const candidates = [",", ";", "\t", "|"] as const;
/** Of the records of a sample, how many at least have as many fields as the first: files have ragged lines. */
const leastShare = 0.9;

interface Evidence {
  readonly delimiter: string;
  readonly fields: number;
  readonly share: number;
}

/**
 * The one delimiter by which nearly all records of a sample have as many fields as the first one, two or more.
 * @param whole The sample is the whole text, so that its last record is not cut.
 * @throws {SourceError} several do, or none does although some stand in the text.
 */
export function inferDelimiter(
  place: string,
  name: string,
  sample: string,
  others: Omit<Dialect, "delimiter">,
  whole: boolean,
): string {
  const evidence = candidates.map((delimiter): Evidence => {
    const records = [...parseCsv(sample, { ...others, delimiter })];
    const judged = whole || records.length === 1 ? records : records.slice(0, -1);
    const fields = judged[0]?.fields.length ?? 0;
    const alike = judged.filter((record) => record.problem === undefined && record.fields.length === fields);
    return { delimiter, fields, share: alike.length / Math.max(1, judged.length) };
  });
  const proven = evidence.filter(({ fields, share }) => fields > 1 && share >= leastShare);
  const [found] = proven;
  if (found !== undefined && proven.length === 1) return found.delimiter;
  // One column of plain text has none, and any reads it alike.
  if (found === undefined && evidence.every(({ fields, share }) => fields <= 1 && share === 1)) return ",";
  const told = evidence.map(
    ({ delimiter, fields, share }) =>
      `by ${JSON.stringify(delimiter)} ${Math.floor(100 * share)} % of the records have the ${fields} field${fields === 1 ? "" : "s"} of the first`,
  );
  throw new SourceError({
    place,
    message: `Expected one delimiter that parts the records of ${JSON.stringify(name)} alike, got ${proven.length === 0 ? "none" : proven.length}: ${told.join("; ")}. State \`delimiter\``,
  });
}
