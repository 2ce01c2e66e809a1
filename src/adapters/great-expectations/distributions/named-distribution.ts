import { beta, chiSquare, normal, regularizedGamma } from "../../../stats/house.js";
import { EvaluationError } from "../evaluation-error.js";

type Cumulative = (x: number) => number;
type Parameters = Readonly<Record<string, unknown>>;

/** How the parameters of a distribution are called, in the order in which a list gives them. */
const names: Readonly<Record<string, readonly string[]>> = {
  norm: ["mean", "std_dev"],
  beta: ["alpha", "beta", "loc", "scale"],
  gamma: ["alpha", "loc", "scale"],
  uniform: ["min", "max"],
  chi2: ["df", "loc", "scale"],
  expon: ["loc", "scale"],
};

/**
 * The cumulative distribution of a name of scipy's with the parameters of Great Expectations.
 * @throws {EvaluationError} the distribution is not known, or a parameter is missing.
 */
export function namedDistribution(name: unknown, given: unknown): Cumulative {
  const wanted = names[String(name)];
  if (wanted === undefined)
    throw new EvaluationError(
      "ValueError",
      `Unsupported distribution: ${String(name)}; known are ${Object.keys(names).join(", ")}`,
    );
  const parameters: Parameters = Array.isArray(given)
    ? Object.fromEntries(wanted.map((key, at) => [key, given[at]]))
    : ((given ?? {}) as Parameters);
  const of = (key: string, fallback?: number): number => {
    const value = parameters[key] ?? fallback;
    if (typeof value !== "number")
      throw new EvaluationError("ValueError", `Must provide parameter ${key} for distribution ${String(name)}`);
    return value;
  };
  const scaled = (inner: Cumulative): Cumulative => {
    const [location, scale] = [of("loc", 0), of("scale", 1)];
    return (x) => (x <= location ? 0 : inner((x - location) / scale));
  };
  switch (name) {
    case "norm": {
      const [mean, deviation] = [of("mean", 0), of("std_dev", 1)];
      return (x) => normal.cumulative((x - mean) / deviation);
    }
    case "beta": {
      const [a, b] = [of("alpha"), of("beta")];
      return scaled((x) => (x >= 1 ? 1 : beta.cumulative(x, a, b)));
    }
    case "gamma": {
      const shape = of("alpha");
      return scaled((x) => regularizedGamma(shape, x).lower);
    }
    case "chi2": {
      const degrees = of("df");
      return scaled((x) => chiSquare.cumulative(x, degrees));
    }
    case "expon":
      return scaled((x) => -Math.expm1(-x));
    default: {
      const [least, most] = [of("min", 0), of("max", 1)];
      return (x) => Math.min(1, Math.max(0, (x - least) / (most - least)));
    }
  }
}
