import { type NotExpressed, patternToPython } from "../../../ports/house.js";
import { type ColumnCheck, type ColumnDefinition, tightestLengths } from "../../../schema/house.js";
import type { PanderaCheck } from "../pandera-check.js";
import { boundChecks } from "./bounds.js";

export interface Told {
  readonly checks: readonly PanderaCheck[];
  readonly notExpressed: readonly NotExpressed[];
}

/** The limits of a column as Pandera's checks of it, and those that it has none for. */
export function columnChecks({ name, type, checks, residual }: ColumnDefinition): Told {
  const told: PanderaCheck[] = [...boundChecks(checks, type), ...lengthChecks(checks)];
  const notExpressed: NotExpressed[] = [];
  const miss = (check: string, why: string): void => void notExpressed.push({ what: `column ${name}, ${check}`, why });
  for (const check of checks) {
    if (check.check === "one-of") told.push({ name: "isin", values: { allowed_values: check.values } });
    else if (check.check === "multiple-of") miss(check.check, "Pandera has no check of multiples");
    else if (check.check === "matches") {
      const translated = patternToPython(check.pattern, check.flags);
      if ("why" in translated) miss(check.check, translated.why);
      else {
        told.push({ name: "str_contains", values: { pattern: translated.source } });
        for (const why of translated.differences) miss(check.check, why);
      }
    }
  }
  if (residual) notExpressed.push({ what: `column ${name}`, why: "a part of its schema is code" });
  return { checks: told, notExpressed };
}

/** The shortest and the longest that all checks let pass. */
function lengthChecks(checks: readonly ColumnCheck[]): readonly PanderaCheck[] {
  const { least, most } = tightestLengths(checks);
  if (least === 0 && most === Number.POSITIVE_INFINITY) return [];
  // Of a length without a least one Pandera's own YAML makes the least one.
  return [
    { name: "str_length", values: { min_value: least, ...(most < Number.POSITIVE_INFINITY && { max_value: most }) } },
  ];
}
