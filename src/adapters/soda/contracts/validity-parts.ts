import type { SodaCheckBody, SodaColumn, SodaValidity } from "./soda-contract.js";

export const missingParts = ["missing_values", "missing_format"] as const;
export const validParts = [
  "valid_values",
  "invalid_values",
  "valid_format",
  "invalid_format",
  "valid_min",
  "valid_max",
  "valid_length",
  "valid_min_length",
  "valid_max_length",
  "valid_reference_data",
] as const;

/** What a check states of missing or of valid values; a check that states nothing of it means what its column states. */
export function effectiveValidity(
  body: SodaCheckBody,
  column: SodaColumn | undefined,
  parts: readonly string[],
): SodaValidity {
  const own = parts.filter((part) => body[part] !== undefined && body[part] !== null);
  const from: SodaValidity = own.length > 0 ? body : (column ?? {});
  return Object.fromEntries(
    parts.flatMap((part) => (from[part] === undefined || from[part] === null ? [] : [[part, from[part]]])),
  );
}
