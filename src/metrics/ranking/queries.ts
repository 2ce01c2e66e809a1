import { InvalidArgumentError } from "../../core/index.js";
import { checkLength, finiteNumbers, rowWeights } from "../inputs.js";

/** For each query a number for each of its documents; queries may have different numbers of documents. */
export type QueryRows = ArrayLike<ArrayLike<number>>;

export interface QueryOptions {
  /** A weight a query. */
  readonly weights?: ArrayLike<number>;
  /** A query of which no document is relevant counts as 0, or is left out of the mean. @default "zero" */
  readonly withoutRelevant?: "zero" | "skip";
}

/** One query's documents. */
export interface Query {
  readonly relevances: Float64Array;
  readonly scores: Float64Array;
}

/**
 * The weighted mean over queries of each one's value; undefined when none is left.
 *
 * @param value Undefined of a query without relevant documents.
 * @throws {InvalidArgumentError} lengths differ, a relevance is below 0, a value is not finite, or a weight is below 0.
 */
export function meanOfQueries(
  place: string,
  relevances: QueryRows,
  scores: QueryRows,
  options: QueryOptions,
  value: (query: Query) => number | undefined,
): number | undefined {
  checkLength(place, "rows of scores", scores, relevances.length);
  const weights = rowWeights(place, options.weights, relevances.length);
  let [sum, total] = [0, 0];
  for (let index = 0; index < relevances.length; index++) {
    const found = value(queryOf(place, relevances, scores, index));
    if (found === undefined && options.withoutRelevant === "skip") continue;
    const weight = weights === undefined ? 1 : (weights[index] as number);
    sum += weight * (found ?? 0);
    total += weight;
  }
  return total === 0 ? undefined : sum / total;
}

function queryOf(place: string, relevances: QueryRows, scores: QueryRows, index: number): Query {
  const [relevance, score] = [relevances[index] as ArrayLike<number>, scores[index] as ArrayLike<number>];
  checkLength(`${place}, query ${index}`, "scores, one a document,", score, relevance.length);
  const query = {
    relevances: finiteNumbers(`${place}, query ${index}`, "relevances", relevance),
    scores: finiteNumbers(`${place}, query ${index}`, "scores", score),
  };
  const negative = query.relevances.find((value) => value < 0);
  if (negative !== undefined)
    throw new InvalidArgumentError(`${place}, query ${index}`, "relevances of at least 0", negative);
  return query;
}

/** Whether each document is relevant (above 0), from the highest score down; of equal scores the one given first stands higher. */
export function rankedRelevance({ relevances, scores }: Query): readonly boolean[] {
  return Array.from(scores, (_, document) => document)
    .sort((left, right) => (scores[right] as number) - (scores[left] as number))
    .map((document) => (relevances[document] as number) > 0);
}

/** How many of the highest documents count. @throws {InvalidArgumentError} it is not a whole number above 0. */
export function checkDepth(place: string, k: number | undefined): number {
  if (k !== undefined && !(Number.isInteger(k) && k > 0))
    throw new InvalidArgumentError(place, "`k` to be a whole number above 0", k);
  return k ?? Number.POSITIVE_INFINITY;
}
