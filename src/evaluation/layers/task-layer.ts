import { checkArguments, checkOptions, type OptionRules, option } from "../../core/house.js";
import { InvalidArgumentError, type JsonObject } from "../../core/index.js";
import { atRow } from "./at-row.js";
import type { Layer } from "./layer.js";

/** A function with what stands for it in reports, as its text and what it uses cannot be seen. */
export interface TaskScore<Out, Target> {
  /** Has to change with the function, and with the options and data it uses. */
  readonly version: string;
  readonly score: (target: Target, output: Out, input: string | undefined) => Scored;
}

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
  /** What else a report should say of the score, e.g. options of the metric. @default {} */
  readonly params?: JsonObject;
}

const scoreRules: OptionRules<TaskScore<never, never>> = {
  version: option.required(option.text),
  score: option.required(option.callback),
};

/**
 * Makes a layer of any function of target and output.
 * @example
 * taskLayer("token F1", { version: "1", score: (target: string, output: string) => tokenF1(target, output) }, { acceptFrom: 0.8 })
 * @throws {InvalidArgumentError} a bound is not between 0 and 1; when it runs, a score is not.
 */
export function taskLayer<Out, Target>(
  name: string,
  scored: TaskScore<Out, Target>,
  options: TaskLayerOptions = {},
): Layer<Out, Target> {
  checkArguments(
    "layer",
    { name, scored },
    { name: option.text, scored: option.having("`{ version, score }`", "score") },
  );
  checkOptions<object>(`layer ${name}`, scored, scoreRules);
  const { version, score } = scored;
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
    params: { ...params, version, acceptFrom, refuseBelow },
    score: (items) =>
      items.map(({ id, output, target, input }) => {
        const given = atRow(name, id, () => score(target, output, input));
        if (typeof given !== "object" || given === null)
          throw new InvalidArgumentError(place, `a score and a rule for ${id}`, given);
        if (!(given.score >= 0 && given.score <= 1))
          throw new InvalidArgumentError(place, `a score between 0 and 1 for ${id}`, given.score);
        return {
          decides: given.score >= acceptFrom || given.score < refuseBelow,
          score: given.score,
          rule: given.rule,
        };
      }),
  };
}
