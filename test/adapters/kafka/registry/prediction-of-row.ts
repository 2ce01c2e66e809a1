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
  if (type === "JSON") return checked(plain);
  for (const name of ["output", "decision", "row", "extra"])
    if (typeof plain[name] === "string") plain[name] = parseCanonicalJson(plain[name]);
  // An empty list is none, in Protobuf.
  if (Array.isArray(plain.missing) && plain.missing.length === 0) delete plain.missing;
  return checked(plain);
}

function checked(plain: object): Prediction {
  if (isPrediction(plain)) return plain;
  throw new TypeError(`Expected a prediction, got the columns ${Object.keys(plain).join(", ")}`);
}

function isPrediction(plain: object): plain is Prediction {
  const texts = ["id", "key", "unit", "model", "version", "arm"];
  const numbers = ["epoch", "propensity", "eventTime", "knownTime", "receivedTime", "latencyMilliseconds"];
  const values = new Map<string, unknown>(Object.entries(plain));
  return (
    texts.every((name) => typeof values.get(name) === "string") &&
    numbers.every((name) => typeof values.get(name) === "number")
  );
}
