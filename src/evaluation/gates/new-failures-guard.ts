import { InvalidArgumentError } from "../../core/index.js";
import { decideRule } from "./decide-rule.js";
import { combineDecisions, type Gate, type GateRule } from "./gate.js";

/**
 * Bounds how many rows the candidate gets wrong that the champion got right: a number for all of them, or one for each severity, of which
 * those that are not named are unbounded. Yes/no outputs are right at a threshold of one half, scores from one half on.
 * @throws {InvalidArgumentError} a maximum is below 0.
 */
export function newFailuresGuard<Target>(options: {
  readonly maximum: number | { readonly [severity: string]: number };
}): Gate<Target> {
  const { maximum } = options;
  const bounds = typeof maximum === "number" ? [["all", maximum] as const] : Object.entries(maximum);
  for (const [severity, most] of bounds)
    if (!(most >= 0)) throw new InvalidArgumentError("gate", `\`maximum\` of ${severity} to be at least 0`, most);
  return {
    id: "new-failures",
    params: { maximum },
    metrics: [],
    decide({ newFailures }) {
      const rules = bounds.map(([severity, most]): GateRule => {
        const count = newFailures && countOf(newFailures, severity);
        const numbers = { count, maximum: most };
        return {
          rule: `new-failures ${severity}`,
          kind: "new-failures",
          decision: decideRule("new-failures", numbers),
          message:
            count === undefined
              ? "nothing to compare: no champion, or outputs that are only near or far"
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
