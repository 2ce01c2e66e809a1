import { checkOptions, option } from "../../core/house.js";
import { InvalidArgumentError, type JsonObject } from "../../core/index.js";
import type { Layer } from "./layer.js";

/** What task metrics give: `tokenF1`, `jsonMatch`, `setMatch`, `sqlResultMatch` and the like. */
export interface Scored {
  readonly score: number;
  readonly rule: string;
}

export interface TaskLayerOptions {
  /** The layer is sure of scores from here on, and of none below `refuseBelow`; between them it leaves the row to the next. @default 1 */
  readonly acceptFrom?: number;
  /** @default 0: it is never sure that an output is wrong */
  readonly refuseBelow?: number;
  /** What the score depends on besides output and target; stated because a function's options cannot be seen. @default {} */
  readonly params?: JsonObject;
}

/**
 * Makes a layer of any function of output and target.
 * @throws {InvalidArgumentError} a bound is not between 0 and 1; when it runs, a score is not.
 */
export function taskLayer<Out, Target>(
  name: string,
  score: (output: Out, target: Target, input: string | undefined) => Scored,
  options: TaskLayerOptions = {},
): Layer<Out, Target> {
  checkOptions(`layer ${name}`, options, {
    acceptFrom: option.share,
    refuseBelow: option.share,
    params: option.noun,
  });
  const { acceptFrom = 1, refuseBelow = 0, params = {} } = options;
  const place = `layer ${name}`;
  if (refuseBelow > acceptFrom)
    throw new InvalidArgumentError(place, "`refuseBelow` and `acceptFrom` to rise from 0 to 1", {
      refuseBelow,
      acceptFrom,
    });
  return {
    name,
    kind: "task",
    params: { ...params, acceptFrom, refuseBelow },
    score: (items) =>
      items.map(({ id, output, target, input }) => {
        const scored = score(output, target, input);
        if (!(scored.score >= 0 && scored.score <= 1))
          throw new InvalidArgumentError(place, `a score between 0 and 1 for ${id}`, scored.score);
        return {
          decides: scored.score >= acceptFrom || scored.score < refuseBelow,
          score: scored.score,
          rule: scored.rule,
        };
      }),
  };
}
