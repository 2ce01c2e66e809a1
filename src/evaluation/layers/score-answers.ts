import { checkArguments, checkOptions, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import { checkUnanswered, type LayerFlow } from "../../model/house.js";
import type { Predictions } from "../../model/index.js";
import { refuseTwice } from "../report/refuse-twice.js";
import type { Layer, LayerItem, LayerVerdict } from "./layer.js";

/** One row's verdict and the layer that gave it. */
export interface RowVerdict extends LayerVerdict {
  readonly id: string;
  /** `model` for a row that the model did not answer. */
  readonly layer: string;
}

export interface ScoredAnswers {
  /** In the predictions' order. */
  readonly verdicts: readonly RowVerdict[];
  readonly layers: readonly LayerFlow[];
}

/**
 * Scores predictions layer by layer: each decides what it is sure of, and only the rest goes on to the next, dearer one. What is left
 * after the last one has its score, or none. A row without an answer is put to no layer: it is wrong, by the rule `unanswered`.
 * @throws {InvalidArgumentError} there are no layers, two have one name, or a layer gives another number of verdicts than it got rows.
 */
export async function scoreAnswers<Out, Target>(
  predictions: Predictions<Out, Target>,
  layers: readonly Layer<Out, Target>[],
  options: { readonly signal?: AbortSignal } = {},
): Promise<ScoredAnswers> {
  checkArguments("evaluation", { predictions, layers }, { predictions: option.noun, layers: option.rows });
  checkLayers(layers);
  checkOptions("score answers", options, { signal: option.noun });
  const { signal = new AbortController().signal } = options;
  const verdicts = new Map<string, RowVerdict>();
  const flows: LayerFlow[] = [];
  const items = itemsOf(predictions);
  for (const { row, kind, reason } of predictions.unanswered ?? []) {
    const { id } = items[row] as LayerItem<Out, Target>;
    verdicts.set(id, { id, layer: "model", decides: true, score: 0, rule: "unanswered", reason: `${kind}: ${reason}` });
  }
  let open: readonly LayerItem<Out, Target>[] = items.filter(({ id }) => !verdicts.has(id));
  for (const [position, layer] of layers.entries()) {
    signal.throwIfAborted();
    const said = open.length === 0 ? [] : await layer.score(open, { signal });
    checkVerdicts(layer.name, said, open.length);
    const last = position === layers.length - 1;
    const decided = said.map((verdict) => verdict.decides || (last && verdict.score !== undefined));
    said.forEach((verdict, index) => {
      const { id } = open[index] as LayerItem<Out, Target>;
      verdicts.set(id, { id, layer: layer.name, ...verdict, decides: decided[index] === true });
    });
    flows.push(flowOf(layer, said, decided));
    open = open.filter((_, index) => !decided[index]);
  }
  return { verdicts: predictions.ids.map((id) => verdicts.get(id) as RowVerdict), layers: flows };
}

function checkLayers(layers: readonly Layer<never, never>[]): void {
  const names = layers.map(({ name }) => name);
  if (names.length === 0) throw new InvalidArgumentError("evaluation", "at least one layer", names);
  if (new Set(names).size !== names.length)
    throw new InvalidArgumentError("evaluation", "every layer to have a name of its own", names);
}

function checkVerdicts(name: string, said: readonly LayerVerdict[], rows: number): void {
  const place = `layer ${name}`;
  if (!Array.isArray(said)) throw new InvalidArgumentError(place, `a list of ${rows} verdicts, one a row`, said);
  if (said.length !== rows) throw new InvalidArgumentError(place, `${rows} verdicts, one a row`, said.length);
  const odd = said.findIndex((verdict) => typeof verdict !== "object" || verdict === null);
  if (odd >= 0) throw new InvalidArgumentError(place, `a verdict of its item ${odd}`, said[odd]);
}

function itemsOf<Out, Target>(predictions: Predictions<Out, Target>): LayerItem<Out, Target>[] {
  const { ids, outputs, targets, inputs, clusters } = predictions;
  for (const [name, values] of Object.entries({ outputs, targets, inputs, clusters }))
    if (values !== undefined && values.length !== ids.length)
      throw new InvalidArgumentError("evaluation", `${ids.length} ${name}, one an id`, values.length);
  refuseTwice("evaluation", ids);
  checkUnanswered("evaluation", predictions, ids.length);
  return ids.map((id, row) => ({
    id,
    output: outputs[row] as Out,
    target: targets[row] as Target,
    input: inputs?.[row],
    cluster: clusters?.[row],
  }));
}

function flowOf(
  { name, kind }: Layer<never, never>,
  verdicts: readonly LayerVerdict[],
  decided: readonly boolean[],
): LayerFlow {
  const rules: Record<string, number> = {};
  let [count, sum] = [0, 0];
  for (const [index, { score, rule }] of verdicts.entries()) {
    if (!decided[index]) continue;
    rules[rule] = (rules[rule] ?? 0) + 1;
    sum += score ?? 0;
    count++;
  }
  return {
    layer: name,
    kind,
    seen: verdicts.length,
    decided: count,
    meanScore: count === 0 ? undefined : sum / count,
    rules,
  };
}
