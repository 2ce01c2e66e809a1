import { aliasesOf } from "./aliases-of.js";
import type { MirroredRegistry, RegistryMirror } from "./registry-mirror.js";

/** What a mirror holds of a model: digests of manifests by version, and versions by alias. */
export interface MirroredModel {
  readonly versions: { readonly [id: string]: string };
  readonly aliases: { readonly [alias: string]: string };
}

/** Mirrors a registry into memory, for tests and notebooks. */
export function createMemoryRegistryMirror(
  registry: Pick<MirroredRegistry, "history" | "get">,
): RegistryMirror & { readonly models: ReadonlyMap<string, MirroredModel> } {
  const models = new Map<string, MirroredModel>();
  return {
    specificationVersion: "v1",
    models,
    async sync(model) {
      const history = await registry.history(model);
      const before = models.get(model) ?? { versions: {}, aliases: {} };
      const versions: Record<string, string> = { ...before.versions };
      const changes: string[] = [];
      for (const id of new Set(history.map(({ version }) => version)))
        if (versions[id] === undefined) {
          versions[id] = (await registry.get(id)).digest;
          changes.push(`${id} registered`);
        }
      const aliases = Object.fromEntries(aliasesOf(history));
      for (const [alias, id] of Object.entries(aliases))
        if (before.aliases[alias] !== id) changes.push(`${id} is now ${alias}`);
      models.set(model, { versions, aliases });
      return { sequence: history.at(-1)?.sequence ?? 0, changes, foreign: [], skipped: [] };
    },
  };
}
