import { counted } from "../counted.js";
import { DamagedError } from "../errors/index.js";
import { parseJson } from "../parse-json.js";
import type { BlobPart } from "../store.js";

/*
 * A segment whose rows belong to several subjects, encoding `jsonl-by-subject@1`, is a blob of parts: first, plain, a JSON array
 * that says of each row in which part it stands; then one part for each subject and one for rows of none, sealed each with its
 * own key, with their rows as lines in their order.
 */

/** A row at rest: its canonical JSON with the line end. */
export interface SegmentLine {
  readonly text: string;
  /** Whose key seals it. */
  readonly subject: string | undefined;
}

export function partsOfLines(lines: readonly SegmentLine[]): readonly BlobPart[] {
  const encoder = new TextEncoder();
  const groups = new Map<string | undefined, { readonly part: number; text: string }>();
  const places = lines.map(({ text, subject }) => {
    const group = groups.get(subject) ?? { part: groups.size + 1, text: "" };
    group.text += text;
    groups.set(subject, group);
    return group.part;
  });
  const parts = Array.from(groups, ([subject, { text }]) => ({
    bytes: encoder.encode(text),
    ...(subject !== undefined && { subject }),
  }));
  return [{ bytes: encoder.encode(JSON.stringify(places)) }, ...parts];
}

/** The rows' lines without their ends, undefined for those whose subject was erased. @throws {DamagedError} the parts do not fit together. */
export function linesOfParts(
  parts: readonly (Uint8Array | undefined)[],
  segment: { readonly reference: string; readonly rows: number },
): readonly (string | undefined)[] {
  const { reference, rows } = segment;
  const damaged = (message: string): DamagedError =>
    new DamagedError(reference, { place: `segment ${reference}`, message });
  const decoder = new TextDecoder();
  const [index, ...groups] = parts;
  const places: unknown = index === undefined ? undefined : parseJson(decoder.decode(index));
  if (!Array.isArray(places) || places.length !== rows)
    throw damaged(
      `Expected the places of ${counted(rows, "row")}, got ${Array.isArray(places) ? places.length : "something else"}`,
    );
  const lines = groups.map((group) => (group === undefined ? undefined : decoder.decode(group).split("\n")));
  const taken = groups.map(() => 0);
  return (places as readonly unknown[]).map((place, row) => {
    const part = Number(place) - 1;
    if (!(part in lines)) throw damaged(`Expected a part for row ${row}, got ${String(place)}`);
    const group = lines[part];
    if (group === undefined) return undefined;
    const position = taken[part] ?? 0;
    taken[part] = position + 1;
    const line = group[position];
    if (line === undefined || line === "") throw damaged(`Expected row ${row} in part ${part + 1}, which has fewer`);
    return line;
  });
}
