import type { NotExpressed } from "../../../ports/house.js";
import { type ColumnCheck, type ColumnDefinition, tightestBounds, wholeBounds } from "../../../schema/house.js";
import { quotedName, timeLiteral } from "./failing-rows.js";
import { regexSource } from "./regex-source.js";
import type { SodaCheck, SodaValidity } from "./soda-contract.js";

export interface ToldColumn {
  readonly checks: readonly SodaCheck[];
  /** What and SQL of rows that fail, for what a check of a column cannot say. */
  readonly failing: readonly (readonly [what: string, expression: string])[];
  readonly notExpressed: readonly NotExpressed[];
}

/** What a contract says of one column. */
export function columnChecks(column: ColumnDefinition, mostMissing: number | undefined): ToldColumn {
  const { name, type, nullable, residual, derived } = column;
  const notExpressed: NotExpressed[] = [];
  const cannot = (part: string, why: string): void =>
    void notExpressed.push({ what: `column ${name}${part && `, ${part}`}`, why });
  if (type === "other") cannot("", "nested values have no type in all data sources");
  if (residual) cannot("", "a part of its schema is code");
  if (derived !== undefined) cannot("", "Soda does not compute it, it only checks what came of it");
  if (name.includes('"')) {
    // Its SQL breaks, and with it the figures of all other columns.
    cannot("", "Soda does not escape a quote in the name of a column");
    return { checks: [], failing: [], notExpressed };
  }
  const checks: SodaCheck[] = [];
  if (!nullable) checks.push({ missing: null });
  else if (mostMissing !== undefined && mostMissing < 1)
    // Twelve digits, so that a share that is read again is the same percentage.
    checks.push({
      missing: {
        threshold: { metric: "percent", must_be_less_than_or_equal: Number((mostMissing * 100).toPrecision(12)) },
      },
    });
  const failing: [string, string][] = [];
  let valid: SodaValidity = limitsOf(column, failing);
  const more: SodaValidity[] = [];
  for (const check of column.checks) {
    const told = validityOf(check, column, failing, cannot);
    if (told === undefined) continue;
    // Two lists, or two patterns, are two checks.
    if (Object.keys(told).some((part) => part in valid)) more.push(told);
    else valid = { ...valid, ...told };
  }
  if (Object.keys(valid).length > 0) checks.push({ invalid: valid });
  for (const [at, one] of more.entries()) checks.push({ invalid: { qualifier: `${at + 2}`, ...one } });
  return { checks, failing, notExpressed };
}

/** The tightest limits of all checks. What is no number lies outside the largest ones. */
function limitsOf({ name, type, checks }: ColumnDefinition, failing: [string, string][]): SodaValidity {
  const finite = type === "number" && checks.some(({ check }) => check === "finite");
  const bounds = tightestBounds(checks, finite ? Number.MAX_VALUE : undefined);
  const { strictLow, strictHigh } = bounds;
  const { low, high } = type === "integer" ? wholeBounds(checks) : bounds;
  if (type === "time") {
    const fail = (what: string, sign: string, value: number): void =>
      void failing.push([what, `${quotedName(name)} ${sign} ${timeLiteral(value)}`]);
    if (Number.isFinite(low)) fail(strictLow ? "above" : "at-least", strictLow ? "<=" : "<", low);
    if (Number.isFinite(high)) fail(strictHigh ? "below" : "at-most", strictHigh ? ">=" : ">", high);
    return {};
  }
  // Limits are included: one that is not is a value that is not valid.
  const excluded = type === "integer" ? [] : [...(strictLow ? [low] : []), ...(strictHigh ? [high] : [])];
  return {
    ...(Number.isFinite(low) && { valid_min: low }),
    ...(Number.isFinite(high) && { valid_max: high }),
    ...(excluded.length > 0 && { invalid_values: [...new Set(excluded)] }),
  };
}

function validityOf(
  check: ColumnCheck,
  { name, type }: ColumnDefinition,
  failing: [string, string][],
  cannot: (part: string, why: string) => void,
): SodaValidity | undefined {
  switch (check.check) {
    case "one-of":
      if (check.values.every((value) => typeof value !== "boolean")) return { valid_values: check.values };
      cannot("one-of", "lists are of words and numbers");
      return undefined;
    case "length": {
      const { minimum, maximum } = check;
      return {
        ...(minimum !== undefined && { valid_min_length: minimum }),
        ...(maximum !== undefined && { valid_max_length: maximum }),
      };
    }
    case "matches": {
      const regex = regexSource(check.pattern, check.flags);
      if (regex !== undefined) return { valid_format: { regex, name: check.format ?? "regex" } };
      cannot("matches", "its pattern uses what data sources do not share");
      return undefined;
    }
    case "multiple-of":
      if (type === "integer") failing.push(["multiple-of", `MOD(${quotedName(name)}, ${check.value}) <> 0`]);
      else cannot("multiple-of", "data sources differ in what is left of a floating-point number");
      return undefined;
    default:
      return undefined;
  }
}
