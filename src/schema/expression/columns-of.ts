import { InvalidArgumentError } from "../../core/index.js";
import type { ColumnDefinition } from "../contract/contract.js";
import { booleanColumn, condition } from "./build-condition.js";
import { numberColumn } from "./build-number.js";
import { textColumn } from "./build-text.js";
import { timeColumn } from "./build-time.js";
import { guardExpression, isProbe } from "./guard-expression.js";
import type { BoundHistoryScope, HistoryScope } from "./history-scope.js";
import type { ExpressionNode } from "./node.js";
import { unknownColumn } from "./unknown-column.js";

/** Whose columns they are, for the errors of those who have no compiler. */
export interface ColumnsPlace {
  /** Of the function that hands them to a callback, e.g. `features`. */
  readonly place: string;
  /** e.g. `contract flights`. */
  readonly owner: string;
  /** Columns of the contract that are not known yet, where the columns are handed out. */
  readonly labels?: { readonly [column: string]: unknown };
}

/**
 * A contract's columns as expressions, by name. With a scope, text columns offer histories.
 * What is no column throws where it is read, so that plain JavaScript hears of a typo as TypeScript does.
 */
export function columnsOf(
  definitions: readonly Pick<ColumnDefinition, "name" | "type">[],
  of: ColumnsPlace,
  scope?: HistoryScope,
): Record<string, { readonly node: ExpressionNode }> {
  const bound = scope && { ...scope, past: () => columnsOf(scope.columns, { ...of, labels: {} }, scope) };
  const columns = Object.fromEntries(
    definitions.map(({ name, type }) => [name, columnOf({ op: "column", name, type }, bound)]),
  );
  return Object.setPrototypeOf(columns, guardOf(columns, of));
}

function guardOf(columns: object, { place, owner, labels = {} }: ColumnsPlace): object {
  return new Proxy(Object.create(null), {
    get(_, name) {
      if (typeof name === "string" && Object.hasOwn(labels, name))
        throw new InvalidArgumentError(
          place,
          `columns of ${owner} that are known when a prediction is asked`,
          name,
          `the label \`${name}\`: look at those of earlier rows by \`history({ window })\``,
        );
      if (!isProbe(name)) throw unknownColumn(place, owner, String(name), Object.keys(columns));
      return typeof name === "string" ? Reflect.get(Object.prototype, name) : undefined;
    },
  });
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
      return guardExpression({ node, ...{ isMissing: () => condition({ op: "is-missing", of: node }) } });
  }
}
