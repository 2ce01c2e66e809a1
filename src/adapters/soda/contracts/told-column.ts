import { z } from "zod";
import type { NotExpressed } from "../../../ports/house.js";
import type { ExpressionNode } from "../../../schema/house.js";
import { columnType } from "./column-type.js";
import { javascriptPattern } from "./javascript-pattern.js";
import type { SodaCheckBody, SodaColumn, SodaValidity } from "./soda-contract.js";
import { validType } from "./valid-type.js";
import { effectiveValidity, missingParts, validParts } from "./validity-parts.js";

export interface ToldSodaColumn {
  readonly type: z.ZodType;
  /** The largest share of missing values, where a check says one. */
  readonly missing: number | undefined;
  /** Values that a column may not have, each as a rule of its own. */
  readonly rules: Readonly<Record<string, (column: ExpressionNode) => ExpressionNode>>;
  readonly notExpressed: readonly NotExpressed[];
}

/** A column of a data contract as a column of ours. */
export function toldColumn(column: SodaColumn): ToldSodaColumn {
  const notExpressed: NotExpressed[] = [];
  const cannot = (what: string, why: string): void => void notExpressed.push({ what, why });
  const rules: Record<string, (column: ExpressionNode) => ExpressionNode> = {};
  const kind = columnType(column);
  if (kind === undefined) cannot("data_type", "it does not tell what the column holds, so anything is taken");
  let required = false;
  let share: number | undefined;
  const valid: SodaValidity[] = [];
  const given = column.checks ?? [];
  for (const check of given)
    for (const [type, written] of Object.entries(check)) {
      const body = written ?? {};
      const why = whole[type] ?? unlooked(body);
      if (why !== undefined) {
        cannot(type, why);
        continue;
      }
      if (type === "missing") {
        const most = mostMissing(body);
        if (most === undefined)
          cannot("missing, threshold", "a contract knows the largest share of missing values only");
        else if (most === 0) {
          required = true;
          refuseMissing(effectiveValidity(body, column, missingParts), column.name, rules, cannot);
        } else share = most;
      } else if (isNone(body)) valid.push(effectiveValidity(body, column, validParts));
      else cannot("invalid, threshold", "a contract takes no value that is not valid");
    }
  if (!required && missingParts.some((part) => column[part] !== undefined))
    cannot("missing_values", "in a contract only null is missing");
  const limited = valid.length > 0 || !validParts.some((part) => column[part] !== undefined);
  if (!limited) cannot("valid values", "without a check `invalid` Soda does not look at them");
  const type = kind === undefined ? z.unknown() : validType(kind, valid, column, rules, cannot);
  if (kind === undefined && valid.length > 0) cannot("invalid", "it is of a column whose type is not known");
  return { type: required ? type : type.nullish(), missing: share, rules, notExpressed };
}

const whole: Readonly<Record<string, string>> = {
  duplicate: "a contract looks at one row at a time",
  aggregate: "a contract looks at one row at a time",
  failed_rows: "it is SQL",
  metric: "it is SQL",
};

/** Why a check is not what a contract says, if it is not. */
function unlooked({ filter, threshold, column_expression: expression }: SodaCheckBody): string | undefined {
  if (filter !== undefined || expression !== undefined) return "it is SQL";
  if (threshold?.level === "warn") return "a contract does not warn";
  return threshold?.additional === undefined ? undefined : "a contract has one level only";
}

/** Whether not one value may break it. */
function isNone({ threshold = {} }: SodaCheckBody): boolean {
  const { metric: _, level: __, ...comparisons } = threshold;
  const [entry, ...others] = Object.entries(comparisons);
  if (entry === undefined) return true;
  return others.length === 0 && entry[1] === 0 && ["must_be", "must_be_less_than_or_equal"].includes(entry[0]);
}

function mostMissing(body: SodaCheckBody): number | undefined {
  if (isNone(body)) return 0;
  const { metric, level: _, ...comparisons } = body.threshold ?? {};
  const most = comparisons.must_be_less_than_or_equal;
  return metric === "percent" && most !== undefined && most <= 100 && Object.keys(comparisons).length === 1
    ? most / 100
    : undefined;
}

/** Where nothing may be missing, what counts as missing may not be there. */
function refuseMissing(
  { missing_values: values, missing_format: format }: SodaValidity,
  name: string,
  rules: Record<string, (column: ExpressionNode) => ExpressionNode>,
  cannot: (what: string, why: string) => void,
): void {
  const words = (values ?? []).filter((value) => typeof value === "string" || typeof value === "number");
  if (words.length > 0)
    rules[`${name} is not missing`] = (of) => ({ op: "not", of: { op: "one-of", of, values: words } });
  if (format === undefined) return;
  const pattern = javascriptPattern(format.regex);
  if (pattern === undefined) cannot("missing_format", "its pattern uses what JavaScript reads otherwise");
  else
    rules[`${name} is not missing by its format`] = (of) => ({
      op: "not",
      of: { op: "matches", of, pattern: pattern.source, flags: pattern.flags },
    });
}
