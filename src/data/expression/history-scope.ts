import type { ColumnDefinition } from "../contract/contract.js";
import type { ExpressionNode } from "./node.js";

/** What a history must know of its contract: the columns of earlier rows and when they become known. */
export interface HistoryScope {
  readonly contract: string;
  readonly columns: readonly ColumnDefinition[];
  readonly eventTime: string | undefined;
  readonly labels: { readonly [column: string]: { readonly knownAt: ExpressionNode } };
}
