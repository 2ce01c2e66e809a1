import type { ModelSource } from "../../ports/index.js";
import type { RegistryFacts, RolloutEvent } from "./rollout-event.js";
import type { RolloutState } from "./rollout-state.js";

/** Looks where the registry's champion stands, when something has happened there. */
export interface RegistryWatch {
  /** Undefined when nothing has happened since the last look, or the registry cannot be followed. */
  look(): Promise<RegistryFacts | undefined>;
}

export function createRegistryWatch(registry: ModelSource, model: string): RegistryWatch {
  let seen = -1;
  return {
    async look() {
      // The head is read first: what is read of the champion is then at least as new.
      const head = await registry.head?.(model);
      if (head === undefined || head === seen || registry.champion === undefined) return undefined;
      const version = (await registry.champion(model))?.id ?? null;
      seen = head;
      return { head, version };
    },
  };
}

/** What a move of the registry's champion means for a rollout; a look that is older than the last one followed means nothing. */
export function followRegistry(state: RolloutState, { head, version }: RegistryFacts): RolloutEvent | undefined {
  if (version === null || head <= (state.registry?.head ?? -1) || version === state.registry?.version) return undefined;
  return { type: "registry-followed", data: { head, version } };
}
