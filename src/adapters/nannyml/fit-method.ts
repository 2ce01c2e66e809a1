import { InvalidArgumentError } from "../../core/index.js";
import { kolmogorovSmirnov, wasserstein } from "./binned-numbers.js";
import { contingency } from "./chi-square.js";
import type { ColumnValues } from "./column-values.js";
import { hellinger, jensenShannon, lInfinity } from "./share-distances.js";
import { categoryShares, numberShares, type Shares } from "./shares.js";

/** A univariate method by NannyML's name. */
export type NannymlMethod =
  | "jensen_shannon"
  | "kolmogorov_smirnov"
  | "wasserstein"
  | "hellinger"
  | "chi2"
  | "l_infinity";

export const methodTypes: { readonly [name in NannymlMethod]: readonly ColumnValues["type"][] } = {
  jensen_shannon: ["number", "category"],
  kolmogorov_smirnov: ["number"],
  wasserstein: ["number"],
  hellinger: ["number", "category"],
  chi2: ["category"],
  l_infinity: ["category"],
};

export interface Scored {
  readonly value: number;
  /** Of `chi2` only. */
  readonly pValue?: number;
}

/** Learns the reference; then scores chunks of the same column, NaN of those without a value. */
export function fitMethod(method: NannymlMethod, reference: ColumnValues): (chunk: ColumnValues) => Scored {
  const score = scorerOf(method, reference);
  return (chunk) => {
    const empty = chunk.type === "number" ? chunk.sorted.length === 0 : chunk.rows === 0;
    return empty ? { value: Number.NaN } : score(chunk);
  };
}

function scorerOf(method: NannymlMethod, reference: ColumnValues): (chunk: ColumnValues) => Scored {
  switch (method) {
    case "jensen_shannon":
      return byShares(reference, jensenShannon);
    case "hellinger":
      return byShares(reference, hellinger);
    case "kolmogorov_smirnov":
    case "wasserstein": {
      const distance = (method === "wasserstein" ? wasserstein : kolmogorovSmirnov)(numbersOf(reference));
      return (chunk) => ({ value: distance(numbersOf(chunk)) });
    }
    case "l_infinity":
      return (chunk) => ({ value: lInfinity(allShares(countsOf(reference), countsOf(chunk))) });
    case "chi2":
      return (chunk) => {
        const { statistic, pValue } = contingency(countsOf(reference).counts, countsOf(chunk).counts);
        return { value: statistic, pValue };
      };
  }
}

function byShares(reference: ColumnValues, distance: (shares: Shares) => number): (chunk: ColumnValues) => Scored {
  if (reference.type === "number") {
    const shares = numberShares(reference.sorted);
    return (chunk) => ({ value: distance(shares(numbersOf(chunk))) });
  }
  const shares = categoryShares(reference.counts, reference.rows);
  return (chunk) => ({ value: distance(shares(countsOf(chunk).counts, countsOf(chunk).rows)) });
}

type Counted = Extract<ColumnValues, { readonly type: "category" }>;

function allShares(reference: Counted, chunk: Counted): Shares {
  const keys = [...new Set([...reference.counts.keys(), ...chunk.counts.keys()])];
  const share = ({ counts, rows }: Counted) => keys.map((key) => (counts.get(key) ?? 0) / rows);
  return { reference: share(reference), chunk: share(chunk) };
}

function numbersOf(values: ColumnValues): Float64Array {
  if (values.type === "number") return values.sorted;
  throw new InvalidArgumentError("nannyml", "a column of numbers", values.type);
}

function countsOf(values: ColumnValues): Counted {
  if (values.type === "category") return values;
  throw new InvalidArgumentError("nannyml", "a column of categories", values.type);
}
