import { InvalidArgumentError } from "../../core/index.js";
import type { RankingTargets } from "../../model/house.js";
import type { NumericOutputs } from "../../model/index.js";
import type { MetricInput, NumberRows } from "../metric.js";
import { checkLength, finiteNumbers, isNoun, rowWeights } from "./inputs.js";

/** One query's documents. */
export interface Query {
  readonly relevances: Float64Array;
  readonly scores: Float64Array;
}

export interface QueryRows {
  readonly queries: readonly Query[];
  /** A weight a query; undefined when each counts once. */
  readonly weights: Float64Array | undefined;
  /** Each query's first row, where rows are documents. */
  readonly firstRows: Int32Array | undefined;
}

/**
 * Queries with the relevance and the score of each document: a row of each for a query, or nouns, whose groups are the queries. All
 * documents of a query must come in one batch.
 *
 * @param negative Whether relevances may be below 0.
 * @throws {InvalidArgumentError} lengths differ, a relevance is below 0, a value is not finite, or a weight is below 0.
 */
export function readQueries(place: string, input: MetricInput, negative = false): QueryRows {
  const [targets, outputs, { weights } = {}] = input;
  const grouped = isNoun<RankingTargets>(targets) ? groupsOf(place, targets, outputs as NumericOutputs) : undefined;
  const [relevances, scores] = grouped ? [grouped.relevances, grouped.scores] : [targets, outputs];
  if (isNoun<{ readonly task: string }>(relevances) || isNoun(scores))
    throw new InvalidArgumentError(place, "targets and outputs of the task ranking", undefined, "one of both");
  const [given, said] = [relevances as NumberRows, scores as NumberRows];
  checkLength(place, "rows of scores", said, given.length);
  return {
    queries: Array.from({ length: given.length }, (_, index) => queryOf(place, given, said, index, negative)),
    weights: rowWeights(place, weights, given.length),
    firstRows: grouped?.firstRows,
  };
}

function queryOf(place: string, relevances: NumberRows, scores: NumberRows, index: number, negative: boolean): Query {
  const [relevance, score] = [relevances[index] as ArrayLike<number>, scores[index] as ArrayLike<number>];
  if (typeof relevance !== "object" || typeof score !== "object")
    throw new InvalidArgumentError(place, "for each query a row of relevances and a row of scores", relevance);
  checkLength(`${place}, query ${index}`, "scores, one a document,", score, relevance.length);
  const query = {
    relevances: finiteNumbers(`${place}, query ${index}`, "relevances", relevance),
    scores: finiteNumbers(`${place}, query ${index}`, "scores", score),
  };
  const below = negative ? undefined : query.relevances.find((value) => value < 0);
  if (below !== undefined)
    throw new InvalidArgumentError(`${place}, query ${index}`, "relevances of at least 0", below);
  return query;
}

function groupsOf(place: string, targets: RankingTargets, outputs: NumericOutputs) {
  if (targets.task !== "ranking" || outputs.task !== "ranking")
    throw new InvalidArgumentError(
      place,
      "targets and outputs of the task ranking",
      targets.task,
      `${targets.task} and ${outputs.task}`,
    );
  checkLength(place, "scores", outputs.values, targets.rows);
  const rowsOf = new Map<number, number[]>();
  targets.groups.forEach((group, row) => {
    const rows = rowsOf.get(group);
    if (rows === undefined) rowsOf.set(group, [row]);
    else rows.push(row);
  });
  const groups = [...rowsOf.values()];
  const pick = (values: Float64Array): number[][] => groups.map((rows) => rows.map((row) => values[row] as number));
  return {
    relevances: pick(targets.values),
    scores: pick(outputs.values),
    firstRows: Int32Array.from(groups, (rows) => rows[0] as number),
  };
}
