import { createFold } from "../core/house.js";
import type { Digest } from "../core/index.js";
import { readRegistryEvent } from "./registry-event.js";

/** Where a model's log stands: plain JSON, the fold of its events. */
export type RegistryState = {
  /** Manifest digest by version number − 1. */
  readonly versions: readonly Digest[];
  readonly aliases: { readonly [alias: string]: number };
  readonly champion: number | null;
  /** Champions before the present one, the latest last; what a rollback goes back to. */
  readonly formerChampions: readonly number[];
};

/** Pure: the same events give the same state. Unknown event types change nothing, so that newer writers do not break older readers. */
export const registryFold = createFold<RegistryState>({
  id: "registry",
  version: 1,
  initial: { versions: [], aliases: {}, champion: null, formerChampions: [] },
  apply(state, stored) {
    const event = readRegistryEvent(stored);
    switch (event?.type) {
      case "version-registered":
        return { ...state, versions: [...state.versions, event.data.manifest] };
      case "alias-set":
        return { ...state, aliases: { ...state.aliases, [event.data.alias]: event.data.number } };
      case "version-promoted": {
        const formerChampions = state.champion === null ? [] : [...state.formerChampions, state.champion];
        return { ...state, champion: event.data.number, formerChampions };
      }
      case "version-rolled-back": {
        const kept = state.formerChampions.lastIndexOf(event.data.number);
        return {
          ...state,
          champion: event.data.number,
          formerChampions: state.formerChampions.slice(0, Math.max(kept, 0)),
        };
      }
      default:
        return state;
    }
  },
});
