import { within } from "../rollout/within.js";
import type { LoadedVersion } from "./load-version.js";

/** The versions that this process has ready to answer, each loaded once. */
export interface Versions {
  /** @param selector `late-flights@3` or `late-flights@champion`; it is asked of the registry anew each time. */
  load(selector: string): Promise<LoadedVersion>;
  /** As `load`, without asking when the version is here or on its way. */
  ensure(id: string): Promise<LoadedVersion>;
}

// Models may be large; a registry that hangs is asked again all the same.
const longest = 600_000;

export function createVersions(place: string, load: (selector: string) => Promise<LoadedVersion>): Versions {
  const loaded = new Map<string, LoadedVersion>();
  const loading = new Map<string, Promise<LoadedVersion>>();

  async function loadOnce(selector: string): Promise<LoadedVersion> {
    const fresh = await within(`${place} ${selector}`, longest, () => load(selector));
    const kept = loaded.get(fresh.id) ?? fresh;
    loaded.set(fresh.id, kept);
    return kept;
  }

  return {
    load: loadOnce,
    async ensure(id) {
      const known = loaded.get(id);
      if (known !== undefined) return known;
      const underway = loading.get(id) ?? loadOnce(id).finally(() => loading.delete(id));
      loading.set(id, underway);
      return underway;
    },
  };
}
