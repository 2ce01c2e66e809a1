import { checkArguments, option } from "../../core/house.js";
import type { MatchAnswerOptions } from "../../scorers/house.js";
import { exactAnswer } from "../../scorers/house.js";
import { atRow } from "./at-row.js";
import type { Layer } from "./layer.js";
import { extractParams } from "./numeric-tolerance.js";

/**
 * Decides answers whose text is a gold's to a careful reader (`exactAnswer`), and leaves the others to the next layer.
 * @throws {InvalidArgumentError} `extract` is none; when it runs, a gold is empty.
 */
export function exactMatch(
  options: Pick<MatchAnswerOptions, "extract"> = {},
): Layer<string, string | readonly string[]> {
  checkArguments("exact match", { options }, { options: option.noun });
  exactAnswer("a", "a", options);
  return {
    name: "exact match",
    kind: "task",
    params: extractParams(options),
    score: (items) =>
      items.map(({ id, output, target }) => {
        const { match, score, rule } = atRow("exact match", id, () => exactAnswer(target, output, options));
        return { decides: match, score, rule };
      }),
  };
}
