import { isDigest } from "../core/house.js";
import { InvalidArgumentError, MissingError, type Store } from "../core/index.js";
import { tasks } from "../model/house.js";
import type { ModelManifest, Task } from "../model/index.js";

/**
 * Refuses a manifest that could never serve or be traced: a version is immutable, so there is no mending it later.
 * @throws {InvalidArgumentError} neither a git commit nor a reason for having none is stated, the labels are not those a task needs, or it is of another form.
 * @throws {MissingError} bytes that it names are not in the store.
 */
export async function checkManifest(store: Store, manifest: ModelManifest): Promise<void> {
  const place = `registry ${manifest.name}`;
  if (manifest.format !== "model@1")
    throw new InvalidArgumentError(place, "a manifest of format model@1", manifest.format);
  checkTask(place, manifest);
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

function checkTask(place: string, { task, labels }: ModelManifest): void {
  if (!tasks.includes(task)) throw new InvalidArgumentError(place, `a \`task\` among ${tasks.join(", ")}`, task);
  const least = leastLabels[task];
  if (least === undefined ? labels !== undefined : !areLabels(labels, least))
    throw new InvalidArgumentError(
      place,
      least === undefined
        ? `no \`labels\` for the task ${task}`
        : `at least ${least} \`labels\` for the task ${task}, each once`,
      labels,
    );
}

const leastLabels: { readonly [task in Task]?: number } = { classes: 2, "label-sets": 1 };

function areLabels(labels: unknown, least: number): boolean {
  return Array.isArray(labels) && labels.length >= least && new Set(labels).size === labels.length;
}
