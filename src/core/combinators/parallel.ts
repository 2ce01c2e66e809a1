import type { Codec } from "../codec.js";
import type { Json } from "../json.js";
import { linkSignal } from "../link-signal.js";
import { makeStage } from "../make-stage.js";
import { ownContext, place } from "../place.js";
import type { ScopedContext } from "../scope.js";
import type { Stage, StageInfo } from "../stage.js";
import { internalsOf } from "../stage-internals.js";
import {
  type Branches,
  type BranchesContext,
  type BranchesInput,
  type BranchesOutput,
  decodeBy,
  encodeBy,
  listBranches,
} from "./branches.js";

/**
 * Gives one input to all branches at once and puts their outputs together under the branches' names.
 * When one fails, the others' signal is aborted with its error, they are waited for, and that error is thrown.
 *
 * @throws {InvalidArgumentError} there is no branch, or one is not a stage.
 * @example
 * const both = parallel({ rows: countRows, total: sumAmounts }); // Stage<readonly Row[], { rows: number; total: number }>
 */
export function parallel<B extends Branches>(
  branches: B,
): Stage<BranchesInput<B>, BranchesOutput<B>, BranchesContext<B>> {
  const list = listBranches("parallel", branches);
  const stage: Stage<BranchesInput<B>, BranchesOutput<B>, BranchesContext<B>> = makeStage<
    BranchesInput<B>,
    BranchesOutput<B>,
    BranchesContext<B>
  >({
    id: "parallel",
    version: "1.0.0",
    params: { branches: list.map(([name]) => name) },
    children: list.map(([, child]) => child),
    combinators: ["parallel"],
    slots: list.map(([segment, child]) => ({ segment, stage: child })),
    codec: branchesCodec(list) as Codec<BranchesOutput<B>> | undefined,
    execute: async (input, context) =>
      Object.fromEntries(await runAll(list, input, ownContext(context, stage))) as BranchesOutput<B>,
  });
  return stage;
}

type List = readonly (readonly [name: string, stage: StageInfo])[];

async function runAll(list: List, input: unknown, context: ScopedContext): Promise<(readonly [string, unknown])[]> {
  const linked = linkSignal(context.signal);
  const inner = { ...context, signal: linked.signal };
  let failure: { readonly error: unknown } | undefined;
  try {
    const results = await Promise.all(
      list.map(async ([name, stage]) => {
        try {
          return [name, await place(stage, name, input, inner)] as const;
        } catch (error) {
          failure ??= { error };
          linked.abort(failure.error);
          return [name, undefined] as const;
        }
      }),
    );
    if (failure !== undefined) throw (failure as { readonly error: unknown }).error;
    return results;
  } finally {
    linked.release();
  }
}

/** Plain JSON needs no codec, so only a branch that has one calls for one here. */
function branchesCodec(list: List): Codec<Readonly<Record<string, unknown>>> | undefined {
  if (list.every(([, stage]) => internalsOf(stage).codec === undefined)) return undefined;
  return {
    id: "parallel@1",
    encode: async (value, blobs) =>
      Object.fromEntries(
        await Promise.all(list.map(async ([name, stage]) => [name, await encodeBy(stage, value[name], blobs)])),
      ),
    decode: async (json, blobs, nouns) => {
      const outputs = json as Readonly<Record<string, Json>>;
      return Object.fromEntries(
        await Promise.all(
          list.map(async ([name, stage]) => [name, await decodeBy(stage, outputs[name], blobs, nouns)]),
        ),
      );
    },
  };
}
