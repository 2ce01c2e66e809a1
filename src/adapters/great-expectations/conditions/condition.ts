/** A row condition as a tree: what it says of one row. */
export type Condition =
  | { readonly op: "and" | "or"; readonly left: Condition; readonly right: Condition }
  | { readonly op: "not"; readonly of: Condition }
  | { readonly op: "compare"; readonly operator: CompareOperator; readonly left: Operand; readonly right: Operand }
  | { readonly op: "missing"; readonly of: Operand; readonly missing: boolean };

export type CompareOperator = "==" | "!=" | "<" | "<=" | ">" | ">=" | "in" | "not in";

export type Operand =
  | { readonly kind: "column"; readonly name: string }
  | { readonly kind: "value"; readonly value: unknown };
