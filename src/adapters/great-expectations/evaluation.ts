import type { Keywords } from "./expectation.js";
import type { Frame } from "./frame/frame.js";
import type { KeywordRules } from "./keywords/keyword-rules.js";
import type { FullResultFormat } from "./results/result-format.js";
import type { LikeDialect } from "./texts/like-pattern.js";

/** What an expectation is evaluated on. */
export interface Evaluation {
  /** The rows that the row condition leaves. */
  readonly frame: Frame;
  readonly keywords: Keywords;
  readonly format: FullResultFormat;
  readonly like: LikeDialect;
  /** Lists of unexpected values end after so many. */
  readonly maximumValues: number;
  /** How many rows another table has. */
  rowsOf(table: string): number;
}

export interface Outcome {
  readonly success: boolean;
  readonly result: Readonly<Record<string, unknown>>;
}

/** One type of expectation. */
export interface Definition {
  readonly rules: KeywordRules;
  evaluate(evaluation: Evaluation): Outcome;
}

export type Definitions = { readonly [type: string]: Definition };
