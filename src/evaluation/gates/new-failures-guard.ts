import { checkOptions, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import { decideRule } from "./decide-rule.js";
import { combineDecisions, type Gate, type GateRule } from "./gate.js";

const bound = option.number({ minimum: 0, infinite: true });

/**
 * Bounds how many rows the candidate gets wrong that the champion got right: a number for all of them, or one for each severity, of which
 * those that are not named are unbounded. What is right is what the model's own decision says (from one half on, where none is known); a row left to a
 * person is not right. Numbers, vectors and rankings are only near or far: of them the guard is inconclusive, which its message says.
 * @throws {InvalidArgumentError} a maximum is below 0.
 */
export function newFailuresGuard<Target>(options: {
  readonly maximum: number | { readonly [severity: string]: number };
}): Gate<Target> {
  checkOptions("gate new failures", options, {
    maximum: option.required(option.either(bound, option.noun)),
  });
  const { maximum } = options;
  const bounds = typeof maximum === "number" ? [["all", maximum] as const] : Object.entries(maximum);
  for (const [severity, most] of bounds)
    if (!bound.holds(most)) throw new InvalidArgumentError("gate", `\`maximum\` of ${severity} to be at least 0`, most);
  return {
    id: "new-failures",
    params: { maximum },
    metrics: [],
    decide({ newFailures, champion }) {
      const rules = bounds.map(([severity, most]): GateRule => {
        const count = newFailures && countOf(newFailures, severity);
        const numbers = { count, maximum: most };
        return {
          rule: `new-failures ${severity}`,
          kind: "new-failures",
          decision: decideRule("new-failures", numbers),
          message:
            count === undefined
              ? champion === undefined
                ? "nothing to compare: no champion"
                : "no output is right or wrong here: numbers, vectors and rankings are only near or far. Leave new failures out and bound what slices may lose"
              : `${count} rows are wrong that the champion had right${severity === "all" ? "" : ` (${severity})`}, at most ${most} may be`,
          numbers,
        };
      });
      return {
        decision: combineDecisions(rules.map(({ decision }) => decision)),
        rules,
        minimumDetectableEffect: undefined,
      };
    },
  };
}

function countOf(failures: ReadonlyMap<string, number>, severity: string): number {
  if (severity !== "all") return failures.get(severity) ?? 0;
  return [...failures.values()].reduce((sum, count) => sum + count, 0);
}
