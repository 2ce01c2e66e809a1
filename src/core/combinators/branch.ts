import type { Codec } from "../codec.js";
import { InvalidArgumentError } from "../errors/index.js";
import type { Json } from "../json.js";
import { makeStage } from "../make-stage.js";
import { checkOptions } from "../options/check-options.js";
import * as option from "../options/option-rule.js";
import { ownContext, place } from "../place.js";
import type { Stage, StageInfo } from "../stage.js";
import { internalsOf } from "../stage-internals.js";
import { isThenable } from "../thenable.js";
import {
  type Branches,
  type BranchesContext,
  type BranchesInput,
  type BranchesOutput,
  decodeBy,
  encodeBy,
  listBranches,
} from "./branches.js";

/** How `branch` chooses. The function is not part of the fingerprint, so its version has to change with it. */
export interface BranchOptions<B extends Branches> {
  /** The stage's id, e.g. `by-size`. */
  readonly id: string;
  readonly version: string;
  /** The name of the branch that the input goes to. */
  readonly choose: (input: BranchesInput<B>) => keyof B & string;
}

/**
 * Gives the input to the one branch that `choose` names.
 *
 * @throws {InvalidArgumentError} there is no branch, one is not a stage, or (when run) `choose` names none of them.
 */
export function branch<const B extends Branches>(
  branches: B,
  options: BranchOptions<B>,
): Stage<BranchesInput<B>, BranchesOutput<B>[keyof B], BranchesContext<B>> {
  checkOptions<BranchOptions<B>>("branch", options, {
    id: option.required(option.text),
    version: option.required(option.text),
    choose: option.required(option.callback),
  });
  const { id, version, choose } = options;
  const list = listBranches(`branch ${id}`, branches);
  const stages = new Map(list);
  const producers = new WeakMap<object, string>();
  const stage: Stage<BranchesInput<B>, BranchesOutput<B>[keyof B], BranchesContext<B>> = makeStage<
    BranchesInput<B>,
    BranchesOutput<B>[keyof B],
    BranchesContext<B>
  >({
    id,
    version,
    params: { branches: [...stages.keys()] },
    children: [...stages.values()],
    combinators: ["branch"],
    slots: list.map(([segment, child]) => ({ segment, stage: child })),
    codec: chosenCodec(stages, producers) as Codec<BranchesOutput<B>[keyof B]> | undefined,
    execute(input, context) {
      const name = choose(input);
      const chosen = stages.get(name);
      if (chosen === undefined)
        throw new InvalidArgumentError(
          `branch ${id}`,
          `\`choose\` to name one of ${[...stages.keys()].join(", ")}`,
          name,
        );
      const output = place(chosen, name, input, ownContext(context, stage));
      const remember = (value: unknown): BranchesOutput<B>[keyof B] => {
        if (typeof value === "object" && value !== null) producers.set(value, name);
        return value as BranchesOutput<B>[keyof B];
      };
      return isThenable(output) ? Promise.resolve(output).then(remember) : remember(output);
    },
  });
  return stage;
}

/** Each branch may have another codec, so the output is stored with the name of the branch that gave it. */
function chosenCodec(
  stages: ReadonlyMap<string, StageInfo>,
  producers: WeakMap<object, string>,
): Codec<unknown> | undefined {
  if ([...stages.values()].every((stage) => internalsOf(stage).codec === undefined)) return undefined;
  return {
    id: "branch@1",
    async encode(value, blobs) {
      const name = typeof value === "object" && value !== null ? producers.get(value) : undefined;
      const stage = name === undefined ? undefined : stages.get(name);
      return stage === undefined || name === undefined
        ? { output: value as Json }
        : { branch: name, output: await encodeBy(stage, value, blobs) };
    },
    async decode(json, blobs, nouns) {
      const { branch: name, output } = json as { readonly branch?: string; readonly output: Json };
      const stage = name === undefined ? undefined : stages.get(name);
      const value = stage === undefined ? output : await decodeBy(stage, output, blobs, nouns);
      if (name !== undefined && typeof value === "object" && value !== null) producers.set(value, name);
      return value;
    },
  };
}
