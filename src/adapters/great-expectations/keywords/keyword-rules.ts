/** What a keyword of an expectation has to be. */
export interface KeywordRule {
  readonly kind: KeywordKind;
  readonly required?: true;
  /** Whether a required keyword may be null, which asks for nothing. */
  readonly nullable?: true;
  readonly minimum?: number;
  readonly maximum?: number;
  /** Of `choice`. */
  readonly choices?: readonly string[];
}

/** `comparable` is a number, a time, or text that is one. */
export type KeywordKind =
  | "any"
  | "text"
  | "integer"
  | "number"
  | "flag"
  | "list"
  | "texts"
  | "object"
  | "comparable"
  | "choice";

export type KeywordRules = { readonly [name: string]: KeywordRule };

const optional = (kind: KeywordKind): KeywordRule => ({ kind });
const needed = (kind: KeywordKind): KeywordRule => ({ kind, required: true });

export const keyword = {
  neededOrNull: (kind: KeywordKind): KeywordRule => ({ kind, required: true, nullable: true }),
  optional,
  needed,
  choice: (...choices: readonly string[]): KeywordRule => ({ kind: "choice", choices }),
};

export const rowConditionRules: KeywordRules = { row_condition: optional("any"), condition_parser: optional("any") };
export const mostlyRules: KeywordRules = { mostly: { kind: "number", minimum: 0, maximum: 1 } };
export const columnRules: KeywordRules = { column: needed("text"), ...rowConditionRules };
export const strictRules: KeywordRules = { strict_min: optional("flag"), strict_max: optional("flag") };
export const boundRules = (kind: KeywordKind): KeywordRules => ({
  min_value: optional(kind),
  max_value: optional(kind),
  ...strictRules,
});
