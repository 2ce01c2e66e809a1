import { InvalidArgumentError } from "../../core/index.js";
import type { Samples, SampleTest } from "./sample.js";
import { andersonDarling } from "./tests/anderson-darling.js";
import { chiSquareTest, fisherExact, gTest, zTest } from "./tests/counts.js";
import { cramerVonMises } from "./tests/cramer-von-mises.js";
import {
  energyDistance,
  hellinger,
  jensenShannon,
  kullbackLeibler,
  stabilityIndex,
  wasserstein,
} from "./tests/distances.js";
import { eppsSingleton } from "./tests/epps-singleton.js";
import { kolmogorovSmirnov } from "./tests/kolmogorov-smirnov.js";
import { mannWhitney } from "./tests/mann-whitney.js";
import { studentTest } from "./tests/student.js";
import { totalVariation } from "./tests/total-variation.js";

/** A test by Evidently's name. */
export type EvidentlyTest =
  | "anderson"
  | "chisquare"
  | "cramer_von_mises"
  | "ed"
  | "es"
  | "fisher_exact"
  | "g_test"
  | "hellinger"
  | "jensenshannon"
  | "kl_div"
  | "ks"
  | "mannw"
  | "psi"
  | "t_test"
  | "TVD"
  | "wasserstein"
  | "z";

export interface StatTest {
  /** As Evidently writes it in reports. */
  readonly title: string;
  /** Evidently's default. */
  readonly threshold: number;
  /** How a score is held against the threshold: p-values drift below it, distances above. */
  readonly drifts: "<" | "<=" | ">" | ">=";
  /** Which columns it can be named for; by default it may be chosen for others. */
  readonly types: readonly Samples["type"][];
  readonly score: SampleTest;
}

const both = ["number", "category"] as const;

/** By Evidently's names, with its defaults. */
export const statTests: { readonly [name in EvidentlyTest]: StatTest } = {
  anderson: numeric("Anderson-Darling", 0.1, "<", andersonDarling),
  chisquare: categorical("chi-square p_value", 0.05, chiSquareTest),
  cramer_von_mises: numeric("Cramer-von Mises", 0.1, "<=", cramerVonMises),
  ed: numeric("Energy-distance", 0.1, ">", energyDistance),
  es: numeric("Epps-Singleton", 0.05, "<", eppsSingleton),
  fisher_exact: categorical("Fisher's Exact test", 0.1, fisherExact),
  g_test: categorical("g_test", 0.1, gTest),
  hellinger: { title: "Hellinger distance", threshold: 0.1, drifts: ">=", types: both, score: hellinger },
  jensenshannon: { title: "Jensen-Shannon distance", threshold: 0.1, drifts: ">=", types: both, score: jensenShannon },
  kl_div: { title: "Kullback-Leibler divergence", threshold: 0.1, drifts: ">=", types: both, score: kullbackLeibler },
  ks: numeric("K-S p_value", 0.05, "<=", kolmogorovSmirnov),
  mannw: numeric("Mann-Whitney U-rank test", 0.05, "<", mannWhitney),
  psi: { title: "PSI", threshold: 0.1, drifts: ">=", types: both, score: stabilityIndex },
  t_test: numeric("t_test", 0.05, "<", studentTest),
  TVD: categorical("Total-Variation-Distance", 0.1, (samples) =>
    samples.type === "category" ? totalVariation(samples) : Number.NaN,
  ),
  wasserstein: numeric("Wasserstein distance (normed)", 0.1, ">=", wasserstein),
  z: categorical("Z-test p_value", 0.05, zTest),
};

type Numeric = SampleTest<Extract<Samples, { readonly type: "number" }>>;

function numeric(title: string, threshold: number, drifts: StatTest["drifts"], score: Numeric): StatTest {
  return {
    title,
    threshold,
    drifts,
    types: ["number"],
    score(samples) {
      if (samples.type !== "number") throw new InvalidArgumentError("evidently", "a column of numbers", samples.type);
      return score(samples);
    },
  };
}

function categorical(title: string, threshold: number, score: SampleTest): StatTest {
  return { title, threshold, drifts: "<", types: ["category"], score };
}

/** Whether a score is drift; NaN never is. */
export function isDrift(score: number, drifts: StatTest["drifts"], threshold: number): boolean {
  switch (drifts) {
    case "<":
      return score < threshold;
    case "<=":
      return score <= threshold;
    case ">":
      return score > threshold;
    case ">=":
      return score >= threshold;
  }
}
