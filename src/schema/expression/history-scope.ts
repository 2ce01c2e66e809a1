import type { ColumnDefinition } from "../contract/contract.js";
import type { ExpressionNode } from "./node.js";

/** What a history must know of its contract: the columns of earlier rows and when they become known. */
export interface HistoryScope {
  readonly contract: string;
  readonly columns: readonly ColumnDefinition[];
  readonly eventTime: string | undefined;
  readonly labels: { readonly [column: string]: { readonly knownAt: ExpressionNode } };
}

/** A scope with the columns of earlier rows as expressions. They are handed down, so that builders need not import the maker of all columns. */
export interface BoundHistoryScope extends HistoryScope {
  past(): Readonly<Record<string, { readonly node: ExpressionNode }>>;
}
