import type { Store } from "../core/index.js";
import { thereAre } from "./format.js";
import { UsageError } from "./usage-error.js";

/**
 * The models that registry or rollouts of a store tell of, sorted.
 * @param wanted Refused when it is none of them. @throws {UsageError}
 */
export async function modelsOf(store: Store, wanted?: string): Promise<readonly string[]> {
  const logs = [...(await store.logs("registry/")), ...(await store.logs("rollouts/"))];
  const models = logs.flatMap((log) => /^(?:registry|rollouts)\/([^/]+)$/.exec(log)?.[1] ?? []);
  const known = [...new Set(models)].sort();
  if (wanted !== undefined && !known.includes(wanted))
    throw new UsageError(`there is no model ${wanted}; ${thereAre(known)}`);
  return known;
}
