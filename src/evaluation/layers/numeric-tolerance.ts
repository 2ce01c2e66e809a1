import { checkArguments, option } from "../../core/house.js";
import type { JsonObject } from "../../core/index.js";
import type { MatchAnswerOptions, Tolerance } from "../../scorers/house.js";
import { matchAnswer } from "../../scorers/house.js";
import type { AnswerMatch } from "../../scorers/index.js";
import { atRow } from "./at-row.js";
import type { Layer, LayerItem, LayerVerdict } from "./layer.js";

type Gold = string | readonly string[];

export interface NumericToleranceOptions extends Omit<MatchAnswerOptions, "question"> {
  /** What differs for one row: `({ id }) => ({ absoluteTolerance: tolerances[id] })`. The rest is as stated for all. */
  readonly byRow?: ((row: LayerItem<string, Gold>) => Tolerance) | undefined;
}

/**
 * Decides answers by the quantities in them (`matchAnswer`): "-32%" accepts "-32.82%" and refuses "32%". What cannot be known, a hedge,
 * several answers or other words, is left to the next layer. What was asked is read for its unit and scale. A target may be several golds.
 * @throws {InvalidArgumentError} an option is outside its range; when it runs, a gold is empty or a row's tolerance is none.
 */
export function numericTolerance(options: NumericToleranceOptions = {}): Layer<string, Gold> {
  checkArguments("numeric tolerance", { options }, { options: option.noun });
  const { byRow, ...shared } = options;
  const { absoluteTolerance = 0, relativeTolerance = 0, precision = "printed" } = shared;
  // A wrong option should be told here and not after the first thousand answers.
  matchAnswer("0", "0", shared);
  return {
    name: "numeric tolerance",
    kind: "task",
    params: {
      absoluteTolerance,
      relativeTolerance,
      precision,
      ...extractParams(shared),
      ...(byRow && { byRow: true }),
    },
    score: (items) =>
      items.map((item) => {
        const { output, target, input } = item;
        const own = byRow === undefined ? shared : { ...shared, ...byRow(item) };
        const asked = { ...own, ...(input !== undefined && { question: input }) };
        return verdictOf(atRow("numeric tolerance", item.id, () => matchAnswer(target, output, asked)));
      }),
  };
}

/** How the answer is extracted, as params of a layer; of a function its name, for its text says nothing for sure. */
export function extractParams({ extract }: Pick<MatchAnswerOptions, "extract">): JsonObject {
  if (extract === undefined) return {};
  if (typeof extract === "function") return { extract: `function ${extract.name}` };
  return { extract: typeof extract === "string" ? extract : { json: extract.json } };
}

function verdictOf({ match, open, score, rule, gold, answer }: AnswerMatch): LayerVerdict {
  const reason = `${answer ?? "nothing"} for ${gold}`;
  return { decides: match || open !== true, score, rule, reason };
}
