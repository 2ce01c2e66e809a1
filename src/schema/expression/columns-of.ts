import type { ColumnDefinition } from "../contract/contract.js";
import { booleanColumn, condition } from "./build-condition.js";
import { numberColumn } from "./build-number.js";
import { textColumn } from "./build-text.js";
import { timeColumn } from "./build-time.js";
import type { BoundHistoryScope, HistoryScope } from "./history-scope.js";
import type { ExpressionNode } from "./node.js";

/** A contract's columns as expressions, by name. With a scope, text columns offer histories. */
export function columnsOf(
  definitions: readonly Pick<ColumnDefinition, "name" | "type">[],
  scope?: HistoryScope,
): Record<string, { readonly node: ExpressionNode }> {
  const bound = scope && { ...scope, past: () => columnsOf(scope.columns, scope) };
  return Object.fromEntries(definitions.map(({ name, type }) => [name, columnOf({ op: "column", name, type }, bound)]));
}

function columnOf(
  node: ExpressionNode & { readonly op: "column" },
  scope?: BoundHistoryScope,
): { readonly node: ExpressionNode } {
  switch (node.type) {
    case "number":
    case "integer":
      return numberColumn(node);
    case "text":
      return textColumn(node, scope);
    case "time":
      return timeColumn(node, scope);
    case "boolean":
      return booleanColumn(node);
    default:
      return { node, ...{ isMissing: () => condition({ op: "is-missing", of: node }) } };
  }
}
