import type { Codec } from "./codec.js";
import type { Context } from "./context.js";
import { createDefaultContext } from "./default-context.js";
import { InvalidArgumentError } from "./errors/index.js";
import { fingerprint } from "./fingerprint.js";
import type { Noun } from "./nouns.js";
import { topContext } from "./place.js";
import type { ScopedContext } from "./scope.js";
import { type ContextArgument, type Stage, type StageInfo, stageBrand } from "./stage.js";
import { internalsKey, type Slot, type StageInternals } from "./stage-internals.js";
import { copyParams } from "./stage-params.js";

const idPattern = /^[a-z0-9]+(?:[-/][a-z0-9]+)*$/;
const versionPattern = /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:[-+][0-9A-Za-z.+-]+)?$/;

/** What stages, pipelines and combinators alike are made from. */
export interface StageParts<In, Out, C extends Context> {
  readonly id: string;
  readonly version: string;
  readonly params?: object | undefined;
  readonly children?: readonly StageInfo[];
  readonly execute: (input: In, context: C & ScopedContext) => Out | Promise<Out>;
  readonly codec?: Codec<Out> | undefined;
  readonly passesInput?: boolean;
  readonly isPipeline?: boolean;
  readonly combinators?: readonly string[];
  readonly slots?: readonly Slot[];
  readonly nouns?: readonly Noun[] | undefined;
}

/** @throws {InvalidArgumentError} the id, the version or the params are not of their form. */
export function makeStage<In, Out, C extends Context>(parts: StageParts<In, Out, C>): Stage<In, Out, C> {
  return Object.freeze(assembleStage(parts));
}

/** A stage that may still be given more members before it is frozen. */
export function assembleStage<In, Out, C extends Context>(parts: StageParts<In, Out, C>): Stage<In, Out, C> {
  const { id, version, execute } = parts;
  if (!idPattern.test(id))
    throw new InvalidArgumentError("stage", "`id` to be lower-case words joined by `-` or `/`, e.g. acme/clip", id);
  if (!versionPattern.test(version))
    throw new InvalidArgumentError(`stage ${id}`, "`version` to be a semantic version, e.g. 1.0.0", version);
  const params = copyParams(parts.params ?? {}, id);
  const children = Object.freeze([...(parts.children ?? [])]);

  const stage = (input: In, ...[given]: ContextArgument<C>): Promise<Out> =>
    run(input, topContext(createDefaultContext(given), made, input) as C & ScopedContext);

  async function run(input: In, context: C): Promise<Out> {
    context.signal.throwIfAborted();
    return execute(input, context);
  }

  const internals: StageInternals = {
    execute,
    codec: parts.codec,
    passesInput: parts.passesInput ?? false,
    isPipeline: parts.isPipeline ?? false,
    combinators: parts.combinators ?? [],
    slots: parts.slots ?? [],
    nouns: parts.nouns ?? [],
  };
  Object.defineProperty(stage, "name", { value: id });
  Object.defineProperty(stage, internalsKey, { value: internals });
  const made: Stage<In, Out, C> = Object.assign(stage, {
    [stageBrand]: true as const,
    id,
    version,
    params,
    children,
    fingerprint: fingerprint({ id, version, params, children: children.map((child) => child.fingerprint) }),
    run,
  });
  return made;
}
