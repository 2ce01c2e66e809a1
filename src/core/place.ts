import { NounsAtHand } from "./nouns-at-hand.js";
import { joinPath, type Scope, type ScopedContext, scopeOf } from "./scope.js";
import type { StageInfo } from "./stage.js";
import { deriveContext } from "./stage-context.js";
import { internalsOf } from "./stage-internals.js";

/**
 * Runs a stage inside another, in its own place: with its own random stream, told of and recorded by the run.
 * The signal is checked before; its reason is thrown as it is.
 */
export function place(stage: StageInfo, segment: string, input: unknown, parent: ScopedContext): unknown {
  parent.signal.throwIfAborted();
  const context = childContext(parent, stage, segment);
  const { run, recorded, path } = scopeOf(context);
  if (run === undefined || !recorded) return internalsOf(stage).execute(input, context);
  return run.track({ stage, path, input, context });
}

/** The context of a stage inside another. */
export function childContext(parent: ScopedContext, stage: StageInfo, segment: string): ScopedContext {
  const { run, recorded, path, nouns, random } = scopeOf(parent);
  const own = random.stream(segment);
  if (run === undefined) {
    const scope: Scope = { run, recorded, owner: stage, path, nouns, random: own };
    return deriveContext(parent, scope, parent.emit, parent.progress, parent.tracker);
  }
  const scope: Scope = { run, recorded, owner: stage, path: joinPath(path, segment), nouns, random: own };
  const told = { runId: parent.runId, stage: scope.path };
  return deriveContext(
    parent,
    scope,
    (name, data) => run.emit({ type: "custom", ...told, name, data }),
    (done, total) => run.emit({ type: "progress", ...told, done, ...(total !== undefined && { total }) }),
    run.trackerAt(scope.path),
  );
}

/** The context of a stage at the top of a run or called directly. A pipeline there adds no segment: a stage draws the same numbers alone and in it. */
export function topContext(given: ScopedContext, stage: StageInfo, input: unknown): ScopedContext {
  const scope = { ...scopeOf(given), nouns: new NounsAtHand(stage, input) };
  if (internalsOf(stage).isPipeline) return withScope(given, { ...scope, owner: stage });
  return childContext(withScope(given, scope), stage, stage.id);
}

/**
 * The context in which a stage made of stages places them: its own, or, when a custom stage calls it with its own
 * context, one that is not recorded, as two such calls would claim the same places.
 */
export function ownContext(context: ScopedContext, stage: StageInfo): ScopedContext {
  const scope = scopeOf(context);
  if (scope.owner === stage) return context;
  return withScope(context, { ...scope, recorded: false, owner: stage, random: scope.random.stream(stage.id) });
}

/** The same context for stages that are not recorded one by one. */
export function unrecordedContext(context: ScopedContext): ScopedContext {
  return withScope(context, { ...scopeOf(context), recorded: false });
}

/** The context of a stage that works in the place of the stage around it, as the stage inside `retry` does. */
export function handOver(context: ScopedContext, inner: StageInfo): ScopedContext {
  return withScope(context, { ...scopeOf(context), owner: inner, random: context.random });
}

function withScope(context: ScopedContext, scope: Scope): ScopedContext {
  return deriveContext(context, scope, context.emit, context.progress, context.tracker);
}
