import type { Prediction } from "golden-pipeline/model";
import { parseCanonicalJson } from "../../../../src/core/house.js";

/** A prediction behind a row of a topic of registered predictions. */
export function predictionOfRow(
  row: Readonly<Record<string, unknown>>,
  type: "AVRO" | "JSON" | "PROTOBUF",
): Prediction {
  const entries = Object.entries(row).filter(
    ([name, value]) => !name.startsWith("_") && !(value === null && (type !== "JSON" || row[name] === undefined)),
  );
  const plain: Record<string, unknown> = Object.fromEntries(entries);
  for (const [name, value] of entries) if (value instanceof Date) plain[name] = value.getTime();
  if (type === "JSON") return plain as unknown as Prediction;
  for (const name of ["output", "decision", "row", "extra"])
    if (typeof plain[name] === "string") plain[name] = parseCanonicalJson(plain[name]);
  // An empty list is none, in Protobuf.
  if (Array.isArray(plain.missing) && plain.missing.length === 0) delete plain.missing;
  return plain as unknown as Prediction;
}
