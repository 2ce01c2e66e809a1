import { isDigest } from "../core/house.js";
import { InvalidArgumentError, MissingError, type Store } from "../core/index.js";
import type { ModelManifest } from "../model/index.js";

/**
 * Refuses a manifest that could never serve or be traced: a version is immutable, so there is no mending it later.
 * @throws {InvalidArgumentError} neither a git commit nor a reason for having none is stated, or it is of another form.
 * @throws {MissingError} bytes that it names are not in the store.
 */
export async function checkManifest(store: Store, manifest: ModelManifest): Promise<void> {
  const place = `registry ${manifest.name}`;
  if (manifest.format !== "model@1")
    throw new InvalidArgumentError(place, "a manifest of format model@1", manifest.format);
  const { git } = manifest;
  const stated = "commit" in git ? git.commit : git.override;
  if (typeof stated !== "string" || stated.trim() === "")
    throw new InvalidArgumentError(place, "`git` with a `commit`, or an `override` that says why there is none", git);
  const parts = {
    model: manifest.model,
    ...(manifest.features && { "fitted features": manifest.features.fitted }),
    report: manifest.report,
    ...(manifest.profile && { profile: manifest.profile }),
  };
  for (const [part, digest] of Object.entries(parts)) {
    if (!isDigest(digest)) throw new InvalidArgumentError(place, `the digest of the ${part}`, digest);
    if (!(await store.blobs.has(digest)))
      throw new MissingError(place, `${part} ${digest}`, "Put its bytes before you register");
  }
}
