import { DamagedError, type Json } from "../core/index.js";
import type { DatasetManifest } from "./dataset.js";

/** A stored manifest. @throws {DamagedError} it is of another format. */
export function readManifest(json: Json): DatasetManifest {
  if (isManifest(json)) return json;
  throw new DamagedError("dataset", {
    place: "dataset",
    message: "Expected a manifest of format dataset@1, got other JSON",
  });
}

function isManifest(json: unknown): json is DatasetManifest {
  if (typeof json !== "object" || json === null) return false;
  const { format, version, rows, columns, segments, contract, lineage } = json as Partial<DatasetManifest>;
  return (
    format === "dataset@1" &&
    typeof version === "string" &&
    Number.isInteger(rows) &&
    Array.isArray(columns) &&
    Array.isArray(segments) &&
    contract !== undefined &&
    lineage !== undefined
  );
}
