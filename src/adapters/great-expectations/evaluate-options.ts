import { checkOptions, type OptionRules, option } from "../../core/house.js";
import type { Keywords } from "./expectation.js";
import type { CellType } from "./frame/frame.js";
import type { ExpectationTable } from "./frame/to-frame.js";
import {
  fullResultFormat,
  type ResultFormat,
  type ResultFormatName,
  resultFormatRule,
} from "./results/result-format.js";
import type { LikeDialect } from "./texts/like-pattern.js";

export interface EvaluateOptions {
  /** How much a result tells. @default what the expectation's `result_format` says, otherwise "SUMMARY" */
  readonly resultFormat?: ResultFormatName | ResultFormat;
  /** What columns hold, where their values do not tell: a whole number may be a floating one, a time stand as text. @default told by a batch, else inferred */
  readonly types?: { readonly [column: string]: CellType };
  /** Values for `{ "$PARAMETER": "name" }`. @default none */
  readonly suiteParameters?: Keywords;
  /** What `now()` is in a suite parameter. @default the time of the call */
  readonly now?: Date;
  /** How `LIKE` reads brackets. @default "standard" */
  readonly like?: LikeDialect;
  /** Lists of unexpected values end after so many, as the reference's do; Infinity for all. @default 200 */
  readonly maximumValues?: number;
  /** Tables that others are compared with, by name. @default none */
  readonly otherTables?: { readonly [name: string]: ExpectationTable };
}

const rules: OptionRules<EvaluateOptions> = {
  resultFormat: resultFormatRule,
  types: option.noun,
  suiteParameters: option.noun,
  now: option.moment,
  like: option.oneOf("standard", "sql-server"),
  maximumValues: option.number({ minimum: 0, infinite: true }),
  otherTables: option.noun,
};

/** @throws {InvalidArgumentError} an option is outside what is accepted. */
export function checkEvaluateOptions(options: EvaluateOptions): void {
  checkOptions("great-expectations", options, rules);
  if (options.resultFormat !== undefined) fullResultFormat(options.resultFormat);
}
