import type { Evaluation, Outcome } from "../evaluation.js";
import type { FrameColumn } from "../frame/frame.js";
import { columnNamed } from "../frame/select-rows.js";
import { countValues } from "./count-values.js";
import { plainValue } from "./plain-value.js";

export interface MapFindings {
  /** The columns that are looked at. */
  readonly columns: readonly FrameColumn[];
  /** Places in the frame. */
  readonly unexpected: readonly number[];
  /** How many rows count; undefined for those who look at missing values themselves. */
  readonly considered: number | undefined;
  /** A row's value as lists show it. */
  valueAt(place: number): unknown;
  /** The same, as it is counted. */
  countedAt?(place: number): unknown;
}

/** The result of an expectation of rows: how many are unexpected, and with a fuller format which. */
export function mapOutcome(evaluation: Evaluation, findings: MapFindings): Outcome {
  const { frame, keywords, format } = evaluation;
  const { unexpected, considered } = findings;
  const elements = frame.length;
  const counted = considered ?? elements;
  const mostly = typeof keywords.mostly === "number" ? keywords.mostly : 1;
  const success = counted === 0 || elements === 0 || (counted - unexpected.length) / counted >= mostly;
  if (format.result_format === "BOOLEAN_ONLY") return { success, result: {} };
  const complete = format.result_format === "COMPLETE";
  const shown = Math.min(format.partial_unexpected_count, evaluation.maximumValues);
  const listed = unexpected.slice(0, complete ? evaluation.maximumValues : shown);
  const values = listed.map((place) => plainValue(findings.valueAt(place)));
  const percent = (part: number, whole: number): number | null => (whole > 0 ? (part / whole) * 100 : null);
  const ofTotal = percent(unexpected.length, elements);
  const ofConsidered = considered === undefined ? ofTotal : percent(unexpected.length, considered);
  const withValues = format.exclude_unexpected_values !== true;
  const names = format.unexpected_index_column_names;
  const result: Record<string, unknown> = {
    element_count: elements,
    unexpected_count: unexpected.length,
    unexpected_percent: ofConsidered,
    ...(withValues && { partial_unexpected_list: values.slice(0, format.partial_unexpected_count) }),
    ...(names !== undefined && { unexpected_index_column_names: names }),
    ...(considered !== undefined && {
      missing_count: elements - considered,
      missing_percent: percent(elements - considered, elements),
      unexpected_percent_total: ofTotal,
      unexpected_percent_nonmissing: elements > 0 ? ofConsidered : null,
    }),
  };
  if (format.result_format === "BASIC") return { success, result };
  const indexes = (complete ? unexpected : unexpected.slice(0, format.partial_unexpected_count)).map((place) =>
    indexOf(evaluation, findings, place),
  );
  if (format.partial_unexpected_count > 0) {
    const countedAt = findings.countedAt ?? findings.valueAt;
    if (withValues)
      result.partial_unexpected_counts = countValues(
        listed.map((place) => countedAt.call(findings, place)),
        format.partial_unexpected_count,
      ).map((entry) => ("error" in entry ? entry : { value: plainValue(entry.value), count: entry.count }));
    result.partial_unexpected_index_list = indexes.slice(0, format.partial_unexpected_count);
  }
  if (!complete) return { success, result };
  if (withValues) result.unexpected_list = values;
  result.unexpected_index_list = indexes;
  if (format.return_unexpected_index_query !== false)
    result.unexpected_index_query = `df.filter(items=[${unexpected.map((place) => frame.positions[place]).join(", ")}], axis=0)`;
  return { success, result };
}

/** What names a row: its position, or the values of the columns that are named for it, beside those that were looked at. */
function indexOf({ frame, format }: Evaluation, { columns }: MapFindings, place: number): unknown {
  const names = format.unexpected_index_column_names;
  if (names === undefined) return frame.positions[place];
  const keys = names.map((name) => columnNamed(frame, name));
  const values = format.exclude_unexpected_values === true ? keys : [...columns, ...keys];
  return Object.fromEntries(values.map(({ name, cells }) => [name, plainValue(cells[place] ?? null)]));
}
