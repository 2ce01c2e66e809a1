import type { Clock } from "../clock.js";
import type { Context, Logger } from "../context.js";
import { createDefaultContext } from "../default-context.js";
import { InvalidArgumentError } from "../errors/index.js";
import { type Scope, type ScopedContext, scopeKey } from "../scope.js";
import { StageContext } from "../stage-context.js";
import type { Store } from "../store.js";

/**
 * What the contexts of all runs of a runner or worker share.
 * @throws {InvalidArgumentError} a service takes a name that the context itself has.
 */
export function createBaseContext(
  place: string,
  parts: { readonly clock: Clock; readonly log: Logger; readonly store: Store | undefined },
  services: object | undefined,
): (run: Pick<Context, "runId" | "random" | "signal">, scope: Scope) => ScopedContext {
  const { clock, log, store } = parts;
  const base: Context = createDefaultContext({ clock, log, ...(store && { store }) });
  for (const name of Object.keys(services ?? {}))
    if (Object.hasOwn(base, name))
      throw new InvalidArgumentError(place, "`services` to have names of their own, not the context's", name);
  return (run, scope) => {
    const root: Context = { ...base, ...run };
    const tracker = scope.run?.trackerAt(scope.path) ?? base.tracker;
    return services === undefined
      ? new StageContext(root, scope, root.emit, root.progress, tracker)
      : { ...root, tracker, ...services, [scopeKey]: scope };
  };
}
