import type { JsonObject } from "../../core/index.js";
import type { Relevance } from "../../model/index.js";
import { paramsOf } from "../define-metric.js";
import { eachRow, meanMetric } from "../mean-metric.js";
import type { Metric, MetricInput } from "../metric.js";
import { type Query, type QueryRows, readQueries } from "../rows/read-queries.js";
import { shareRange } from "../value-range.js";

/** What counts of a query's ranking. */
export interface QueryOptions {
  /** Only the highest so many documents count. @default all */
  readonly k?: number;
  /** A query of which no document is relevant counts as 0, or is left out of the mean. @default "zero" */
  readonly withoutRelevant?: "zero" | "skip";
}

const tasks = ["ranking"] as const;

/** A metric of the ranking of documents: the mean over queries. A metric's weights weigh queries. */
export function queryMetric(parts: {
  readonly name: string;
  readonly options: QueryOptions;
  /** Whether relevances may be below 0. */
  readonly negative?: boolean;
  /** Undefined of a query without relevant documents. */
  value(query: Query, depth: number): number | undefined;
  check?(rows: QueryRows): void;
}): Metric<Relevance> {
  const { options, value, negative, check } = parts;
  const { k, withoutRelevant = "zero" } = options;
  const name = k === undefined ? parts.name : `${parts.name} at ${k}`;
  const params: JsonObject = paramsOf({ ...options });
  return meanMetric<Relevance, QueryRows & { readonly rows: number }>({
    name,
    better: "higher",
    // Of relevances below 0 gains are no shares.
    range: negative ? undefined : shareRange,
    tasks,
    params,
    leavesOut: true,
    read(input: MetricInput) {
      const rows = readQueries(parts.name, input, negative);
      check?.(rows);
      return { ...rows, rows: rows.queries.length };
    },
    values: ({ queries }) => [
      eachRow(
        (row) =>
          value(queries[row] as Query, k ?? Number.POSITIVE_INFINITY) ?? (withoutRelevant === "skip" ? Number.NaN : 0),
      ),
    ],
  });
}

/** Whether each document is relevant (above 0), from the highest score down; of equal scores the one given first stands higher. */
export function rankedRelevance({ relevances, scores }: Query): readonly boolean[] {
  return Array.from(scores, (_, document) => document)
    .sort((left, right) => (scores[right] as number) - (scores[left] as number))
    .map((document) => (relevances[document] as number) > 0);
}
