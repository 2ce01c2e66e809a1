import { fingerprint } from "../../core/house.js";
import type { ExpressionNode, FittedNode, HistoryNode } from "../../schema/house.js";

/** A history inside a feature, and the column its value takes the place of. */
export interface NamedHistory {
  readonly column: string;
  readonly series: string;
  readonly node: HistoryNode;
}

/** A feature taken apart: histories first, then an expression over one row, then what was fitted. */
export interface PreparedFeature {
  readonly histories: readonly NamedHistory[];
  readonly expression: ExpressionNode;
  readonly fitted: FittedNode["op"] | undefined;
}

/** Names what histories have in common: features with the same series share their records, whatever their windows. */
export function historySeries(node: HistoryNode): string {
  return fingerprint({ key: node.key, knownAt: node.knownAt, value: node.value ?? null }).slice(0, 32);
}

export function prepareFeature(node: ExpressionNode): PreparedFeature {
  const histories: NamedHistory[] = [];
  const inner = isFitted(node) ? node.of : node;
  const expression = replaceHistories(inner, histories);
  return { histories, expression, fitted: isFitted(node) ? node.op : undefined };
}

function isFitted(node: ExpressionNode): node is FittedNode {
  return node.op === "standardize" || node.op === "one-hot" || node.op === "cyclical";
}

function replaceHistories(node: ExpressionNode, found: NamedHistory[]): ExpressionNode {
  if (node.op === "history") {
    const column = `history:${fingerprint(node).slice(0, 32)}`;
    if (!found.some((known) => known.column === column)) found.push({ column, series: historySeries(node), node });
    return { op: "column", name: column, type: "number" };
  }
  return Object.fromEntries(
    // The words of a lookup table are data: one of them may be "op".
    Object.entries(node).map(([key, value]) => [
      key,
      key !== "entries" && isNode(value) ? replaceHistories(value, found) : value,
    ]),
  ) as ExpressionNode;
}

function isNode(value: unknown): value is ExpressionNode {
  return typeof value === "object" && value !== null && "op" in value;
}
